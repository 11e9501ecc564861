/** The front door. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/'],
  texts: ['home'],
  ask: ['/api/catalog/events', '/api/catalog/themes', '/api/applications/today'],
}
