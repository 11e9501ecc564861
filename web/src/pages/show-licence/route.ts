/** 亮证: a licence of one's own as a QR code of a minute's life. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/show-licence/:id'], texts: ['show-licence'] }
