/** 知识库: what is known already, found in plain words, with its source; readers say whether it helped. */
import type { PageRoute } from '../../app/route.ts'

export const route: PageRoute = { paths: ['/knowledge', '/knowledge/:article'], texts: ['knowledge'], public: 12 }
