/** 容缺受理: only what the guide of the item makes public may follow. Source: 安阳市政务服务条例 art. 24; 优化营商环境条例 art. 36. */
import { type CaseState, type Deed, namesOf } from '@steppe/kernels/cases'
import { type Refusal, refuse } from '#platform/refusals'
import type { CasesHouse } from './house.ts'

/** Refuses `cases.may_not_follow` where something is let follow that must be there at acceptance, `cases.came_in` where it is there. */
export async function wrongMissing(house: CasesHouse, state: CaseState, deed: Deed): Promise<Refusal | undefined> {
  if (deed.kind !== 'accept_with_missing') return undefined
  const known = await house.mayFollow(state.item.code, state.openedOn)
  const strange = deed.materials.filter((id) => !known.includes(id))
  if (strange.length > 0) return refuse('cases.may_not_follow', { materials: namesOf(state.materials, strange) })
  const there = state.materials.filter(
    ({ id, file, proof }) => deed.materials.includes(id) && (file || proof !== 'upload'),
  )
  const ids = there.map(({ id }) => id)
  return ids.length > 0 ? refuse('cases.came_in', { materials: namesOf(state.materials, ids) }) : undefined
}
