/** The workbench of staff: the inbox and the case. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/*', '/workbench/*'],
  texts: ['workbench', 'workbench-case'],
  look: 'office',
  work: { place: 10, permissions: ['cases:inbox:read'] },
}
