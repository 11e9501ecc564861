/** 请对方出示证照: asks a holder to show a licence, says which fields and why, and sees what was shown. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/ask-licence', '/ask-licence/:id'], texts: ['ask-licence'], look: 'office' }
