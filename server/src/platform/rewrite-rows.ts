/** Rewrites rows of any table in batches, each in one transaction; tables whose rows may only be added are unlocked for that moment. */
import type { Database, Row } from './postgres.ts'

export interface Column {
  readonly name: string
  readonly type: string
}

export interface StoredTable {
  readonly name: string
  readonly key: readonly Column[]
  /** All columns, those of the key among them. */
  readonly columns: readonly Column[]
  /** Whether triggers guard its rows. */
  readonly guarded: boolean
}

/** All tables with a primary key but those of the keys and migrations themselves. `owner` connects without a vault. */
export async function findStoredTables(owner: Pick<Database, 'ask'>): Promise<StoredTable[]> {
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
    const all = columns.map(({ column, type, key }) => ({ name: column, type, key }))
    return { name, key: all.filter((each) => each.key), columns: all, guarded: columns[0]!.guarded }
  })
}

export interface Rewriting {
  readonly table: StoredTable
  /** Columns that are written anew. */
  readonly columns: readonly Column[]
  /** SQL of `t` that finds the rows to rewrite; a rewritten row is found no more. */
  readonly matches: string
  /** Rows a batch. */
  readonly size: number
  /** The new value of a column, as text. */
  readonly change: (column: Column, value: string) => string
}

/** One batch behind `after`; gives the last key and how many were written. */
async function rewriteBatch(owner: Database, work: Rewriting, after: readonly string[] | undefined) {
  const { table, columns, matches, size, change } = work
  const { key } = table
  const keyList = key.map((each) => `t."${each.name}"`).join(', ')
  const typed = key.map((each, i) => `$${i + 1}::text::${each.type}`).join(', ')
  return owner.inTransaction(async ({ ask }) => {
    const rows = await ask<Row>(
      `select ${key.map((each, i) => `t."${each.name}"::text as k${i}`).join(', ')}, ${columns.map((each) => `t."${each.name}"::text`).join(', ')}
       from ${table.name} t where (${matches}) ${after ? `and (${keyList}) > (${typed})` : ''} order by ${keyList} limit ${size} for update`,
      after ?? [],
    )
    const keyOf = (row: Row) => key.map((_, i) => String(row[`k${i}`]))
    const valuesOf = (row: Row) =>
      columns.map((each) => (row[each.name] === null ? null : change(each, String(row[each.name]))))
    if (rows.length > 0) {
      if (table.guarded) await ask(`alter table ${table.name} disable trigger user`)
      const changed = rows.map((row) => [...keyOf(row), ...valuesOf(row)])
      const names = [...key, ...columns].map((_, i) => `v${i}`)
      await ask(
        `update ${table.name} t set ${columns.map((each, i) => `"${each.name}" = v.v${key.length + i}::${each.type}`).join(', ')}
         from unnest(${names.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as v(${names.join(', ')})
         where ${key.map((each, i) => `t."${each.name}" = v.v${i}::${each.type}`).join(' and ')}`,
        names.map((_, i) => changed.map((row) => row[i]!)),
      )
      if (table.guarded) await ask(`alter table ${table.name} enable trigger user`)
    }
    return { last: rows.length < size ? undefined : keyOf(rows.at(-1)!), count: rows.length }
  })
}

/** Rewrites what matches, and the file of the table where something did: what stood there before is still in its pages, where a copy of the disk would show it. */
export async function rewriteTable(
  owner: Database,
  work: Rewriting,
  progress: (count: number) => void = () => {},
): Promise<number> {
  let count = 0
  let after: readonly string[] | undefined
  do {
    const batch = await rewriteBatch(owner, work, after)
    count += batch.count
    after = batch.last
    progress(count)
  } while (after)
  if (count > 0) await owner.script(`vacuum full ${work.table.name}`)
  return count
}
