/** What is possible with an order now, and whether the caller may; each no with its reason. */
import type { AllowedOrderAct } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { toProblem } from '#platform/refusals'
import { possibleOrderActs, whyNotOrder } from './why-not-order.ts'

export function showActs(house: CasesHouse, actor: Actor, state: CaseState): AllowedOrderAct[] {
  return possibleOrderActs(house, state, house.clock.now()).map(({ kind, task, no }) => {
    const why = whyNotOrder(house, actor, state, { kind, ...(task ? { task } : {}) }) ?? no
    const problem = why && toProblem(why, house.refusals)
    return {
      kind,
      ...(task ? { task } : {}),
      allowed: !why,
      ...(problem ? { why: { code: problem.code, title: problem.title, next: problem.next, en: problem.en } } : {}),
    }
  })
}
