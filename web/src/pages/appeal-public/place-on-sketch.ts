/** Where something lies on the sketch: metres to the east and north of the middle, as shares of the radius; and back. */

const metresPerDegree = 111_320

export type Place = { readonly lat: number; readonly long: number }
/** Shares of the radius, to the right and downwards. */
export type OnSketch = { readonly x: number; readonly y: number }

export function placeOnSketch(spot: Place, place: Place, radius: number): OnSketch {
  const east = (place.long - spot.long) * metresPerDegree * Math.cos((spot.lat * Math.PI) / 180)
  const north = (place.lat - spot.lat) * metresPerDegree
  return { x: east / radius, y: -north / radius }
}

/** The place that was pointed at, to four places of a degree: some ten metres. */
export function placeFromSketch(spot: Place, { x, y }: OnSketch, radius: number): Place {
  const round = (degree: number) => Math.round(degree * 10_000) / 10_000
  return {
    lat: round(spot.lat - (y * radius) / metresPerDegree),
    long: round(spot.long + (x * radius) / (metresPerDegree * Math.cos((spot.lat * Math.PI) / 180))),
  }
}
