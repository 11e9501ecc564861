/** Serves the built web app: hashed files for ever, pages always fresh, unknown API addresses as refusals. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendNotFound } from '#platform/http'

/** Only our own scripts run: files of ours, and the few lines of the page itself by their digests. */
function contentPolicy(scripts: readonly string[]): string {
  const own = scripts.join(' ')
  return `default-src 'self'; img-src 'self' data: blob:; frame-src 'self' blob:; style-src 'self' 'unsafe-inline'; script-src 'self' ${own}; frame-ancestors 'none'; base-uri 'self'; form-action 'self'`
}

/** Adds the app to the server. Pages are single-page routes: any address that is no file and no API gives the index. */
export async function serveWeb(app: FastifyInstance, dist: string): Promise<void> {
  const plain = await readFile(join(dist, 'index.html'))
  const brotli = await readFile(join(dist, 'index.html.br'))
  const scripts = JSON.parse(await readFile(join(dist, 'inline-scripts.json'), 'utf8')) as readonly string[]
  const policy = contentPolicy(scripts)
  await app.register(fastifyStatic, {
    root: dist,
    index: false,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const page =
      ['GET', 'HEAD'].includes(request.method) &&
      !request.url.startsWith('/api/') &&
      !request.url.startsWith('/assets/')
    if (!page) return sendNotFound(reply)
    const packed = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
    if (packed) void reply.header('content-encoding', 'br')
    return reply
      .type('text/html; charset=utf-8')
      .header('vary', 'accept-encoding')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', policy)
      .send(packed ? brotli : plain)
  })
}
