/** What anybody may see of appeals: how many, answered how fast; messages; what is near; what does not count and why. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/public-appeals'], texts: ['appeal', 'appeal-public'], public: 15 }
