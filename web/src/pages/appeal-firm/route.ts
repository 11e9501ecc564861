/** 蒙企通: what a firm has in one place. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/firm', '/firm/:code'],
  texts: ['appeal', 'appeal-track', 'appeal-firm'],
}
