/** The card of the module: 双随机、一公开. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { inspectionsRefusals } from './refusals.ts'
import { inspectionsRoutes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'inspections',
  purpose: 'Who is inspected and by whom is left to a chance that nobody here controls and anybody can replay.',
  tables: ['inspections.plans', 'inspections.draws', 'inspections.draw_acts'],
  refusals: inspectionsRefusals,
  routes: inspectionsRoutes,
}
