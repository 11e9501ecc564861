/** The card of the module: 好差评, one rating a case; and figures that anybody can recompute. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { evaluationRefusals } from './refusals.ts'
import { evaluationRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'evaluation',
  purpose:
    'Every case can be rated once by whoever applied; a bad rating is looked into, and nothing can be added or deleted. Figures are published with what they were made of.',
  tables: ['evaluation.ratings', 'evaluation.figures'],
  refusals: evaluationRefusals,
  routes: evaluationRoutes,
}
