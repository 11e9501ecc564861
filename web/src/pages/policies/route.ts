/** Policies for firms: what mine can have and why, all of them with text and versions, lists with tasks, public notices. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/policies', '/policies/:id', '/policies/lists/:list', '/policies/notices/:round'],
  texts: ['policies'],
  public: 5,
}
