/** What the process of claims calls. */
import type { CasesHouse } from '#cases/house'
import type { Service } from '#platform/module'
import { checkPlan } from './check-plan.ts'

/** By the action that a service task names. */
export function arrearsServices(house: CasesHouse): Readonly<Record<string, Service>> {
  return { check_arrears: async (state, at) => ({ ...(await checkPlan(house, state, at)) }) }
}
