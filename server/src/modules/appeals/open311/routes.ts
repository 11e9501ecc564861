/** HTTP of Open311 GeoReport v2. Source: http://wiki.open311.org/GeoReport_v2. A client that is public elsewhere works here unchanged. */
import { Type } from 'typebox'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { type Answer, type AnyRoute, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { type Format, say, sayError, type Value } from './answer.ts'
import { findClient } from './clients.ts'
import { findRequests, findUpdates, requestOf } from './find-requests.ts'
import { readFields, readRequest } from './read-request.ts'
import { definitionOf, listServices } from './services.ts'
import { takeRequest } from './take-request.ts'

/** Whatever a client sends is read here and answered in its own form, so that nothing is refused in ours. */
const any = Type.Optional(Type.Unknown())
const anyQuery = Type.Object({
  jurisdiction_id: any,
  api_key: any,
  service_request_id: any,
  service_code: any,
  start_date: any,
  end_date: any,
  status: any,
  page_size: any,
})
const anyBody = Type.Unsafe<unknown>({ 'x-raw': true, description: 'application/x-www-form-urlencoded' })
const base = '/open311/v2'

interface Asked {
  readonly format: Format
  readonly query: Readonly<Record<string, string>>
  readonly language: 'zh' | 'en'
  readonly name: string
  readonly body?: unknown
  readonly url: string
}

/** `services.json`, `150102-….xml`: the name and the form asked for. */
function split(file: string): { readonly name: string; readonly format: Format } | undefined {
  const [, name, format] = /^(.{1,80})\.(json|xml)$/.exec(file) ?? []
  return name && format ? { name, format: format as Format } : undefined
}

function textsOf(query: unknown): Record<string, string> {
  const pairs = Object.entries(query as Record<string, unknown>).map(([name, value]) => [
    name,
    String(Array.isArray(value) ? value[0] : value),
  ])
  return Object.fromEntries(pairs) as Record<string, string>
}

type Handler = (asked: Asked) => Promise<Answer>

function open311(
  house: CasesHouse,
  method: 'GET' | 'POST',
  folder: string,
  summary: string,
  handlers: Readonly<Record<string, Handler>> | Handler,
): AnyRoute {
  return route({
    method,
    url: `${base}${folder}/:file`,
    permission: 'open',
    summary,
    query: anyQuery,
    params: Type.Object({ file: Type.String({ maxLength: 100 }) }),
    ...(method === 'POST' ? { body: anyBody, bodyLimit: 64 * 1024, remembersItself: true } : {}),
    response: Type.Unknown(),
    handle: async ({ query, params, body, language, url }) => {
      const asked = split(params.file)
      if (!asked) return sayError('json', 404, 'the form must be json or xml')
      const handler = typeof handlers === 'function' ? handlers : handlers[asked.name]
      if (!handler) return sayError(asked.format, 404, 'there is no such resource')
      const whole = { ...asked, query: textsOf(query), language, body, url }
      return (await strangeJurisdiction(house, whole)) ?? handler(whole)
    },
  })
}

/** A jurisdiction that is named must be a region here. */
async function strangeJurisdiction(house: CasesHouse, { query, format }: Asked): Promise<Answer | undefined> {
  const named = query.jurisdiction_id
  if (!named) return undefined
  return (await getPlaces(house)).region(named) ? undefined : sayError(format, 404, 'jurisdiction_id was not found')
}

const mostRequests = 1000
const defaultDays = 90

/** An instant of a filter, ISO 8601; `Invalid Date` when it is none. */
function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : Number.NaN)
}

const list = (text: string | undefined) =>
  text
    ?.split(',')
    .map((each) => each.trim())
    .filter(Boolean)

async function answerRequests(house: CasesHouse, asked: Asked, ids?: readonly string[]): Promise<Answer> {
  const { query, format, language } = asked
  const [from, until] = [instant(query.start_date), instant(query.end_date)]
  if ([from, until].some((each) => each && Number.isNaN(each.getTime())))
    return sayError(format, 400, 'start_date and end_date must be ISO 8601 instants')
  const statuses = list(query.status) as ('open' | 'closed')[] | undefined
  if (statuses?.some((each) => !['open', 'closed'].includes(each)))
    return sayError(format, 400, 'status must be open or closed')
  const named = ids ?? list(query.service_request_id)
  if (named?.some((each) => !/^[0-9A-Z-]{8,40}$/.test(each)) && ids)
    return sayError(format, 404, 'service_request_id was not found')
  const services = await listServices(house, language)
  const wanted = list(query.service_code)
  const size = Math.min(Math.max(Number(query.page_size) || mostRequests, 1), mostRequests)
  const rows = await findRequests(house, {
    ...(named ? { ids: named.filter((each) => /^[0-9A-Z-]{8,40}$/.test(each)) } : {}),
    ...(wanted ? { services: wanted } : {}),
    ...(statuses ? { statuses } : {}),
    from:
      from ??
      (until
        ? new Date(until.getTime() - defaultDays * 86_400_000)
        : new Date(house.clock.now() - defaultDays * 86_400_000)),
    ...(until ? { until } : {}),
    limit: size,
  })
  if (ids && rows.length === 0) return sayError(format, 404, 'service_request_id was not found')
  const nameOf = new Map(services.map((each) => [each.service_code, each.service_name]))
  const shown = rows.map((row) => requestOf(house, row, (code) => nameOf.get(code), language))
  return say(format, 'service_requests', shown as unknown as Value)
}

