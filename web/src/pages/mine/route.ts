/** My cases, drafts, licences, messages. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/mine'],
  texts: ['mine', 'licences'],
  ask: ['/api/applications/mine', '/api/applications/drafts'],
}
