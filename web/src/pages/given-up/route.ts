/** Messages that nobody outside took in the end, for who looks after the carrier. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/given-up'],
  texts: ['given-up'],
  look: 'office',
  work: { place: 94, permissions: ['messages:delivery:read'] },
}
