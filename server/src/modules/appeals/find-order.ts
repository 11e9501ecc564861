/** An order the caller may see, or why not. */
import type { CaseState } from '@steppe/kernels/cases'
import { sightOf } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { isOrder } from './matter.ts'

/** Refuses `appeals.order_unknown`, `cases.not_yours`. `after`: the remembered state that this act left will do. */
export async function seenOrder(
  house: CasesHouse,
  actor: Actor,
  id: string,
  after?: number,
): Promise<CaseState | Refusal> {
  const state = await (after === undefined ? house.engine.load(id) : house.engine.loadAt(id, after))
  if (!state || !isOrder(state)) return refuse('appeals.order_unknown')
  return sightOf(house.policy, actor, state) ? state : refuse('cases.not_yours')
}
