/** 亮证: a licence bound to the key of its holder's device, which signs each showing itself; and the lists by which anybody checks it offline. */
import type { NewShowingDevice, ShowingToken } from '@steppe/contracts/credentials'
import { isRefused, verifyingKey } from '@steppe/kernels/credential'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { issuerOf, makeToken, statusListUri } from './licence-token.ts'
import { licenceFor } from './view-licence.ts'

/** Seconds for which a device can show a licence without asking again: a lost device ends with them. */
const deviceLife = 24 * 3600
/** Seconds for which it can be shown with its fields. */
const wholeLife = 600

/** Gives the holder's device the licence with the least that answers who checks, or `whole`, to answer one request. */
export async function tokenForDevice(
  house: CasesHouse,
  actor: Actor,
  id: string,
  { jwk, whole = false }: NewShowingDevice,
): Promise<ShowingToken | Refusal> {
  const found = await licenceFor(house, actor, id)
  if (isRefusal(found)) return found
  if (found.sight !== 'holder') return refuse('credentials.not_yours')
  if (found.licence.status !== 'valid') return refuse('credentials.not_in_force')
  if (isRefused(verifyingKey(jwk))) return refuse('credentials.key_unusable')
  const life = whole ? wholeLife : deviceLife
  const token = await makeToken(house, found.licence, { holderJwk: jwk, bare: !whole, life })
  return {
    token,
    expires: new Date(house.clock.now() + life * 1000).toISOString(),
    checkAt: `${issuerOf(house)}/check-licence`,
  }
}

/** Addresses of the status lists in which licences stand. Source: Token Status List, section 9.3. */
export async function publishedLists(house: House): Promise<string[]> {
  const rows = await house.db.ask<{ league: string; list: number }>(
    `with recursive lists as (
       (select l.league, l.status_list from credentials.licences l order by l.league, l.status_list limit 1)
       union all
       select n.league, n.status_list from lists p, lateral (
         select l.league, l.status_list from credentials.licences l
         where (l.league, l.status_list) > (p.league, p.status_list) order by l.league, l.status_list limit 1) n)
     select l.league, l.status_list as list from lists l`,
  )
  return rows.map(({ league, list }) => statusListUri(house, league, list))
}
