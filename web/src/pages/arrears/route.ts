/** Arrears: sums and named debtors for everybody, a calculator, a claim, and its answer. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/arrears', '/arrears/calculator', '/arrears/new', '/arrears/claims', '/arrears/claims/:claim'],
  texts: ['arrears'],
  public: 20,
}
