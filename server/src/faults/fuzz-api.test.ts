/** Every endpoint against malformed, oversized, foreign and repeated input: never a fault of ours, refusals are declared, what is refused changes nothing, what is repeated is done once. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { digestDatabase } from './digest-database.ts'
import { hostile, likeSchema, type Schema } from './like-schema.ts'
import { type Node, startNodes, tokenFor } from './two-nodes.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly schema: Schema
}

interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

interface Sent {
  readonly method: string
  readonly url: string
  readonly token?: string
  readonly payload?: string
  readonly type: string
  /** Idempotency key: the same request under it is the same act. */
  readonly key: string
}

/** Requests for each operation; STEPPE_FUZZ_RUNS=500 looks longer. */
const runs = Number(process.env.STEPPE_FUZZ_RUNS ?? 8)

let node: Node
let tokens: readonly (string | undefined)[]
let paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
const problem = new Ajv2020({ strict: false }).compile({
  type: 'object',
  required: ['type', 'status', 'code', 'title', 'next', 'en'],
  properties: {
    status: { type: 'integer', minimum: 400 },
    code: { type: 'string' },
    title: { type: 'string', minLength: 1 },
    next: { type: 'string', minLength: 1 },
  },
})

/** As it stands in an address; half a character has no place there. */
function text(value: unknown): string {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(written.toWellFormed())
}

/** Requests for one operation: like the schema, or broken in one way or another; from anyone, a citizen, staff. */
function requests(method: string, path: string, operation: Operation): fc.Arbitrary<Sent> {
  const parameters = operation.parameters ?? []
  const media = Object.entries(operation.requestBody?.content ?? {})[0]
  const values = parameters.map((parameter) =>
    fc.oneof({ weight: 2, arbitrary: likeSchema(parameter.schema) }, { weight: 1, arbitrary: hostile }),
  )
  const body = media
    ? fc.oneof({ weight: 4, arbitrary: likeSchema(media[1].schema) }, { weight: 1, arbitrary: hostile })
    : fc.constant(undefined)
  const broken = fc.constantFrom('', '{', '[]', 'null', '{"__proto__":{"x":1}}', '"\\ud800"', '\u0000', '{"a":1e999}')
  const payload = fc.oneof(
    { weight: 6, arbitrary: body.map((value) => (value === undefined ? undefined : JSON.stringify(value))) },
    { weight: media ? 1 : 0, arbitrary: broken },
  )
  const types = fc.oneof(
    { weight: 8, arbitrary: fc.constant(media?.[0] ?? 'application/json') },
    { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/xml', 'application/octet-stream') },
  )
  return fc
    .tuple(fc.tuple(...values), payload, types, fc.nat({ max: tokens.length - 1 }), fc.uuid())
    .map(([given, content, type, who, key]) => {
      const query: string[] = []
      let url = path
      for (const [i, parameter] of parameters.entries()) {
        if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, text(given[i]) || '%20')
        else if (parameter.in === 'query' && given[i] !== undefined) query.push(`${parameter.name}=${text(given[i])}`)
      }
      const token = tokens[who]
      return {
        method,
        url: query.length > 0 ? `${url}?${query.join('&')}` : url,
        type,
        key,
        ...(token ? { token } : {}),
        ...(content === undefined ? {} : { payload: content }),
      }
    })
}

async function send(sent: Sent) {
  const headers = {
    ...(sent.token ? { authorization: `Bearer ${sent.token}` } : {}),
    ...(sent.payload === undefined ? {} : { 'content-type': sent.type }),
    ...(sent.method === 'GET' ? {} : { 'idempotency-key': sent.key }),
  }
  return node.app.inject({
    method: sent.method as 'GET',
    url: sent.url,
    headers,
    ...(sent.payload === undefined ? {} : { payload: sent.payload }),
  })
}

