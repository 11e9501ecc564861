/** Encrypts the personal data of rows that were written before there was a data key: once, table by table, in batches, at the start. */
import type { Database } from './postgres.ts'
import { type Column, findStoredTables, type Rewriting, rewriteTable, type StoredTable } from './rewrite-rows.ts'
import { magic, type Vault } from './vault.ts'

/** Columns whose values are encrypted whole, whatever they look like: table → columns. */
export type PersonalColumns = Readonly<Record<string, readonly string[]>>

const idShape = '[1-8][0-9]{5}(19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx]'
const phoneShape = '"(\\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"'

function matchesLoose({ name, type }: Column): string {
  return `t."${name}"::text ~ '${type === 'text' ? idShape : `${idShape}|${phoneShape}`}'`
}

function matchesWhole({ name, type }: Column): string {
  return type === 'bytea'
    ? `substring(t."${name}" from 1 for ${magic.length}) <> '\\x${magic.toString('hex')}'::bytea`
    : `t."${name}" !~ '^⟦[0-9]+[.][A-Za-z0-9_-]+⟧$'`
}

function encryptWhole(vault: Vault, { type }: Column, value: string): string {
  if (type !== 'bytea') return vault.decrypt(value) === value ? vault.encrypt(value) : value
  const bytes = Buffer.from(value.slice(2), 'hex')
  const done = bytes.subarray(0, magic.length).equals(magic)
  return done ? value : `\\x${vault.encryptBytes(bytes).toString('hex')}`
}

/** What is to be done in a table: JSON and texts in which ID numbers and phones may stand, and columns that are personal as a whole. */
function encrypting(table: StoredTable, listed: readonly string[], vault: Vault): Rewriting | undefined {
  const whole = table.columns.filter(({ name }) => listed.includes(name))
  const loose = table.columns.filter(
    (each) => !table.key.includes(each) && !whole.includes(each) && ['json', 'jsonb', 'text'].includes(each.type),
  )
  if (loose.length + whole.length === 0) return undefined
  return {
    table,
    columns: [...loose, ...whole],
    matches: [...loose.map(matchesLoose), ...whole.map(matchesWhole)].join(' or '),
    size: whole.some((each) => each.type === 'bytea') ? 8 : 1000,
    change: (column, value) => (whole.includes(column) ? encryptWhole(vault, column, value) : vault.cover(value)),
  }
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
  const open = (await findStoredTables(owner))
    .filter((table) => !done.some((each) => each.name === table.name))
    .flatMap((table) => encrypting(table, personal[table.name] ?? [], vault) ?? [])
  let changed = 0
  for (const [i, work] of open.entries()) {
    const { name } = work.table
    progress(i, open.length, name)
    changed += await rewriteTable(owner, work)
    await owner.ask(
      'insert into platform.encrypted_tables (table_name, data_key) values ($1, $2) on conflict do nothing',
      [name, vault.id],
    )
  }
  return changed
}
