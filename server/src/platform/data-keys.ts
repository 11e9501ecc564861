/** Data keys: personal data is encrypted under a key that lies in the database wrapped, by a key that lies elsewhere. */
import { randomBytes } from 'node:crypto'
import type { Keys } from './keys.ts'
import { connect, type Database, type DatabaseOptions } from './postgres.ts'
import { makeVault, type Vault } from './vault.ts'

/** Purpose of the wrapping key. */
const purpose = 'people'

const notOurs =
  'the personal data in this database was encrypted under keys that are not here: put the folder of keys back (STEPPE_KEYS) that belongs to it'

async function readVault(db: Pick<Database, 'ask'>, keys: Keys): Promise<Vault | undefined> {
  const rows = await db.ask<{ id: number; wrapped: Buffer }>(
    'select k.id, k.wrapped from platform.data_keys k order by k.id desc limit 1',
  )
  if (!rows[0]) return undefined
  const dataKey = await (await keys.wrapper(purpose)).unwrap(rows[0].wrapped)
  if (!dataKey) throw new Error(notOurs)
  return makeVault(rows[0].id, dataKey)
}

/** The vault of a migrated database; a database that has no data key yet is given one. A fault when its wrapping key is not here. */
export async function openVault(db: Pick<Database, 'ask'>, keys: Keys): Promise<Vault> {
  const there = await readVault(db, keys)
  if (there) return there
  const wrapped = await (await keys.wrapper(purpose)).wrap(randomBytes(32))
  await db.ask('insert into platform.data_keys (id, wrapped) values (1, $1) on conflict do nothing', [wrapped])
  return (await readVault(db, keys))!
}

/** Connects to a migrated database of an installation, personal data readable. */
export async function connectWithVault(url: string, keys: Keys, options: DatabaseOptions = {}): Promise<Database> {
  const plain = connect(url, { lanes: 1, transactions: 1, commits: 1 })
  try {
    return connect(url, { ...options, vault: await openVault(plain, keys) })
  } finally {
    await plain.close()
  }
}
