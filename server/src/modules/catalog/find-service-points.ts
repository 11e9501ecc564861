/** Where an item is handled near somebody: halls, branches, stations and convenience points, the nearest first. */
import type { ServicePoint, ServicePointQuery } from '@steppe/contracts/catalog'
import { getPlaces } from '#ask/registry'
import type { House } from '#platform/module'
import { getCatalogue } from './catalogue.ts'
import type { CatalogueHouse } from './house.ts'
import { partsOfItemCode, regionAndAbove } from './item-code.ts'
import { clockTimeIn, openNow } from './open-hours.ts'
import type { ServicePointRow } from './tables.ts'

interface Spot {
  readonly longitude: number
  readonly latitude: number
}

const columns = 'p.id, p.region, p.body, p.longitude, p.latitude'

/** Points that handle the item (all without one): near the spot, else in the region and those above it. */
export async function findServicePoints(
  house: Pick<CatalogueHouse, 'db' | 'clock' | 'site' | 'calendars'>,
  query: ServicePointQuery,
): Promise<readonly ServicePoint[]> {
  const spot = query.near === undefined ? undefined : spotOf(query.near)
  const handles = await handledAs(house, query.item)
  const size = query.limit ?? 10
  const rows = spot
    ? await nearest(house, spot, handles, query.region, size)
    : await inRegion(house, handles, query.region, size)
  const places = await getPlaces(house)
  const at = { day: house.clock.today(), time: clockTimeIn(house.site.zone, house.clock.now()) }
  return rows.map(({ region, body, longitude, latitude }) => {
    const open = openNow(body.opens, house.calendars.of(region), at)
    return {
      ...body,
      region: { code: region, name: places.region(region)?.name ?? region },
      ...(open ? { open } : {}),
      ...(spot ? { metres: metresBetween(spot, { longitude, latitude }) } : {}),
    }
  })
}

function spotOf(near: string): Spot {
  const [longitude, latitude] = near.split(',').map(Number)
  return { longitude: longitude!, latitude: latitude! }
}

interface Handled {
  readonly basicCode: string | null
  readonly kind: string | null
}

async function handledAs(house: Pick<House, 'db'>, item: string | undefined): Promise<Handled> {
  if (item === undefined) return { basicCode: null, kind: null }
  const basicCode = partsOfItemCode(item)?.basicCode ?? item
  return { basicCode, kind: (await getCatalogue(house)).basics.get(basicCode)?.[0]?.department ?? '' }
}

/** A point does the item when it does all, or all of the department's kind and names no items, or names this one. */
const handlesIt = `($1::text is null or '*' = any(p.scope) or $1 = any(p.basic_codes) or (p.basic_codes = '{}' and $2 = any(p.scope)))`

async function inRegion(
  { db }: Pick<House, 'db'>,
  { basicCode, kind }: Handled,
  region: string | undefined,
  size: number,
): Promise<ServicePointRow[]> {
  return db.ask<ServicePointRow>(
    `select ${columns} from catalog.service_points p where ${handlesIt} and ($3::text[] is null or p.region = any($3))
     order by length(rtrim(p.region, '0')) desc, p.region, p.id limit $4`,
    [basicCode, kind, region === undefined ? null : regionAndAbove(region), size],
  )
}

/** Squares of a tenth of a degree around the spot, in rings that double until enough are found. */
async function nearest(
  { db }: Pick<House, 'db'>,
  spot: Spot,
  { basicCode, kind }: Handled,
  region: string | undefined,
  size: number,
): Promise<ServicePointRow[]> {
  const regions = region === undefined ? null : regionAndAbove(region)
  const [x, y] = [Math.floor(spot.longitude * 10), Math.floor(spot.latitude * 10)]
  for (let ring = 2; ; ring *= 4) {
    const whole = ring > 400
    const rows = await db.ask<ServicePointRow>(
      `select ${columns} from catalog.service_points p
       where ${handlesIt} and ($3::text[] is null or p.region = any($3))
         and p.cell_x between $4 and $5 and p.cell_y between $6 and $7`,
      [basicCode, kind, regions, x - ring, x + ring, y - ring, y + ring],
    )
    const sorted = rows
      .map((row) => ({ row, metres: metresBetween(spot, row) }))
      .sort((a, b) => a.metres - b.metres || (a.row.id < b.row.id ? -1 : 1))
    // What lies beyond the square may be nearer than its corners: only what is within its edge is sure.
    const sure = sorted.filter(({ metres }) => whole || metres <= edgeMetres(spot, ring))
    if (sure.length >= size || whole) return sure.slice(0, size).map(({ row }) => row)
  }
}

const metresPerDegree = 111_195

/** The least distance from the spot to the edge of its square of squares. */
function edgeMetres({ latitude }: Spot, ring: number): number {
  return (ring / 10) * metresPerDegree * Math.max(0.05, Math.cos(((Math.abs(latitude) + ring / 10) * Math.PI) / 180))
}

/** Great-circle distance on a sphere of 6,371 km, whole metres. */
export function metresBetween(a: Spot, b: Spot): number {
  const radians = Math.PI / 180
  const dLat = (b.latitude - a.latitude) * radians
  const dLon = (b.longitude - a.longitude) * radians
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(dLon / 2) ** 2
  return Math.round(2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h))))
}
