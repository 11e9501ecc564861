/** 扫码验证: checks a licence that somebody shows, also without a network. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/check-licence'], texts: ['check-licence'], public: 45 }
