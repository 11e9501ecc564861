/** An order the caller may see, or why not. */
import { OrderId } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'
import { Type } from 'typebox'
import { sightOf } from '#cases/authorise'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { isOrder } from './matter.ts'

/** What names an order in an address. */
export const orderParams = Type.Object({ id: OrderId }, { additionalProperties: false })
/** What names an exclusion or an objection. */
export const entryParams = Type.Object(
  { id: Type.String({ minLength: 20, maxLength: 60 }) },
  { additionalProperties: false },
)

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

/** What `work` makes of an order that the caller may see; refuses what `seenOrder` refuses. */
export async function withOrder<T>(
  house: CasesHouse,
  actor: Actor,
  id: string,
  work: (state: CaseState) => T | Promise<T>,
): Promise<T | Refusal> {
  const state = await seenOrder(house, actor, id)
  return isRefusal(state) ? state : work(state)
}
