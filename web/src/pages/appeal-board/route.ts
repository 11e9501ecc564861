/** The board of those who supervise appeals. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/supervision', '/work/supervision/:region'],
  texts: ['appeal', 'appeal-board', 'workbench'],
  look: 'office',
  work: {
    place: 34,
    permissions: ['appeals:order:supervise', 'appeals:campaign:write'],
    begins: 'appeals:order:supervise',
  },
}
