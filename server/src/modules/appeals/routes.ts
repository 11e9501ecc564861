/** HTTP of appeals: parse, act, answer. */
import * as A from '@steppe/contracts/appeals'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { showLists } from './show-lists.ts'

/** All routes of orders; knowledge and arrears have their own. */
export function appealsRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/appeals/lists',
      permission: 'open',
      summary: 'Kinds of appeals, their limits with the source of each, grounds',
      response: A.Lists,
      handle: () => showLists(house),
    }),
  ]
}
