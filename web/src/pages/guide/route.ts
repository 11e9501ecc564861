/** The guide of an item. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/guide/:item'],
  texts: ['guide'],
  ask: ['/api/applications/guide?item=$1'],
}
