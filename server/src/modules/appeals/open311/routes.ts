/** HTTP of Open311 GeoReport v2. Source: http://wiki.open311.org/GeoReport_v2. A client that is public elsewhere works here unchanged. */
import { Type } from 'typebox'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { media } from '#platform/media'
import { type Answer, type AnyRoute, route } from '#platform/module'
import { isRefusal } from '#platform/refusals'
import { type Format, say, sayError, type Value } from './answer.ts'
import { findClient } from './clients.ts'
import { findRequests, findUpdates, type RequestQuery, requestOf } from './find-requests.ts'
import { readRequest } from './read-request.ts'
import { readSent } from './read-sent.ts'
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
  page: any,
  page_size: any,
  extensions: any,
})
const form = media('application/x-www-form-urlencoded', 'multipart/form-data')
const base = '/open311/v2'
/** A form with a picture or two. */
const largestForm = 12 * 1024 * 1024

interface Asked {
  readonly format: Format
  /** Parameters that have a value; one that is declared several times is a list with commas. */
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

/** A parameter without a value is treated as one that is not there. */
function textsOf(query: unknown): Record<string, string> {
  const pairs = Object.entries(query as Record<string, unknown>).map(([name, value]) => [name, String(value).trim()])
  return Object.fromEntries(pairs.filter(([, value]) => value !== '')) as Record<string, string>
}

/** What the house refuses before a handler sees it; the specification knows 403, 404 and 400. */
function refuseAs(status: number, description: string, url: string): Answer {
  const format = /\.xml(\?|$)/.test(url) ? 'xml' : 'json'
  return sayError(format, status === 403 || status === 404 || status >= 500 ? status : 400, description)
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
    url: `${folder}/:file`,
    permission: 'open',
    summary,
    query: anyQuery,
    params: Type.Object({ file: Type.String({ maxLength: 100 }) }),
    ...(method === 'POST' ? { body: form, bodyLimit: largestForm, remembersItself: true } : {}),
    response: media('application/json', 'text/xml'),
    refuseAs,
    handle: async ({ query, params, body, language, url }) => {
      const asked = split(params.file)
      if (!asked) return sayError('json', 404, 'the form must be json or xml')
      const handler =
        typeof handlers === 'function' ? handlers : Object.hasOwn(handlers, asked.name) && handlers[asked.name]
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
/** No question spans more. */
const longestSpan = 90 * 86_400_000

/** An instant of a filter, ISO 8601; `Invalid Date` when it is none. A plus that was sent as it is arrives as a blank. */
function instant(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const said = text.replace(/ (\d\d:?\d\d)$/, '+$1')
  return new Date(/^\d{4}-\d\d-\d\d/.test(said) ? said : Number.NaN)
}

const list = (text: string | undefined) =>
  text
    ?.split(',')
    .map((each) => each.trim())
    .filter(Boolean)

/** The instants asked for: the last ninety days, ninety from the first instant or to the last one; or what is wrong. */
function spanOf(query: Asked['query'], now: number): { readonly from: Date; readonly until: Date } | string {
  const [from, until] = [instant(query.start_date), instant(query.end_date)]
  if ([from, until].some((each) => each && Number.isNaN(each.getTime())))
    return 'start_date and end_date must be ISO 8601 instants'
  if (from && until && until.getTime() - from.getTime() > longestSpan)
    return 'start_date and end_date may not span more than 90 days'
  const last = until ?? (from ? new Date(from.getTime() + longestSpan) : new Date(now))
  return { from: from ?? new Date(last.getTime() - longestSpan), until: last }
}

const isId = (text: string) => /^[0-9A-Z-]{8,40}$/.test(text)

async function answerRequests(house: CasesHouse, asked: Asked, id?: string): Promise<Answer> {
  const { query, format, language } = asked
  if (id !== undefined && !isId(id)) return sayError(format, 404, 'service_request_id was not found')
  const ids = id === undefined ? list(query.service_request_id) : [id]
  const wish = ids ? { ids: ids.filter(isId), limit: mostRequests } : filterOf(asked, house.clock.now())
  if (typeof wish === 'string') return sayError(format, 400, wish)
  const [rows, services] = await Promise.all([findRequests(house, wish), listServices(house, language)])
  if (id !== undefined && rows.length === 0) return sayError(format, 404, 'service_request_id was not found')
  const nameOf = new Map(services.map((each) => [each.service_code, each.service_name]))
  const extended = query.extensions === 'true' || query.extended === 'true'
  const first = ids ? 0 : (pageOf(query) - 1) * sizeOf(query)
  const shown = rows.slice(first).map((row) => requestOf(house, row, (code) => nameOf.get(code), language, extended))
  return say(format, 'service_requests', shown as unknown as Value)
}

const sizeOf = (query: Asked['query']) =>
  Math.min(Math.max(Math.trunc(Number(query.page_size)) || mostRequests, 1), mostRequests)
const pageOf = (query: Asked['query']) => Math.max(Math.trunc(Number(query.page)) || 1, 1)

/** What is asked for without naming requests; or what is wrong. Pages are those of the first thousand, as many as are given out. */
function filterOf({ query }: Asked, now: number): RequestQuery | string {
  const span = spanOf(query, now)
  if (typeof span === 'string') return span
  const statuses = list(query.status) as ('open' | 'closed')[] | undefined
  if (statuses?.some((each) => !['open', 'closed'].includes(each))) return 'status must be open or closed'
  const services = list(query.service_code)
  return {
    ...(services ? { services } : {}),
    ...(statuses ? { statuses } : {}),
    ...span,
    limit: Math.min(pageOf(query) * sizeOf(query), mostRequests),
  }
}

async function post(house: CasesHouse, { body, query, format, url }: Asked): Promise<Answer> {
  const sent = await readSent(body, query)
  if (!sent) return sayError(format, 400, 'the body must be a form in UTF-8')
  const key = sent.fields.get('api_key')
  const client = key ? await findClient(house, key) : undefined
  if (!client) return sayError(format, 403, key ? 'api_key is not known' : 'api_key was not provided')
  const request = readRequest(sent)
  if (!('service' in request)) return sayError(format, 400, ...request)
  const services = await listServices(house, 'zh')
  if (!services.some((each) => each.service_code === request.service))
    return sayError(format, 404, 'service_code was not found')
  const jurisdiction = sent.fields.get('jurisdiction_id')
  if (jurisdiction && !(await getPlaces(house)).region(jurisdiction))
    return sayError(format, 404, 'jurisdiction_id was not found')
  const taken = await takeRequest(house, client, request, jurisdiction, url)
  if (isRefusal(taken)) return sayError(format, 400, taken.code)
  return say(format, 'service_requests', [
    { service_request_id: taken.id, service_notice: taken.notice, account_id: taken.account },
  ])
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
  return say(format, 'service_requests_updates', await findUpdates(house, from, until, mostRequests))
}

/** All routes of Open311. */
export function open311Routes(house: CasesHouse): AnyRoute[] {
  const service: Handler = async ({ name, format, language }) => {
    const known = (await listServices(house, language)).some((each) => each.service_code === name)
    return known
      ? say(format, 'service_definition', definitionOf(name, language))
      : sayError(format, 404, 'service_code was not found')
  }
  const one: Handler = (asked) => answerRequests(house, asked, asked.name)
  const found = { discovery: (asked: Asked) => discovery(house, asked) }
  return [
    open311(house, 'GET', '/open311', 'Open311: where its endpoints are', found),
    open311(house, 'GET', base, 'Open311 GeoReport v2: discovery, services, requests, updates as JSON or XML', {
      ...found,
      services: async ({ format, language }) =>
        say(format, 'services', (await listServices(house, language)) as unknown as Value),
      requests: (asked) => answerRequests(house, asked),
      servicerequestupdates: (asked) => updates(house, asked),
    }),
    open311(house, 'POST', base, 'Open311 GeoReport v2: hand in a request', {
      requests: (asked) => post(house, asked),
    }),
    open311(house, 'GET', `${base}/services`, 'Open311 GeoReport v2: what a service asks', service),
    open311(house, 'GET', `${base}/requests`, 'Open311 GeoReport v2: one request', one),
    open311(
      house,
      'GET',
      `${base}/request`,
      'Open311 GeoReport v2: one request, as its description in Swagger writes the address',
      one,
    ),
    open311(
      house,
      'GET',
      `${base}/tokens`,
      'Open311 GeoReport v2: the request behind a token',
      async ({ name, format }) => {
        const [found] = isId(name) ? await findRequests(house, { ids: [name], limit: 1 }) : []
        return found
          ? say(format, 'service_requests', [{ service_request_id: found.id, token: name }])
          : sayError(format, 404, 'token was not found')
      },
    ),
  ]
}
