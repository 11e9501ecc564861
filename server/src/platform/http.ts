/** HTTP: routes as data become endpoints; what they refuse becomes problem details; what they say becomes the API description. */
import { randomBytes } from 'node:crypto'
import AjvCompiler from '@fastify/ajv-compiler'
import compress from '@fastify/compress'
import swagger from '@fastify/swagger'
import { Problem } from '@steppe/contracts/platform'
import { parseCookie } from 'cookie'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifySchema,
  type FastifySchemaCompiler,
} from 'fastify'
import type { Actor } from './actor.ts'
import { digestOf, once } from './answers.ts'
import { type ApiExample, withExamples } from './api-examples.ts'
import { countAttempt } from './count-attempts.ts'
import { mediaTypesOf } from './media.ts'
import type { Answer, AnyRoute, Call, House } from './module.ts'
import { platformRefusals } from './platform-refusals.ts'
import { isConnectionLost } from './postgres.ts'
import { isRefusal, type Refusal, type RefusalTexts, refuse, toProblem } from './refusals.ts'
import { refuseUnreadable } from './refuse-unreadable.ts'
import { type Sessions, sessionCookie } from './sessions.ts'
import { faultOfBody, isStorableAddress } from './well-formed.ts'

export interface HttpOptions {
  readonly house: House
  readonly routes: readonly AnyRoute[]
  readonly refusals: RefusalTexts
  readonly sessions: Sessions
  /** Whether the actor holds the permission at all; the act itself decides about its subject. */
  readonly holds: (actor: Actor, permission: string) => boolean
  readonly version: string
  /** Addresses of proxies that are trusted, as proxy-addr has them; those on this machine unless said. */
  readonly proxies?: string
  /** Examples recorded by the stories, for the description. */
  readonly examples?: readonly ApiExample[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    refuseAs?: AnyRoute['refuseAs']
  }
  interface FastifyRequest {
    actor: Actor
  }
}

/** Bodies larger than this are refused unless a route says otherwise, bytes. */
const defaultLimit = 256 * 1024

/** Builds the server; a route without a permission stops it from starting. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: defaultLimit,
    // Only who is trusted may tell whose address a request comes from.
    trustProxy: options.proxies ?? 'loopback',
    // An address that no route can be looked up by never meets the error handler.
    frameworkErrors: (fault, request, reply) => void answerFault(fault, request, reply as never, options),
    clientErrorHandler: refuseUnreadable,
    routerOptions: { maxParamLength: 200 },
  })
  app.setValidatorCompiler(compileWhenAsked)
  await app.register(compress, { threshold: 1400, encodings: ['br', 'gzip'] })
  await app.register(swagger, { openapi: describe(options.version), transform: describeBytes })
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    parse(request, body as string, (fault, value) => {
      const unfit = fault ? undefined : faultOfBody(body as string, value)
      done(unfit ? Object.assign(new Error(unfit), { statusCode: 400 }) : fault, value)
    })
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // Hooks that need not wait call back at once: a promise here would have every answer watched until it is sent.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    secure(reply)
    done()
  })
  app.setErrorHandler((fault: FastifyError, request, reply) => answerFault(fault, request, reply, options))
  for (const route of options.routes) addRoute(app, route, options)
  let description: object | undefined
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => {
    description ??= withExamples(app.swagger(), options.examples ?? [])
    return description
  })
  return app
}

const compile = AjvCompiler()(
  {},
  { customOptions: { coerceTypes: 'array', removeAdditional: false, allErrors: false, strict: false } },
)

/** Checks are compiled at a route's first request: a start would take a second longer, and most routes are not asked for. */
const compileWhenAsked: FastifySchemaCompiler<FastifySchema> = (route) => {
  let compiled: ReturnType<typeof compile> | undefined
  const check: ReturnType<typeof compileWhenAsked> = (data: unknown) => {
    compiled ??= compile(route)
    const fits = compiled(data) as boolean
    check.errors = compiled.errors ?? null
    return fits
  }
  return check
}

