/** Records, as tests run, an answer of each operation that no example shows yet. Not for tests that read data from outside the project. */
import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { operationOf, readExamples } from '../platform/api-examples.ts'
import { isText } from '../platform/media.ts'
import { exampleBook, steadyNames } from './record-examples.ts'

/** Characters of an example that still shows a shape at a glance. */
const longest = 12_000
/** Characters of a text within one; certificates, tokens and files go on for long. */
const longestText = 300

/** Fields of an object that is a list by names: of these the first show the shape. */
const manyFields = 100

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value
  if (Array.isArray(value)) return value.map(shortened)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
  return Object.fromEntries(
    fields.slice(0, fields.length > manyFields ? 3 : undefined).map(([key, each]) => [key, shortened(each)]),
  )
}

const mediaTypeOf = (contentType: unknown) => String(contentType ?? 'application/json').split(';')[0]!

/** What was sent, where people can read it; bytes they cannot read are left out. */
function readable(sent: unknown, mediaType: string): unknown {
  if (typeof sent !== 'string' && !Buffer.isBuffer(sent)) return sent
  if (!isText(mediaType) || !isUtf8(Buffer.from(sent))) return undefined
  return /\bjson$/.test(mediaType) ? JSON.parse(String(sent)) : String(sent)
}

/** Keeps the first good answer of each operation that no file of the folder shows yet, under the operation's name. */
function firstOfEach(folder: string): (app: FastifyInstance) => void {
  const book = exampleBook(folder)
  const logins = new Map<string, string>()
  const shownIn = async (app: FastifyInstance) => {
    const good = (await readExamples(folder)).filter(({ status }) => status < 300)
    return new Set(good.map(({ method, path }) => operationOf(app.swagger(), method, path)?.operationId))
  }
  let shown: Promise<Set<string | undefined>> | undefined
  return (app) => {
    app.addHook('onSend', async (request, reply, payload) => {
      const id = (request.routeOptions.schema as { readonly operationId?: string } | undefined)?.operationId
      if (!id || reply.statusCode >= 300 || reply.getHeader('content-encoding')) return payload
      const sent = payload instanceof Readable ? await buffer(payload) : payload
      const mediaType = mediaTypeOf(reply.getHeader('content-type'))
      const answer = shortened(readable(sent, mediaType))
      if (id === 'post_session')
        logins.set((answer as { readonly id: string }).id, (request.body as { readonly login: string }).login)
      shown ??= shownIn(app)
      if ((await shown).has(id) || JSON.stringify(steadyNames()(answer) ?? '').length > longest) return sent
      ;(await shown).add(id)
      await book.keep({
        name: id.replaceAll('_', '-'),
        method: request.method,
        path: request.url,
        as: logins.get(request.actor.id),
        request: shortened(readable(request.body ?? undefined, mediaTypeOf(request.headers['content-type']))),
        status: reply.statusCode,
        ...(mediaType === 'application/json' ? {} : { mediaType }),
        answer,
      })
      return sent
    })
  }
}

const folder = process.env.STEPPE_RECORD_EXAMPLES

/** Records what the server answers into the folder that STEPPE_RECORD_EXAMPLES names; to be called before it is ready. */
export const recordAnswers: (app: FastifyInstance) => void = folder ? firstOfEach(folder) : () => {}
