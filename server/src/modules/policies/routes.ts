/** HTTP of policies: parse, act, answer. */
import * as P from '@steppe/contracts/policies'
import type { CasesHouse } from '#cases/house'
import { type AnyRoute, route } from '#platform/module'
import { readPolicyPacks } from './read-pack.ts'

/** All routes of the module. */
export function policiesRoutes(house: CasesHouse): AnyRoute[] {
  return [
    route({
      method: 'GET',
      url: '/api/policies/dictionary',
      permission: 'open',
      summary: 'The facts that policies ask for, where the administration holds each, and the tables that derive facts',
      response: P.Dictionary,
      handle: async () => (await readPolicyPacks(house.site.packs)).dictionary,
    }),
  ]
}
