/** The list of certificates that may be asked for, and what stands for them. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/no-proof'], texts: ['no-proof'], public: 10 }