/** What was said, whatever the order of its fields. */
function read(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

/** Sent again under its key it is the same act: the same answer, and nothing is done twice. Gives the digest of the database after it. */
async function repeat(sent: Sent, first: string): Promise<unknown> {
  const again = await send(sent)
  assert.deepEqual(
    read(again.body),
    read(first),
    `${sent.method} ${sent.url} ${sent.payload} was answered otherwise the second time`,
  )
  return digestDatabase(node.house.db)
}

/** Sends it; gives the answer, or nothing after checking that a refusal is one. */
async function answered(sent: Sent): Promise<string | undefined> {
  const response = await send(sent)
  const what = `${sent.method} ${sent.url.slice(0, 300)} ${sent.payload?.slice(0, 500) ?? ''} → ${response.statusCode} ${response.body.slice(0, 300)}`
  assert.ok(response.statusCode < 500, what)
  if (response.statusCode < 400) return response.body
  if (speaksOAuth(sent.url) && typeof response.json().error === 'string') {
    assert.match(response.json().error, /^[a-z_]+$/, what)
    return undefined
  }
  if (speaksOpen311(sent.url) && !String(response.headers['content-type']).startsWith('application/problem')) {
    const told = response.body.startsWith('<')
      ? /<errors><error><code>\d+<\/code>/.test(response.body)
      : response.json()[0].code
    assert.ok(told, what)
    return undefined
  }
  assert.match(String(response.headers['content-type']), /^application\/problem\+json/, what)
  const body = response.json()
  assert.ok(problem(body), `${what} ${JSON.stringify(problem.errors)}`)
  assert.ok(node.house.refusals[body.code], `${body.code} is declared nowhere: ${what}`)
  assert.equal(body.status, response.statusCode, what)
  return undefined
}

/** Wallets are refused in the words of their own protocol: RFC 6749 section 5.2, OpenID4VCI section 8.3. */
const speaksOAuth = (url: string) => url.startsWith('/credentials/wallet/')

/** Clients of Open311 are refused in the words of GeoReport v2, in JSON or XML. */
const speaksOpen311 = (url: string) => url.startsWith('/open311/')

/** What counts tries and reads by design. */
const noted = (url: string) =>
  url.startsWith('/api/session') || url.includes('password') || url.endsWith('/accounts/register')

describe('the API against whatever may be sent', () => {
  before(async () => {
    node = (await startNodes(1)).nodes[0]!
    tokens = [
      undefined,
      ...(await Promise.all(['wangfang', 'clerk', 'approver', 'supervisor'].map((login) => tokenFor(node.app, login)))),
    ]
    paths = (await node.app.inject({ method: 'GET', url: '/api/openapi.json' })).json().paths
  })

  test('no request of the fuzzer makes a fault, none that is refused changes the database, none that is repeated is done twice', async () => {
    let sentInAll = 0
    let accepted = 0
    const faults: string[] = []
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        if (method === 'delete' && path === '/api/session') continue
        const watched = method !== 'get' && !noted(path)
        let digest = watched ? await digestDatabase(node.house.db) : undefined
        const property = fc.asyncProperty(requests(method.toUpperCase(), path, operation), async (sent) => {
          sentInAll++
          const answer = await answered(sent)
          if (answer !== undefined) accepted++
          if (!watched) return
          const now = await digestDatabase(node.house.db)
          const what = `${sent.method} ${sent.url} ${sent.payload}`
          if (answer === undefined) assert.deepEqual(now, digest, `${what} was refused and yet changed something`)
          else assert.deepEqual(await repeat(sent, answer), now, `${what} was done twice`)
          digest = now
        })
        const result = await fc.check(property, { numRuns: runs, endOnFailure: true })
        if (result.failed) faults.push(`${(result.errorInstance as Error | null)?.message} (seed ${result.seed})`)
      }
    }
    assert.deepEqual(faults, [])
    assert.ok(
      sentInAll > 500 && accepted > sentInAll / 50,
      `${accepted} of ${sentInAll} requests were accepted: the fuzzer knocks only at closed doors`,
    )
  })

  test('a body larger than the limit is refused before it is read', async () => {
    const response = await send({
      method: 'POST',
      url: '/api/applications',
      token: tokens[1]!,
      type: 'application/json',
      key: 'too-large',
      payload: JSON.stringify({ draft: 'x'.repeat(300_000) }),
    })
    assert.equal(response.statusCode, 413, response.body)
    assert.equal(response.json().code, 'platform.too_large')
  })
})
