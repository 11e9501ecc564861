/** Registrars take firms in from a file: what went in, what is wrong in which line, the report to hand back. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/firms', '/work/firms/:import'],
  texts: ['firm-import'],
  look: 'office',
  work: { place: 90, permissions: ['registry:firm:import'] },
}
