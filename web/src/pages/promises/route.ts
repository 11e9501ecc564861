/** Decisions on a promise that an office has still to check, the first due first. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/promises'],
  texts: ['promises'],
  look: 'office',
  work: { place: 12, permissions: ['cases:case:extend'] },
}
