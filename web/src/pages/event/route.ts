/** One event of life or business. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/event/:event'], texts: ['event'], ask: ['/api/catalog/events'] }
