/** 出示证照: a holder reads who asks for which fields, and agrees field by field or not. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/answer-request/:id'], texts: ['answer-request'] }
