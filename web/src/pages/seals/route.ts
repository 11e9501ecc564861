/** Electronic seals: what waits for my signature, what I sent, my seals; sending and signing a document. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/seals', '/seals/new', '/seals/:round'], texts: ['seals'] }
