/** Found items. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/search'], texts: ['search'] }
