/** The receipt of an application. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/receipt/:case'], texts: ['receipt'] }
