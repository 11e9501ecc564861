/** The editor of the knowledge base: new articles and versions, what changed, reviews. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/knowledge', '/work/knowledge/:article'],
  texts: ['knowledge', 'workbench'],
  look: 'office',
  work: { place: 40, permissions: ['appeals:article:write'] },
}
