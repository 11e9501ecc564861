/** Orders for staff: the list behind any number, and one order with what may be done to it. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/appeals', '/work/appeals/:id'],
  texts: ['appeal', 'appeal-order', 'workbench', 'workbench-case'],
  look: 'office',
  work: { place: 30, permissions: ['appeals:order:read'] },
}
