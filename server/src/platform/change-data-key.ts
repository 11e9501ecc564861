/** Changes the data key: everything that is encrypted is written anew under a fresh one, table by table; then the old one is forgotten. */
import { openDataKeys, prepareDataKey } from './data-keys.ts'
import type { PersonalColumns } from './encrypt-stored.ts'
import type { Keys } from './keys.ts'
import type { Progress } from './module.ts'
import type { Database } from './postgres.ts'
import { type Column, findStoredTables, type Rewriting, rewriteTable, type StoredTable } from './rewrite-rows.ts'
import { magic, type Vault } from './vault.ts'

/** Types in which tokens may stand. */
const texts: ReadonlySet<string> = new Set(['text', 'character varying', 'json', 'jsonb', 'text[]', 'tsvector'])

const token = /⟦(\d+)\.[\w-]+⟧/g

/** A value under the fresh key; what was not encrypted under the old one stays as it is. */
function renew(old: Vault, fresh: Vault, { type }: Column, value: string): string {
  if (type !== 'bytea')
    return value.replace(token, (found, id) => {
      const plain = Number(id) === old.id ? old.decrypt(found) : found
      return plain === found ? found : fresh.encrypt(plain)
    })
  const bytes = Buffer.from(value.slice(2), 'hex')
  if (!bytes.subarray(0, magic.length).equals(magic) || bytes[magic.length] !== old.id) return value
  return `\\x${fresh.encryptBytes(old.decryptBytes(bytes)).toString('hex')}`
}

function renewing(table: StoredTable, listed: readonly string[], old: Vault, fresh: Vault): Rewriting | undefined {
  const columns = table.columns.filter(({ type }) => type === 'bytea' || texts.has(type))
  if (columns.length === 0) return undefined
  const prefix = Buffer.concat([magic, Buffer.from([old.id])])
  const found = columns.map(({ name, type }) =>
    type === 'bytea'
      ? `substring(t."${name}" from 1 for ${prefix.length}) = '\\x${prefix.toString('hex')}'::bytea`
      : `strpos(t."${name}"::text, '⟦${old.id}.') > 0`,
  )
  const files = columns.some(({ name, type }) => type === 'bytea' && listed.includes(name))
  return {
    table,
    columns,
    matches: found.join(' or '),
    size: files ? 8 : 1000,
    change: (column, value) => renew(old, fresh, column, value),
  }
}

/** Connections to this database that are not `owner`'s own: servers that would go on writing under the old key. */
async function countOthers(owner: Database): Promise<number> {
  const own = await Promise.all([
    owner.ask<{ pid: number }>('select pg_backend_pid() as pid'),
    owner.inTransaction(({ ask }) => ask<{ pid: number }>('select pg_backend_pid() as pid')),
  ])
  const [row] = await owner.ask<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity a
     where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> all($1)`,
    [own.flat().map(({ pid }) => pid)],
  )
  return row!.count
}

/** Whether a change was begun and not finished. */
export async function isKeyChanging(owner: Pick<Database, 'ask'>): Promise<boolean> {
  return (await owner.ask('select k.id from platform.data_keys k')).length > 1
}

/** Begins a change. A fault while others are connected. */
export async function beginKeyChange(owner: Database, keys: Keys): Promise<void> {
  const others = await countOthers(owner)
  if (others > 0) throw new Error(`${others} other connections to the database: stop every server first`)
  await prepareDataKey(owner, keys)
}

/**
 * Carries a change through that was begun; gives the number of rows written anew. Interrupted, the next call goes on where it stopped,
 * table by table, and so does the next start of the server. `owner` connects without a vault, by one lane and one transaction, as a
 * role that may alter tables.
 */
export async function finishKeyChange(
  owner: Database,
  keys: Keys,
  personal: PersonalColumns,
  progress: Progress = () => {},
): Promise<number> {
  const vaults = await openDataKeys(owner, keys)
  const [old, fresh] = vaults
  if (!old || !fresh) return 0
  const done = await owner.ask<{ name: string }>(
    'select e.table_name as name from platform.encrypted_tables e where e.data_key = $1',
    [fresh.id],
  )
  const open = (await findStoredTables(owner))
    .filter((table) => !done.some((each) => each.name === table.name))
    .flatMap((table) => renewing(table, personal[table.name] ?? [], old, fresh) ?? [])
  let changed = 0
  for (const [i, work] of open.entries()) {
    const { name } = work.table
    changed += await rewriteTable(owner, work, (count) => progress(i, open.length, `${name} ${count}`))
    // A table that is not listed holds rows that the next start encrypts: it is not listed here either.
    await owner.ask('update platform.encrypted_tables e set data_key = $2 where e.table_name = $1', [name, fresh.id])
  }
  await owner.ask('delete from platform.data_keys k where k.id = $1', [old.id])
  return changed
}
