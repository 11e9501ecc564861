/** Takes a request of an Open311 client as an order; the same words on the same day by the same person are one. */
import { createHash } from 'node:crypto'
import { findServicePoints } from '#ask/catalog'
import { departmentOf, getPlaces, resolveRegion } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { keepFile } from '#platform/files'
import { isRefusal, type Refusal } from '#platform/refusals'
import { appealLists } from '../load-lists.ts'
import type { Matter } from '../matter.ts'
import { openOrder } from '../open-order.ts'
import type { ReadRequest } from './read-request.ts'
import { listServices } from './services.ts'

interface Where {
  readonly jurisdiction?: string | undefined
  readonly address?: string | undefined
  readonly lat?: number | undefined
  readonly long?: number | undefined
}

/** The region of a request: the jurisdiction that is named, else the one the address names, else the point's, else the whole installation. */
export async function regionOf(house: CasesHouse, { jurisdiction, address, lat, long }: Where): Promise<string> {
  if (jurisdiction) return jurisdiction
  const places = await getPlaces(house)
  const named = address && (placeIn(places.regions, address) ?? resolveRegion(places, address)?.code)
  if (named) return named
  const near = lat === undefined || long === undefined ? undefined : await regionNear(house, lat, long)
  return near ?? house.site.region
}

/** Farther from every hall, station or service point, a spot lies elsewhere: banners of the steppe are up to some 300 km across. */
const farthest = 200_000

/** No borders are known here: the banner whose service point is nearest. Along a border it may be the neighbour's, who passes it on. */
async function regionNear(house: CasesHouse, lat: number, long: number): Promise<string | undefined> {
  const [places, points] = await Promise.all([
    getPlaces(house),
    findServicePoints(house, { near: `${long},${lat}`, limit: 8 }),
  ])
  const near = points.filter(({ metres = 0 }) => metres <= farthest).map(({ region }) => region.code)
  return near.find((code) => places.region(code)?.level === 'banner') ?? near[0]
}

/** The narrowest region whose name stands in the address. */
function placeIn(
  regions: readonly { readonly code: string; readonly name: string; readonly short: string; readonly level: string }[],
  address: string,
): string | undefined {
  const narrow = { province: 0, league: 1, banner: 2, town: 1 } as Readonly<Record<string, number>>
  const found = regions
    .filter(
      ({ code, name, short }) =>
        code.length === 6 && (address.includes(name) || (short.length > 1 && address.includes(short))),
    )
    .sort((a, b) => (narrow[b.level] ?? 0) - (narrow[a.level] ?? 0) || b.name.length - a.name.length)
  return found[0]?.code
}

export interface Taken {
  readonly id: string
  readonly notice: string
  readonly account: string
}

export async function takeRequest(
  house: CasesHouse,
  client: string,
  request: ReadRequest,
  jurisdiction: string | undefined,
  url: string,
): Promise<Taken | Refusal> {
  const region = await regionOf(house, { ...request, jurisdiction })
  const digest = createHash('sha256').update(`${client}\n${request.who}`).digest('base64url').slice(0, 22)
  const account = `open311:${request.who ? digest : `${digest}:anyone`}`
  const services = await listServices(house, 'zh')
  const text =
    request.description ??
    services.find((each) => each.service_code === request.service)?.service_name ??
    request.service
  const matter: Matter = {
    type: 'hotline',
    intent: request.intent,
    urgency: 'general',
    text,
    place: {
      region,
      ...(request.address ? { address: request.address } : {}),
      ...(request.lat === undefined || request.long === undefined ? {} : { lat: request.lat, long: request.long }),
    },
    publish: true,
    service: request.service,
    origin: { what: 'open311', id: client },
    ...(request.phone ? { phone: request.phone } : {}),
    ...(request.email ? { email: request.email } : {}),
    ...(request.mediaUrl ? { mediaUrl: request.mediaUrl } : {}),
    ...(request.addressId ? { addressId: request.addressId } : {}),
    ...(request.attributes ? { attributes: request.attributes } : {}),
  }
  const files = await keepMedia(house, account, request.media)
  if (isRefusal(files)) return files
  const opened = await openOrder(house, {
    matter,
    files,
    applicant: { kind: 'person', id: account, name: request.name || '网上来件人', account },
    channel: 'open311',
    actor: { kind: 'person', id: account, name: request.name || '网上来件人' },
    url,
    // Nobody known by name who says the same is still one matter when it comes from the same spot.
    sameAs: `${account}\n${house.clock.today()}\n${text}\n${request.lat ?? ''},${request.long ?? ''}\n${request.address ?? ''}${request.addressId ?? ''}`,
  })
  if (isRefusal(opened)) return opened
  const kind = (await appealLists(house.site.packs)).types.get(matter.type)?.office
  const office = kind ? await departmentOf(house, kind, region) : undefined
  return { id: opened.id, notice: office ? `${office.name}已受理` : '', account }
}

/** Pictures that came with the form; refuses what is no kind of file that may be kept. */
async function keepMedia(house: CasesHouse, owner: string, media: ReadRequest['media']) {
  const files: { id: string; name: string; sha256: string; size: number }[] = []
  for (const { name, content } of media) {
    const kept = await keepFile(house.db.ask, house.clock, owner, name, content)
    if (isRefusal(kept)) return kept
    files.push({ id: kept.id, name: kept.name, sha256: kept.sha256, size: kept.size })
  }
  return files
}