/** The answer where there is nothing. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('application/problem+json')
    .send(JSON.stringify(toProblem(refuse('platform.not_found'), platformRefusals)))
}

function describe(version: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Steppe',
      version,
      description:
        'The public API of a Steppe installation. The web app uses nothing else. Refusals are problem details (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey' as const, in: 'cookie' as const, name: sessionCookie },
        bearer: { type: 'http' as const, scheme: 'bearer' },
      },
    },
  }
}

function secure(reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'same-origin')
  reply.header('x-frame-options', 'DENY')
  if (!reply.getHeader('cache-control')) reply.header('cache-control', 'no-store')
}

const responseKinds = { type: 'object', additionalProperties: true }

function schemaOf(route: AnyRoute): FastifySchema {
  const problem = {
    description: 'A refusal, or a fault of ours',
    content: { 'application/problem+json': { schema: Problem } },
  }
  const [taken, given] = [mediaTypesOf(route.body), mediaTypesOf(route.response)]
  const { description = 'Done', ...answer } = route.response ?? responseKinds
  const content = given && Object.fromEntries(given.map((type) => [type, { schema: {} }]))
  return {
    summary: route.summary,
    operationId: operationId(route),
    tags: [route.url.split('/')[route.url.startsWith('/api/') ? 2 : 1] ?? 'platform'],
    ...(route.permission === 'open' ? {} : { security: [{ session: [] }, { bearer: [] }] }),
    description: [
      `Permission: \`${route.permission}\`.`,
      ...(route.refusals?.length ? [`Refusals: ${route.refusals.map((code) => `\`${code}\``).join(', ')}.`] : []),
    ].join(' '),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.params ? { params: route.params } : {}),
    ...(taken ? { consumes: taken } : route.body ? { body: route.body } : {}),
    ...(route.method === 'GET' ? {} : { headers: idempotencyHeader }),
    response: {
      [route.status ?? 200]: { description, ...(content ? { content } : answer) },
      '4xx': problem,
      '5xx': problem,
    },
  } as FastifySchema
}

/** Bytes are described, not checked: a route that takes them reads them itself. */
function describeBytes({ schema, url }: { schema: FastifySchema; url: string }) {
  return { url, schema: schema.consumes ? { ...schema, body: { type: 'string', format: 'binary' } } : schema }
}

const idempotencyHeader = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      minLength: 8,
      maxLength: 100,
      description: 'Repeat the request with the same key and it is done once.',
    },
  },
}

function operationId(route: AnyRoute): string {
  const words = route.url
    .replace('/api/', '')
    .replaceAll(/[:{}*]/g, '')
    .split(/[/\-.]/)
  return [route.method.toLowerCase(), ...words].filter(Boolean).join('_')
}

function addRoute(app: FastifyInstance, route: AnyRoute, options: HttpOptions): void {
  if (!route.permission)
    throw new Error(`${route.method} ${route.url} declares no permission; say who may call it in its routes.ts`)
  app.route({
    method: route.method,
    url: route.url,
    schema: schemaOf(route),
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    ...(route.refuseAs ? { config: { refuseAs: route.refuseAs } } : {}),
    // Answers are typed where they are written; serialising by schema would drop what a union leaves open.
    serializerCompiler: () => JSON.stringify,
    preValidation: (request, reply, done) => {
      const settle = (no: Refusal | undefined) => void (no ? send(reply, no, options) : done())
      const verdict = admit(route, request, options)
      if (verdict instanceof Promise) verdict.then(settle, done)
      else settle(verdict)
    },
    handler: (request, reply) => handle(route, request, reply, options),
  })
}

function tokenOf({ headers }: FastifyRequest): string | undefined {
  if (headers.authorization?.startsWith('Bearer ')) return headers.authorization.slice(7)
  return headers.cookie ? parseCookie(headers.cookie)[sessionCookie] : undefined
}

/** Who calls, and whether they may call this at all; at once where the session is remembered. */
function admit(
  route: AnyRoute,
  request: FastifyRequest,
  options: HttpOptions,
): Refusal | undefined | Promise<Refusal | undefined> {
  if (!isStorableAddress(request.url)) return refuse('platform.malformed', { where: 'url', what: 'NUL' })
  const enter = (actor: Actor): Refusal | undefined => {
    request.actor = actor
    return whyNotIn(route, actor, options)
  }
  const actor = options.sessions.identify(tokenOf(request))
  return actor instanceof Promise ? actor.then(enter) : enter(actor)
}

function whyNotIn({ permission }: AnyRoute, actor: Actor, options: HttpOptions): Refusal | undefined {
  if (permission === 'open') return undefined
  if (actor.kind === 'anyone') return refuse('platform.sign_in_needed')
  if (permission === 'signed_in' || options.holds(actor, permission)) return undefined
  return refuse('platform.not_permitted', { permission })
}

function languageOf(request: FastifyRequest): 'zh' | 'en' {
  return request.headers['accept-language']?.startsWith('en') ? 'en' : 'zh'
}

/** A call as a request brings it. */
class HttpCall implements Call<unknown, unknown, unknown> {
  readonly actor: Actor
  readonly query: unknown
  readonly params: unknown
  readonly body: unknown
  readonly idempotencyKey: string | undefined
  readonly language: 'zh' | 'en'
  readonly url: string
  readonly token: string | undefined
  readonly signature: string | undefined
  private readonly request: FastifyRequest

