/** Any address that is no page's. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['*'], texts: ['not-found'] }
