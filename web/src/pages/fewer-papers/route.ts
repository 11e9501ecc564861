/** Materials that could be abolished, for those who keep the catalogue. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/fewer-papers'],
  texts: ['fewer-papers'],
  look: 'office',
  work: { place: 82, permissions: ['catalog:item:import', 'catalog:item:write'] },
}
