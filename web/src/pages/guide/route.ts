/** The guide of an item. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/guide/:item'],
  texts: ['guide', 'windows'],
  ask: ['/api/applications/guide?item=$1'],
}
