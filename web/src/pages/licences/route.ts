/** My licences, and one of them. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/licences', '/licences/:id'],
  texts: ['licences'],
}
