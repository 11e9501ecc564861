/** HTTP of policies: parse, act, answer. */
import type { CasesHouse } from '#cases/house'
import type { AnyRoute } from '#platform/module'

/** All routes of the module. */
export function policiesRoutes(_house: CasesHouse): AnyRoute[] {
  return []
}
