/** What an Open311 client sends, read leniently as the specification has it: a form, nothing of it trusted. */
import { type Intent, intents } from '@steppe/contracts/appeals'

export type Fields = ReadonlyMap<string, string>

/** A form (`application/x-www-form-urlencoded`) or a JSON object, as names and texts. */
export function readFields(body: unknown): Fields | undefined {
  if (Buffer.isBuffer(body)) {
    const text = body.toString('utf8')
    if (text.includes('\u0000') || text.includes('\ufffd')) return undefined
    const fields = new Map<string, string>()
    for (const [name, value] of new URLSearchParams(text)) if (!fields.has(name)) fields.set(name, value.trim())
    return [...fields.values()].some((value) => value.includes('\u0000')) ? undefined : fields
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  const entries = Object.entries(body).flatMap(([name, value]): [string, string][] => {
    if (name === 'attribute' && typeof value === 'object' && value !== null)
      return Object.entries(value).map(([code, each]): [string, string] => [`attribute[${code}]`, String(each)])
    return typeof value === 'string' || typeof value === 'number' ? [[name, String(value).trim()]] : []
  })
  return new Map(entries)
}

export interface ReadRequest {
  readonly service: string
  readonly description: string
  readonly intent: Intent
  readonly lat?: number
  readonly long?: number
  readonly address?: string
  readonly mediaUrl?: string
  readonly email?: string
  readonly phone?: string
  readonly name?: string
  /** Whoever the client says it is. */
  readonly who: string
}

const coordinate = (text: string | undefined, most: number): number | undefined => {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) && Math.abs(value) <= most ? value : Number.NaN
}

/** The request, or a sentence that says what is wrong. */
export function readRequest(fields: Fields): ReadRequest | string {
  const service = fields.get('service_code')
  if (!service) return 'service_code was not provided'
  const description = fields.get('description') ?? ''
  if (!description) return 'description was not provided'
  if (description.length > 4000) return 'description is longer than 4000 characters'
  const [lat, long] = [coordinate(fields.get('lat'), 90), coordinate(fields.get('long'), 180)]
  if (Number.isNaN(lat) || Number.isNaN(long)) return 'lat and long must be WGS84 degrees'
  if ((lat === undefined) !== (long === undefined)) return 'lat and long go together'
  const address = fields.get('address_string')?.slice(0, 300)
  if (lat === undefined && !address && !fields.get('address_id'))
    return 'a location is needed: lat and long, address_string or address_id'
  const intent = fields.get('attribute[intent]') ?? 'help'
  if (!intents.includes(intent as Intent)) return `attribute[intent] must be one of ${intents.join(', ')}`
  const mediaUrl = fields.get('media_url')
  if (mediaUrl && !/^https?:\/\/[^\s<>"]{1,500}$/.test(mediaUrl)) return 'media_url must be an http(s) address'
  const text = (name: string, most: number) => fields.get(name)?.slice(0, most) || undefined
  const [email, phone, device, account] = [
    text('email', 200),
    text('phone', 30),
    text('device_id', 200),
    text('account_id', 200),
  ]
  const name = [text('first_name', 60), text('last_name', 60)].filter(Boolean).join(' ')
  return {
    service,
    description,
    intent: intent as Intent,
    who: email ?? phone ?? account ?? device ?? '',
    ...(lat === undefined || long === undefined ? {} : { lat, long }),
    ...(address ? { address } : {}),
    ...(mediaUrl ? { mediaUrl } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(name ? { name } : {}),
  }
}
