/** The card of the module: applying for what the catalogue offers. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { heldPhrases } from './find-held.ts'
import { sparedPhrases } from './needed-materials.ts'
import { applicationsRefusals } from './refusals.ts'
import { applicationRoutes } from './routes.ts'
import { applicationServices } from './services.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'applications',
  purpose: 'People and firms apply: drafts saved as typed, materials not asked twice, one receipt, one case.',
  tables: ['applications.drafts', 'applications.broken_promises', 'applications.promises'],
  refusals: applicationsRefusals,
  routes: applicationRoutes,
  services: applicationServices,
  phrases: [...sparedPhrases, ...heldPhrases],
}
