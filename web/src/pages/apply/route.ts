/** Apply: begin, fill in, check, hand in. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/apply/new/:item', '/apply/:draft'], texts: ['apply'] }
