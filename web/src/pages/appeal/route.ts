/** Writing an appeal: a question, a request for help, a complaint, a problem of a firm. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/appeal', '/appeal/:type'], texts: ['appeal'] }
