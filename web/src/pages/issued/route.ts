/** Licences that a department issued: for its staff. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/issued'],
  texts: ['licences'],
  look: 'office',
  work: { place: 70, permissions: ['credentials:licence:read'] },
}
