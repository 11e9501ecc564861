/** How much financing came about: products, firms, loans and sums, counted from the cases and lists. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/finance-totals'], texts: ['finance-totals', 'finance'], public: 60 }
