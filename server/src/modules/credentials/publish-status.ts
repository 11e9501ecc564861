/** Publishes status lists (Token Status List) and the keys they and the licences are signed with. A change is known to every verifier within one period. */
import { joseName, makeStatusList, type PublicJwk, packStatuses } from '@steppe/kernels/credential'
import type { House } from '#platform/module'
import type { LicenceRow } from './licence.ts'
import { licenceLaw } from './licence-law.ts'
import { statusValue } from './licence-states.ts'
import { issuerOf, statusListUri } from './licence-token.ts'

/** Places of a list: 2^17, two bits each, 32 kB before packing. */
export const listSize = 131_072

interface Published {
  readonly token: string
  readonly madeAt: number
}

const published = new WeakMap<House['db'], Map<string, Published>>()

/** Seconds for which a signed list is given out again: a tenth of the period, so that one look each suffices for many who ask. */
export async function statusHold(house: Pick<House, 'site'>): Promise<number> {
  return Math.max(1, Math.floor((await licenceLaw(house)).statusPeriod.seconds / 10))
}

/**
 * The list's token. It ends one period after it was made, whoever keeps it: a licence that changed after that stands in a later
 * one. Gives nothing for a list no licence of the league has reached.
 */
export async function statusToken(house: House, league: string, list: number): Promise<string | undefined> {
  const uri = statusListUri(house, league, list)
  const lists = published.get(house.db) ?? new Map<string, Published>()
  published.set(house.db, lists)
  const now = house.clock.now()
  const known = lists.get(uri)
  if (known && now >= known.madeAt && now - known.madeAt < (await statusHold(house)) * 1000) return known.token
  const token = await makeToken(house, league, list, uri, now)
  if (token) lists.set(uri, { token, madeAt: now })
  return token
}

async function makeToken(house: House, league: string, list: number, uri: string, now: number) {
  if (!(await isReached(house, list))) return undefined
  const [{ statusPeriod }, signer, rows] = await Promise.all([
    licenceLaw(house),
    house.keys.signer('status', 'ES256'),
    house.db.ask<Pick<LicenceRow, 'statusIndex' | 'status'>>(
      `select l.status_index as "statusIndex", l.status from credentials.licences l
       where l.league = $1 and l.status_list = $2 and l.status <> 'valid'`,
      [league, list],
    ),
  ])
  const statuses = new Uint8Array(listSize)
  for (const { statusIndex, status } of rows) statuses[statusIndex] = statusValue(status)
  return makeStatusList({
    uri,
    issuer: issuerOf(house),
    statuses: packStatuses([...statuses], 2),
    bits: 2,
    now: Math.floor(now / 1000),
    ttl: statusPeriod.seconds,
    life: statusPeriod.seconds,
    signer: { ...signer, publicJwk: signer.publicJwk as PublicJwk },
  })
}

async function isReached(house: House, list: number): Promise<boolean> {
  const [row] = await house.db.ask<{ reached: boolean }>(
    'select s.is_called and s.last_value >> 17 >= $1 as reached from credentials.status_places s',
    [list],
  )
  return row?.reached ?? false
}

/** The public keys of licences and of their status lists, as a JWK set: ES256, and SM2 for those who verify under GB/T 32918. */
export async function issuerKeys(
  house: Pick<House, 'keys'>,
): Promise<readonly (PublicJwk & Record<string, unknown>)[]> {
  const { signer: of } = house.keys
  const signers = await Promise.all([of('licences', 'ES256'), of('licences', 'SM2'), of('status', 'ES256')])
  return signers.map((signer) => ({ ...signer.publicJwk, kid: signer.id, use: 'sig', alg: joseName(signer.algorithm) }))
}
