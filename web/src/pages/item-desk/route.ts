/** A department keeps its items: what an auditor objects to in each, the file out, the file in, and from which day it holds. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/items'],
  texts: ['item-desk'],
  look: 'office',
  work: { place: 80, permissions: ['catalog:item:write'] },
}
