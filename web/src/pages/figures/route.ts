/** Published figures: the list, and one figure with all that is needed to recompute it. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/figures', '/figures/:id'], texts: ['figures'], public: 15 }
