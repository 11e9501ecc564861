/** 考核明细: what counts in the monthly ranking of a department, and its objections. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/score'],
  texts: ['appeal', 'appeal-order', 'appeal-score', 'figures', 'workbench'],
  look: 'office',
  work: { place: 37, permissions: ['appeals:order:read'] },
}
