/** 回访抽样: samples of call-backs that anybody can draw again, and their results. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/call-backs', '/call-backs/:id'],
  texts: ['appeal', 'appeal-campaigns'],
  work: { place: 36, permissions: ['appeals:campaign:write'] },
}
