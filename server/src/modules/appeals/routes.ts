/** HTTP of appeals: parse, act, answer. */
import type { CasesHouse } from '#cases/house'
import type { AnyRoute } from '#platform/module'
import { open311Routes } from './open311/routes.ts'
import { exclusionRoutes, listRoutes } from './routes-around.ts'
import { campaignRoutes } from './routes-campaigns.ts'
import { draftRoutes } from './routes-drafts.ts'
import { objectionRoutes } from './routes-objections.ts'
import { handInRoutes, orderListRoutes, orderRoutes } from './routes-orders.ts'
import { doorRoutes, mailRoutes, publicRoutes } from './routes-public.ts'

/** All routes of orders; knowledge and arrears have their own. */
export function appealsRoutes(house: CasesHouse): AnyRoute[] {
  return [
    ...listRoutes(house),
    ...draftRoutes(house),
    ...handInRoutes(house),
    ...orderListRoutes(house),
    ...exclusionRoutes(house),
    ...objectionRoutes(house),
    ...publicRoutes(house),
    ...doorRoutes(house),
    ...mailRoutes(house),
    ...campaignRoutes(house),
    ...open311Routes(house),
    ...orderRoutes(house),
  ]
}
