/** A map without borders: each league is a tile on a grid, beside those that it lies beside; made from where its halls are. */

export type Spot = { readonly code: string; readonly longitude: number; readonly latitude: number }
export type Tile = { readonly code: string; readonly column: number; readonly row: number }

/** Free cells around a cell, the nearest first; ties go to the one above, then to the left, so that the map is the same everywhere. */
function nearestFree(
  taken: ReadonlySet<string>,
  column: number,
  row: number,
  columns: number,
  rows: number,
): [number, number] {
  const cells: [number, number][] = []
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) if (!taken.has(`${x} ${y}`)) cells.push([x, y])
  const far = ([x, y]: [number, number]) => (x - column) ** 2 + (y - row) ** 2
  return cells.sort((a, b) => far(a) - far(b) || a[1] - b[1] || a[0] - b[0])[0] ?? [0, rows]
}

/**
 * Puts each spot into the cell that is nearest to where it lies; columns and rows as many as keep the shape of the whole. West is left,
 * north is up. Those that lie farthest apart are placed first, so that the outline holds and the crowded middle gives way.
 */
export function tilesOf(spots: readonly Spot[], columns = 6, rows = 5): readonly Tile[] {
  if (spots.length === 0) return []
  const [west, east] = [Math.min(...spots.map((s) => s.longitude)), Math.max(...spots.map((s) => s.longitude))]
  const [south, north] = [Math.min(...spots.map((s) => s.latitude)), Math.max(...spots.map((s) => s.latitude))]
  const share = (value: number, from: number, to: number) => (to === from ? 0.5 : (value - from) / (to - from))
  const wished = spots.map((spot) => ({
    code: spot.code,
    x: share(spot.longitude, west, east) * (columns - 1),
    y: (1 - share(spot.latitude, south, north)) * (rows - 1),
  }))
  const middle = { x: (columns - 1) / 2, y: (rows - 1) / 2 }
  const outward = (one: { readonly x: number; readonly y: number }) => (one.x - middle.x) ** 2 + (one.y - middle.y) ** 2
  const taken = new Set<string>()
  const grid = Math.max(rows, Math.ceil(spots.length / columns))
  return wished
    .toSorted((a, b) => outward(b) - outward(a) || (a.code < b.code ? -1 : 1))
    .map(({ code, x, y }) => {
      const [column, row] = nearestFree(taken, x, y, columns, grid)
      taken.add(`${column} ${row}`)
      return { code, column, row }
    })
    .toSorted((a, b) => a.row - b.row || a.column - b.column)
}
