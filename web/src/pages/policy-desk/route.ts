/** Policies for departments: writing, checking, simulating, publishing; payments without an application. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/policies', '/work/policies/rounds/:round', '/work/policies/:id'],
  texts: ['policy-desk', 'policies'],
  look: 'office',
  work: { place: 60, permissions: ['policies:policy:write', 'policies:suite:manage'] },
}