async function post(house: CasesHouse, { body, query, format, url }: Asked): Promise<Answer> {
  const fields = readFields(body)
  if (!fields) return sayError(format, 400, 'the body must be a form in UTF-8')
  const key = fields.get('api_key') ?? query.api_key
  const client = key ? await findClient(house, key) : undefined
  if (!client) return sayError(format, 403, key ? 'api_key is not known' : 'api_key was not provided')
  const request = readRequest(fields)
  if (typeof request === 'string') return sayError(format, 400, request)
  const services = await listServices(house, 'zh')
  if (!services.some((each) => each.service_code === request.service))
    return sayError(format, 404, 'service_code was not found')
  const jurisdiction = fields.get('jurisdiction_id') ?? query.jurisdiction_id
  if (jurisdiction && !(await getPlaces(house)).region(jurisdiction))
    return sayError(format, 404, 'jurisdiction_id was not found')
  const taken = await takeRequest(house, client, request, jurisdiction, url)
  if (isRefusal(taken)) return sayError(format, 400, taken.code)
  const answer = { service_request_id: taken.id, service_notice: taken.notice, account_id: taken.account }
  return say(format, 'service_requests', [answer], 201)
}

async function discovery(house: CasesHouse, { format }: Asked): Promise<Answer> {
  const url = `${house.site.url ?? ''}${base}`
  const changeset = new Date(house.clock.now()).toISOString()
  return say(format, 'discovery', {
    changeset,
    contact: house.site.name.zh,
    key_service: '',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url,
        changeset,
        type: house.site.demo ? 'test' : 'production',
        formats: ['application/json', 'text/xml'],
      },
    ],
  })
}

async function updates(house: CasesHouse, { query, format }: Asked): Promise<Answer> {
  const until = instant(query.end_date) ?? new Date(house.clock.now())
  const from = instant(query.start_date) ?? new Date(until.getTime() - 7 * 86_400_000)
  if (Number.isNaN(until.getTime()) || Number.isNaN(from.getTime()))
    return sayError(format, 400, 'start_date and end_date must be ISO 8601 instants')
  return say(format, 'service_request_updates', await findUpdates(house, from, until, mostRequests))
}

/** All routes of Open311. */
export function open311Routes(house: CasesHouse): AnyRoute[] {
  const service: Handler = async ({ name, format, language }) => {
    const known = (await listServices(house, language)).some((each) => each.service_code === name)
    return known
      ? say(format, 'service_definition', definitionOf(name, language))
      : sayError(format, 404, 'service_code was not found')
  }
  return [
    open311(house, 'GET', '', 'Open311 GeoReport v2: discovery, services, requests, updates as JSON or XML', {
      discovery: (asked) => discovery(house, asked),
      services: async ({ format, language }) =>
        say(format, 'services', (await listServices(house, language)) as unknown as Value),
      requests: (asked) => answerRequests(house, asked),
      servicerequestupdates: (asked) => updates(house, asked),
    }),
    open311(house, 'POST', '', 'Open311 GeoReport v2: hand in a request', { requests: (asked) => post(house, asked) }),
    open311(house, 'GET', '/services', 'Open311 GeoReport v2: what a service asks', service),
    open311(house, 'GET', '/requests', 'Open311 GeoReport v2: one request', (asked) =>
      answerRequests(house, asked, [asked.name]),
    ),
    open311(house, 'GET', '/tokens', 'Open311 GeoReport v2: the request behind a token', async ({ name, format }) => {
      const [found] = await findRequests(house, { ids: [name], limit: 1 })
      return found
        ? say(format, 'service_requests', [{ service_request_id: found.id, token: name }])
        : sayError(format, 404, 'token was not found')
    }),
  ]
}
