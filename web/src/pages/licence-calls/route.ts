/** Calls on licences, for whoever supervises or audits a region. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/licence-calls'],
  texts: ['licence-calls'],
  look: 'office',
  work: { place: 72, permissions: ['credentials:call:audit'] },
}
