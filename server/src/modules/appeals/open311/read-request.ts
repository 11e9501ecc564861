/** A request of an Open311 client, read leniently as the specification has it. Pure. */
import { type Intent, intents } from '@steppe/contracts/appeals'
import type { Sent } from './read-sent.ts'

export interface ReadRequest {
  readonly service: string
  /** What the service is about where nothing was written: the specification does not ask for a description. */
  readonly description: string | undefined
  readonly intent: Intent
  readonly lat?: number
  readonly long?: number
  readonly address?: string
  readonly addressId?: string
  readonly mediaUrl?: string
  readonly email?: string
  readonly phone?: string
  readonly name?: string
  /** What the client asked beyond the intent. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  readonly media: Sent['media']
  /** Whoever the client says it is. */
  readonly who: string
}

const coordinate = (text: string | undefined, most: number): number | undefined => {
  if (text === undefined) return undefined
  const value = Number(text)
  return Number.isFinite(value) && Math.abs(value) <= most ? value : Number.NaN
}

/** The request, or a sentence for each thing that is wrong. */
export function readRequest({ fields, attributes, media }: Sent): ReadRequest | readonly string[] {
  const text = (name: string, most: number) => fields.get(name)?.slice(0, most)
  const [lat, long] = [coordinate(fields.get('lat'), 90), coordinate(fields.get('long'), 180)]
  const [address, addressId] = [text('address_string', 300), text('address_id', 100)]
  const [service, description, mediaUrl] = ['service_code', 'description', 'media_url'].map((name) => fields.get(name))
  const { intent: [intent = 'help'] = [], ...others } = attributes
  const wrong = [
    service ? '' : 'service_code was not provided',
    (description ?? '').length > 4000 ? 'description is longer than 4000 characters' : '',
    Number.isNaN(lat) || Number.isNaN(long) ? 'lat and long must be WGS84 degrees' : '',
    (lat === undefined) === (long === undefined) ? '' : 'lat and long go together',
    lat === undefined && long === undefined && !address && !addressId
      ? 'a location is needed: lat and long, address_string or address_id'
      : '',
    intents.includes(intent as Intent) ? '' : `attribute[intent] must be one of ${intents.join(', ')}`,
    mediaUrl && !/^https?:\/\/[^\s<>"]{1,500}$/.test(mediaUrl) ? 'media_url must be an http(s) address' : '',
  ].filter(Boolean)
  if (wrong.length > 0 || !service) return wrong
  const [email, phone] = [text('email', 200), text('phone', 30)]
  const name = [text('first_name', 60), text('last_name', 60)].filter(Boolean).join(' ')
  return {
    service,
    description,
    intent: intent as Intent,
    media,
    who: email ?? phone ?? text('account_id', 200) ?? text('device_id', 200) ?? '',
    ...(lat === undefined || long === undefined ? {} : { lat, long }),
    ...(address ? { address } : {}),
    ...(addressId ? { addressId } : {}),
    ...(mediaUrl ? { mediaUrl } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(name ? { name } : {}),
    ...(Object.keys(others).length > 0 ? { attributes: others } : {}),
  }
}
