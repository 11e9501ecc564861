/** The card of the module: 惠企政策. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { financeRefusals } from './finance/refusals.ts'
import { financeRoutes } from './finance/routes.ts'
import { loadPack } from './load-pack.ts'
import { policiesRefusals } from './refusals.ts'
import { policiesRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'policies',
  purpose:
    'Each policy for firms is a dated, cited rule: every firm learns what it may have, why, and which one fact would change it.',
  tables: [
    'policies.versions',
    'policies.facts',
    'policies.wishes',
    'policies.pushes',
    'policies.claims',
    'policies.suites',
    'policies.tasks',
    'policies.rounds',
    'policies.awards',
    'policies.reviews',
    'policies.stamp',
    'policies.loaded',
    'policies.banks',
    'policies.sendings',
    'policies.loans',
    'policies.loan_stamp',
    'policies.financed',
  ],
  refusals: { ...policiesRefusals, ...financeRefusals },
  routes: (house) => [...policiesRoutes(house), ...financeRoutes(house)],
  load: { order: 60, run: loadPack },
}
