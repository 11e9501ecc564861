/** Sign in. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/sign-in'], texts: ['sign-in'], ask: ['/api/registry/demo-accounts'] }
