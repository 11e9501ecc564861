/** Administrators see who works in a department and in which roles, give a role, end one, open an account. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/staff'],
  texts: ['staff-desk'],
  look: 'office',
  work: { place: 92, permissions: ['registry:grant:write'] },
}
