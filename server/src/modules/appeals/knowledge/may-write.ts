/** Who writes an article: its owner where it holds, the hotline that serves the place, and those who watch over the region. */
import type { NewArticle } from '@steppe/contracts/appeals'
import { may, within } from '@steppe/kernels/authority'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { appealLists } from '../load-lists.ts'

export const writing = 'appeals:article:write'

/** A department of a lower place writes for its own place only, so that one banner does not change what holds everywhere. */
export async function mayWrite(
  house: CasesHouse,
  actor: Actor,
  { owner, region }: Pick<NewArticle, 'owner' | 'region'>,
): Promise<boolean> {
  const [places, { types }] = await Promise.all([getPlaces(house), appealLists(house.site.packs)])
  const hotlines = new Set([...types.values()].map(({ office }) => office))
  return actor.grants.some((grant) => {
    if (!may(house.policy, [grant], writing, { region }).allowed) return false
    const department = grant.department === undefined ? undefined : places.department(grant.department)
    const place = department?.region ?? grant.region
    if (place !== undefined && !within(region, place)) return false
    return department === undefined || department.kind === owner || hotlines.has(department.kind)
  })
}
