/** The card of the module: 电子签章. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { sealsRefusals } from './refusals.ts'
import { sealsRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'seals',
  purpose: 'Documents signed and sealed by people, firms and departments, so that any change afterwards is shown.',
  tables: [
    'seals.authorities',
    'seals.seals',
    'seals.certificates',
    'seals.handlers',
    'seals.acts',
    'seals.rounds',
    'seals.parties',
    'seals.versions',
    'seals.papers',
  ],
  personal: { 'seals.versions': ['content', 'ofd'], 'seals.papers': ['content', 'ofd'] },
  sealed: [{ table: 'seals.acts', of: /^\d{6}-S[0-9A-Z]+$/, subject: 'seal', number: 'n', value: 'a.value' }],
  refusals: sealsRefusals,
  routes: sealsRoutes,
}
