/** My appeals, and one of them: where it is and what I may do. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/appeals', '/appeals/:id'],
  texts: ['appeal', 'appeal-track'],
  ask: ['/api/appeals/lists'],
}
