/** Rate a case. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/rate/:case'],
  texts: ['rate'],
  ask: ['/api/evaluation/reasons', '/api/cases/$1'],
}
