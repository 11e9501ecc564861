/** Where a case is. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/track/:case'],
  texts: ['track', 'apply'],
  ask: ['/api/cases/$1', '/api/cases/$1/trail', '/api/cases/$1/acts/allowed'],
}