  constructor(request: FastifyRequest) {
    const { headers } = request
    this.actor = request.actor
    this.query = request.query
    this.params = request.params
    this.body = request.body
    this.idempotencyKey = request.method === 'GET' ? undefined : (headers['idempotency-key'] as string | undefined)
    this.language = languageOf(request)
    this.url = request.url
    this.token = tokenOf(request)
    this.signature = headers['steppe-signature'] as string | undefined
    this.request = request
  }

  /** Only a few ask, and proxies make finding it dear. */
  get address(): string {
    return this.request.ip
  }
}

async function handle(
  route: AnyRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  options: HttpOptions,
): Promise<unknown> {
  const call = new HttpCall(request)
  const key = call.idempotencyKey
  if (route.limit) {
    const tooMany = await countAttempt(options.house, route.limit, request.ip)
    if (tooMany) return send(reply, tooMany, options)
  }
  const whole = (result: unknown): Answer | Refusal =>
    isRefusal(result) || isAnswer(result) ? result : { answer: true, status: route.status ?? 200, body: result }
  const result =
    key && !route.remembersItself
      ? await once(
          options.house,
          { actor: request.actor.id, key, digest: digestOf(request.method, request.url, request.body) },
          async () => whole(await route.handle(call as never)),
        )
      : whole(await route.handle(call as never))
  if (isRefusal(result)) return send(reply, result, options)
  if (isAnswer(result) && result.headers) reply.headers(result.headers)
  reply.code(result.status)
  return result.body ?? null
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && (value as { answer?: unknown }).answer === true
}

function send(reply: FastifyReply, refusal: Refusal, options: HttpOptions): FastifyReply {
  const problem = toProblem(refusal, options.refusals)
  const minutes = problem.status === 429 ? Number(refusal.params?.minutes) : 0
  if (minutes > 0) reply.header('retry-after', String(minutes * 60))
  const own = reply.request.routeOptions.config?.refuseAs?.(problem.status, problem.title, reply.request.url)
  if (own)
    return reply
      .code(own.status)
      .headers(own.headers ?? {})
      .send(own.body)
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function answerFault(
  fault: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  options: HttpOptions,
): FastifyReply {
  const refusal = refusalOf(fault, request)
  if (refusal) return send(reply, refusal, options)
  if (isConnectionLost(fault)) return send(reply.header('retry-after', '2'), refuse('platform.unavailable'), options)
  const reference = randomBytes(4).toString('hex')
  console.error(`fault ${reference} ${request.method} ${request.url}:`, fault)
  return send(reply, refuse('platform.fault', { reference }), options)
}

/** SQLSTATEs of values that PostgreSQL does not take as text, number, day or JSON: what was sent, not what we did, is wrong. */
const unfit = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05'])

/** Of a choice between shapes the fault is told of the one that was meant: that of the same `kind`. */
function faultMeant(faults: NonNullable<FastifyError['validation']>, request: FastifyRequest) {
  const choice = faults.findLast(({ keyword }) => keyword === 'anyOf')
  if (!choice) return faults[0]
  const at = (whole: unknown, path: string) =>
    path
      .split('/')
      .slice(1)
      .reduce((part: unknown, name) => (part as Record<string, unknown> | undefined)?.[name], whole)
  const given = at(request.body, choice.instancePath) as { readonly kind?: unknown } | undefined
  const shapes = at(request.routeOptions.schema?.body, choice.schemaPath)
  const index = Array.isArray(shapes)
    ? shapes.findIndex((shape) => given?.kind !== undefined && shape?.properties?.kind?.const === given.kind)
    : -1
  return faults.find(({ schemaPath }) => schemaPath.startsWith(`${choice.schemaPath}/${index}/`)) ?? faults[0]
}

/** What fastify itself refuses, as refusals of the house. */
function refusalOf(fault: FastifyError, request: FastifyRequest): Refusal | undefined {
  const limit = request.routeOptions.bodyLimit ?? defaultLimit
  if (fault.validation) {
    const first = faultMeant(fault.validation, request)
    const { additionalProperty: strange } = first?.params ?? {}
    return refuse('platform.malformed', {
      where: `${fault.validationContext ?? ''}${first?.instancePath ?? ''}`,
      what: `${first?.message ?? ''}${strange ? `: ${String(strange).slice(0, 100)}` : ''}`,
    })
  }
  if (fault.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return refuse('platform.too_large', { limit: limit < 1 << 20 ? `${limit >> 10} KB` : `${limit >> 20} MB` })
  if (fault.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refuse('platform.media_type')
  if (unfit.has(fault.code)) return refuse('platform.malformed', { where: '', what: fault.message })
  if (fault.statusCode !== undefined && fault.statusCode < 500)
    return refuse('platform.malformed', { where: '', what: fault.message })
  return undefined
}
