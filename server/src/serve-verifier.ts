/** Hands out the offline verifier: files to keep and to open from the disk, never a page of this site. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** `/verifier/steppe-verify.mjs` and `/verifier/steppe-verify.html`; a page that the site ran would be a page that one has to trust. */
export async function serveVerifier(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: dist,
    prefix: '/verifier/',
    index: false,
    wildcard: false,
    decorateReply: false,
    setHeaders: (reply) => {
      void reply.header('cache-control', 'no-cache').header('content-disposition', 'attachment')
    },
  })
}
