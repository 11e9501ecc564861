/** Staff take an application in for somebody: at a window, as an assistant, or for another region. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = {
  paths: ['/window', '/window/:item'],
  texts: ['window'],
  work: { place: 20, permissions: ['applications:application:receive', 'applications:application:assist'] },
}
