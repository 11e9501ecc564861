/** Draws in public: the list, and one draw with all that is needed to replay it. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/draws', '/draws/:id'], texts: ['draws'], public: 20 }
