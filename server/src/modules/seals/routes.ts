/** HTTP of seals: parse, act, answer. */
import type { CasesHouse } from '#cases/house'
import type { AnyRoute } from '#platform/module'
import { paperRoutes } from './routes-papers.ts'
import { roundRoutes } from './routes-rounds.ts'
import { sealRoutes } from './routes-seals.ts'

/** All routes of the module. */
export function sealsRoutes(house: CasesHouse): AnyRoute[] {
  return [...sealRoutes(house), ...roundRoutes(house), ...paperRoutes(house)]
}
