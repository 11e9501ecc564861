/** The card of the catalogue: government service items, their versions, forms, search and service points. */
import type { CasesHouse } from '#cases/house'
import type { ModuleCard } from '#platform/module'
import { loadPack } from './load-pack.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'

export const card: ModuleCard<CasesHouse> = {
  name: 'catalog',
  purpose:
    'Service items with the elements of GB/T 39046-2020, found in plain words, with their forms and service points',
  tables: [
    'catalog.basic_items',
    'catalog.items',
    'catalog.search_texts',
    'catalog.search_terms',
    'catalog.forms',
    'catalog.themes',
    'catalog.events',
    'catalog.service_points',
    'catalog.local_codes',
    'catalog.loaded',
    'catalog.stamp',
    'catalog.imports',
    'catalog.proof_matters',
  ],
  refusals,
  routes,
  load: { order: 30, run: loadPack },
}
