/** Encrypts the personal data of rows that were written before there was a data key: once, table by table, in batches, at the start. */
import type { Database, Row } from './postgres.ts'
import { magic, type Vault } from './vault.ts'

/** Columns whose values are encrypted whole, whatever they look like: table → columns. */
export type PersonalColumns = Readonly<Record<string, readonly string[]>>

interface Column {
  readonly name: string
  readonly type: string
}

interface Table {
  readonly name: string
  readonly key: readonly Column[]
  /** JSON and texts in which ID numbers and phones may stand. */
  readonly loose: readonly Column[]
  /** Texts and bytes that are personal as a whole. */
  readonly whole: readonly Column[]
  readonly guarded: boolean
}

const idShape = '[1-8][0-9]{5}(19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx]'
const phoneShape = '"(\\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"'

/** All tables with a primary key that have columns to look into. */
async function findTables(owner: Database, personal: PersonalColumns): Promise<Table[]> {
  const rows = await owner.ask<{ name: string; column: string; type: string; key: boolean; guarded: boolean }>(
    `select n.nspname || '.' || c.relname as name, a.attname as column, format_type(a.atttypid, null) as type,
       a.attnum = any(i.indkey::smallint[]) as key,
       exists (select 1 from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as guarded
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$)' and c.relname not in ('data_keys', 'migrations')
     order by c.oid, array_position(i.indkey::smallint[], a.attnum), a.attnum`,
  )
  return [...Map.groupBy(rows, (row) => row.name)].map(([name, columns]) => {
    const listed = personal[name] ?? []
    const named = columns.map((each) => ({ ...each, name: each.column }))
    return {
      name,
      key: named.filter((each) => each.key),
      loose: named.filter(
        (each) => !each.key && !listed.includes(each.name) && ['json', 'jsonb', 'text'].includes(each.type),
      ),
      whole: named.filter((each) => listed.includes(each.name)),
      guarded: columns[0]!.guarded,
    }
  })
}

function matches(table: Table): string {
  const found = [
    ...table.loose.map((each) => {
      const shape = each.type === 'text' ? idShape : `${idShape}|${phoneShape}`
      return `t."${each.name}"::text ~ '${shape}'`
    }),
    ...table.whole.map((each) =>
      each.type === 'bytea'
        ? `substring(t."${each.name}" from 1 for ${magic.length}) <> '\\x${magic.toString('hex')}'::bytea`
        : `t."${each.name}" !~ '^⟦[0-9]+[.][A-Za-z0-9_-]+⟧$'`,
    ),
  ]
  return found.join(' or ')
}

/** The encrypted values of a row, null where nothing is there. */
function encrypted(table: Table, vault: Vault, row: Row): (string | null)[] {
  const of = (column: Column, work: (value: string) => string) =>
    row[column.name] === null ? null : work(String(row[column.name]))
  return [
    ...table.loose.map((each) => of(each, vault.cover)),
    ...table.whole.map((each) =>
      of(each, (value) => {
        if (each.type !== 'bytea') return vault.decrypt(value) === value ? vault.encrypt(value) : value
        const bytes = Buffer.from(value.slice(2), 'hex')
        const done = bytes.subarray(0, magic.length).equals(magic)
        return done ? value : `\\x${vault.encryptBytes(bytes).toString('hex')}`
      }),
    ),
  ]
}

/** One batch behind `after`, in one transaction; gives the last key and how many were written. */
async function encryptBatch(owner: Database, vault: Vault, table: Table, after: readonly string[] | undefined) {
  const { key, loose, whole } = table
  const size = whole.some((each) => each.type === 'bytea') ? 8 : 1000
  const values = [...loose, ...whole]
  const keyList = key.map((each) => `t."${each.name}"`).join(', ')
  const typed = key.map((each, i) => `$${i + 1}::text::${each.type}`).join(', ')
  return owner.inTransaction(async ({ ask }) => {
    const rows = await ask<Row>(
      `select ${key.map((each, i) => `t."${each.name}"::text as k${i}`).join(', ')}, ${values.map((each) => `t."${each.name}"::text`).join(', ')}
       from ${table.name} t where (${matches(table)}) ${after ? `and (${keyList}) > (${typed})` : ''} order by ${keyList} limit ${size} for update`,
      after ?? [],
    )
    const keyOf = (row: Row) => key.map((_, i) => String(row[`k${i}`]))
    if (rows.length > 0) {
      if (table.guarded) await ask(`alter table ${table.name} disable trigger user`)
      const changed = rows.map((row) => [...keyOf(row), ...encrypted(table, vault, row)])
      const names = [...key, ...values].map((_, i) => `v${i}`)
      await ask(
        `update ${table.name} t set ${values.map((each, i) => `"${each.name}" = v.v${key.length + i}::${each.type}`).join(', ')}
         from unnest(${names.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as v(${names.join(', ')})
         where ${key.map((each, i) => `t."${each.name}" = v.v${i}::${each.type}`).join(' and ')}`,
        names.map((_, i) => changed.map((row) => row[i]!)),
      )
      if (table.guarded) await ask(`alter table ${table.name} enable trigger user`)
    }
    return { last: rows.length < size ? undefined : keyOf(rows.at(-1)!), count: rows.length }
  })
}

async function encryptTable(owner: Database, vault: Vault, table: Table): Promise<number> {
  let count = 0
  let after: readonly string[] | undefined
  do {
    const batch = await encryptBatch(owner, vault, table, after)
    count += batch.count
    after = batch.last
  } while (after)
  // What stood there before is still in the table's pages, where a copy of the disk would show it.
  if (count > 0) await owner.script(`vacuum full ${table.name}`)
  return count
}

/**
 * Looks once through every table for what was stored readable; gives the number of rows that were changed. `owner` connects without a
 * vault as a role that may alter tables: tables whose rows may only be added are unlocked for the moment of a batch. Interrupted, the
 * next start goes on.
 */
export async function encryptStored(
  owner: Database,
  vault: Vault,
  personal: PersonalColumns,
  progress: (done: number, total: number, what: string) => void = () => {},
): Promise<number> {
  const done = await owner.ask<{ name: string }>('select e.table_name as name from platform.encrypted_tables e')
  const open = (await findTables(owner, personal)).filter(
    (table) => table.loose.length + table.whole.length > 0 && !done.some((each) => each.name === table.name),
  )
  let changed = 0
  for (const [i, table] of open.entries()) {
    progress(i, open.length, table.name)
    changed += await encryptTable(owner, vault, table)
    await owner.ask('insert into platform.encrypted_tables (table_name) values ($1) on conflict do nothing', [
      table.name,
    ])
  }
  return changed
}
