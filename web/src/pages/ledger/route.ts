/** The transparency log, for everybody. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/ledger'], texts: ['ledger'], ask: ['/api/ledger'], public: 20 }
