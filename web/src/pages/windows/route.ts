/** Where to go in person: service points near the reader, on a map, with who is open now. `?item=` keeps those that do one item. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/windows'], texts: ['windows'], public: 8 }
