/** Checks a signed document: who signed, when, for whom, whole or changed since. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/check-document'], texts: ['check-document', 'licences'], public: 30 }
