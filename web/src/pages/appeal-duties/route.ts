/** 派单目录: who answers for which matter, with its versions. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/work/duties'],
  texts: ['appeal', 'appeal-duties', 'workbench'],
  look: 'office',
  work: { place: 38, permissions: ['appeals:order:read'] },
}
