/** The hotline's desk: a call beside the order that is being written. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/hotline'],
  texts: ['appeal', 'appeal-order', 'appeal-desk', 'workbench'],
  look: 'office',
  work: { place: 32, permissions: ['appeals:order:receive'] },
}
