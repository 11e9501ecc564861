/** The card of the module: 惠企政策. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { policiesRefusals } from './refusals.ts'
import { policiesRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'policies',
  purpose:
    'Each policy for firms is a dated, cited rule: every firm learns what it may have, why, and which one fact would change it.',
  tables: [],
  refusals: policiesRefusals,
  routes: policiesRoutes,
}
