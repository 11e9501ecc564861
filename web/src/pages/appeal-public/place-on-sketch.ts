/** Where an order lies on the sketch: metres to the east and north of the middle, as shares of the radius. */

const metresPerDegree = 111_320

export function placeOnSketch(
  spot: { readonly lat: number; readonly long: number },
  order: { readonly lat: number; readonly long: number },
  radius: number,
): { readonly x: number; readonly y: number } {
  const east = (order.long - spot.long) * metresPerDegree * Math.cos((spot.lat * Math.PI) / 180)
  const north = (order.lat - spot.lat) * metresPerDegree
  return { x: east / radius, y: -north / radius }
}
