/** Who handles a basic item where the reader is. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/find/:basicCode'], texts: ['guide'] }
