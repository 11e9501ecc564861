/** Check a licence: for anybody. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/verify'], texts: ['verify', 'licences'], public: 40 }
