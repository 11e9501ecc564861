/** Credit products for firms: what fits, why, applying, following an application. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/finance', '/finance/:product', '/finance/loans/:case'],
  texts: ['finance'],
  public: 6,
}
