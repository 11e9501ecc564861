/** Programs that hand in for people: each has a key, of which only the digest is kept. */
import { createHash, randomBytes } from 'node:crypto'
import type { CasesHouse } from '#cases/house'

export const digestOfKey = (key: string) => createHash('sha256').update(key).digest('base64url')

export async function makeClient(
  house: CasesHouse,
  account: string,
  name: string,
): Promise<{ readonly name: string; readonly key: string }> {
  const key = randomBytes(24).toString('base64url')
  await house.db.ask('insert into appeals.clients (key_digest, name, by_account, made_at) values ($1, $2, $3, $4)', [
    digestOfKey(key),
    name,
    account,
    new Date(house.clock.now()),
  ])
  return { name, key }
}

/** The name of the program behind a key; nothing when there is none, or its key ended. */
export async function findClient(house: CasesHouse, key: string): Promise<string | undefined> {
  const rows = await house.db.ask<{ name: string }>(
    'select c.name from appeals.clients c where c.key_digest = $1 and c.ended_at is null',
    [digestOfKey(key)],
  )
  return rows[0]?.name
}
