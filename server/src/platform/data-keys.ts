/** Data keys: personal data is encrypted under a key that lies in the database wrapped, by a key that lies elsewhere. */
import { randomBytes } from 'node:crypto'
import type { Keys } from './keys.ts'
import { connect, type Database, type DatabaseOptions } from './postgres.ts'
import { makeVault, type Vault } from './vault.ts'

/** Purpose of the wrapping key. */
const purpose = 'people'

const notOurs =
  'the personal data in this database was encrypted under keys that are not here: put the folder of keys back (STEPPE_KEYS) that belongs to it'

/** The vaults of all data keys, the oldest first: one, or two while a change of the key is under way. */
export async function openDataKeys(db: Pick<Database, 'ask'>, keys: Keys): Promise<Vault[]> {
  const rows = await db.ask<{ id: number; wrapped: Buffer }>(
    'select k.id, k.wrapped from platform.data_keys k order by k.made_at, k.id',
  )
  const wrapper = await keys.wrapper(purpose)
  return Promise.all(
    rows.map(async ({ id, wrapped }) => {
      const dataKey = await wrapper.unwrap(wrapped)
      if (!dataKey) throw new Error(notOurs)
      return makeVault(id, dataKey)
    }),
  )
}

/** Lays a fresh data key beside the one that is there, or the first one where there is none; where there are two nothing changes. */
export async function prepareDataKey(db: Pick<Database, 'ask'>, keys: Keys): Promise<void> {
  const wrapped = await (await keys.wrapper(purpose)).wrap(randomBytes(32))
  // The number is one byte before encrypted files; after 255 it begins anew, the key before it long forgotten.
  await db.ask(
    `insert into platform.data_keys (id, wrapped) select coalesce(max(k.id), 0) % 255 + 1, $1 from platform.data_keys k having count(*) < 2
     on conflict do nothing`,
    [wrapped],
  )
}

/** The vault of a migrated database; a database that has no data key yet is given one. A fault when its wrapping key is not here. */
export async function openVault(db: Pick<Database, 'ask'>, keys: Keys): Promise<Vault> {
  const there = (await openDataKeys(db, keys)).at(-1)
  if (there) return there
  const wrapped = await (await keys.wrapper(purpose)).wrap(randomBytes(32))
  await db.ask('insert into platform.data_keys (id, wrapped) values (1, $1) on conflict do nothing', [wrapped])
  return (await openDataKeys(db, keys)).at(-1)!
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
