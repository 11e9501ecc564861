/** Where service points stand on the map: metres kept true, north up, numbers pushed apart where they would cover each other. Pure. */

export type Spot = { readonly longitude: number; readonly latitude: number }
export type Placed = {
  /** Where it is. */
  readonly at: { readonly x: number; readonly y: number }
  /** Where its number stands. */
  readonly mark: { readonly x: number; readonly y: number }
}
export type PointMap = {
  readonly points: readonly Placed[]
  readonly spot: { readonly x: number; readonly y: number } | undefined
  /** A round length for the scale, and how long it is drawn. */
  readonly scale: { readonly metres: number; readonly length: number }
}

export const mapWidth = 320
export const mapHeight = 240
const edge = 26
/** Marks are circles of this radius. */
export const markRadius = 10
const metresPerDegree = 111_195
/** Nobody needs a map finer than this from edge to edge. */
const leastMetres = 600

/** Metres as the crow flies, good to a thousandth over some hundred kilometres. */
export function metresBetween(a: Spot, b: Spot): number {
  const narrow = Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180)
  return metresPerDegree * Math.hypot((a.longitude - b.longitude) * narrow, a.latitude - b.latitude)
}

/** Those worth one map: within fifty kilometres of the reader or the first, or twice as far as the nearest. */
export function onOneMap<P extends Spot>(points: readonly P[], spot: Spot | undefined): readonly P[] {
  const from = spot ?? points[0]
  if (!from) return []
  const far = points.map((point) => metresBetween(from, point))
  const most = Math.max(50_000, 2 * Math.min(...far))
  return points.filter((_, at) => far[at]! <= most)
}

/** 1, 2 or 5 times a power of ten, at most `metres`. */
function roundDown(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres))
  return ([5, 2, 1].find((one) => one * power <= metres) ?? 1) * power
}

/** Lays the points out on the map, the reader's own place with them. */
export function placePoints(points: readonly Spot[], spot?: Spot): PointMap {
  const all = spot ? [...points, spot] : points
  const latitude = all.reduce((sum, one) => sum + one.latitude, 0) / Math.max(1, all.length)
  const narrow = Math.cos((latitude * Math.PI) / 180)
  const flat = all.map((one) => ({ x: one.longitude * narrow * metresPerDegree, y: -one.latitude * metresPerDegree }))
  const span = (values: readonly number[]) => ({ least: Math.min(...values), most: Math.max(...values) })
  const [across, down] = [span(flat.map(({ x }) => x)), span(flat.map(({ y }) => y))]
  const perMetre = Math.min(
    (mapWidth - 2 * edge) / Math.max(leastMetres, across.most - across.least),
    (mapHeight - 2 * edge) / Math.max(leastMetres, down.most - down.least),
  )
  const middle = { x: (across.least + across.most) / 2, y: (down.least + down.most) / 2 }
  const placed = flat.map(({ x, y }) => ({
    x: mapWidth / 2 + (x - middle.x) * perMetre,
    y: mapHeight / 2 + (y - middle.y) * perMetre,
  }))
  const metres = roundDown(mapWidth / 4 / perMetre)
  const at = placed.slice(0, points.length)
  const marks = pushApart(at)
  return {
    points: at.map((one, index) => ({ at: one, mark: marks[index]! })),
    spot: spot ? placed.at(-1) : undefined,
    scale: { metres, length: metres * perMetre },
  }
}

/** Circles that overlap give way to each other, and stay on the map. */
function pushApart(at: readonly { readonly x: number; readonly y: number }[]) {
  const marks = at.map(({ x, y }) => ({ x, y }))
  const apart = 2 * markRadius + 2
  const within = (value: number, most: number) => Math.min(most - markRadius - 2, Math.max(markRadius + 2, value))
  for (let turn = 0; turn < 80; turn++) {
    let moved = false
    for (let a = 0; a < marks.length; a++)
      for (let b = a + 1; b < marks.length; b++) {
        const [one, other] = [marks[a]!, marks[b]!]
        const distance = Math.hypot(other.x - one.x, other.y - one.y)
        if (distance >= apart) continue
        moved = true
        // Two at the very same place part in a direction of their own.
        const angle = distance > 0.01 ? Math.atan2(other.y - one.y, other.x - one.x) : b * 2.4
        const by = (apart - distance) / 2 + 0.1
        one.x = within(one.x - Math.cos(angle) * by, mapWidth)
        one.y = within(one.y - Math.sin(angle) * by, mapHeight)
        other.x = within(other.x + Math.cos(angle) * by, mapWidth)
        other.y = within(other.y + Math.sin(angle) * by, mapHeight)
      }
    if (!moved) break
  }
  return marks
}
