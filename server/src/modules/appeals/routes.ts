/** HTTP of appeals: parse, act, answer. */
import type { CasesHouse } from '#cases/house'
import type { AnyRoute } from '#platform/module'
import { exclusionRoutes, listRoutes } from './routes-around.ts'
import { handInRoutes, orderListRoutes, orderRoutes } from './routes-orders.ts'

/** All routes of orders; knowledge and arrears have their own. */
export function appealsRoutes(house: CasesHouse): AnyRoute[] {
  return [
    ...listRoutes(house),
    ...handInRoutes(house),
    ...orderListRoutes(house),
    ...exclusionRoutes(house),
    ...orderRoutes(house),
  ]
}
