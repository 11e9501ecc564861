/** Looks at unmasked personal data, for the auditor. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/reads'],
  texts: ['reads-audit'],
  look: 'office',
  work: { place: 71, permissions: ['registry:read:audit'] },
}
