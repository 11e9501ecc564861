/** The registry's card. */
import type { ModuleCard } from '#platform/module'
import { loadPack } from './load-pack.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

export const card: ModuleCard = {
  name: 'registry',
  purpose: 'Regions, departments, staff, firms and people: who and where, for every other module to ask.',
  tables,
  personal: { 'registry.people': ['id_number', 'phone'], 'registry.imports': ['content'] },
  refusals,
  routes,
  load: { order: 10, run: loadPack },
}
