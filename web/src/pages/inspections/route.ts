/** Staff who organise, witness or carry out random inspections. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/inspections', '/inspections/new', '/inspections/:id'],
  texts: ['inspections', 'draws'],
  look: 'office',
  work: { place: 50, permissions: ['inspections:draw:read'] },
}
