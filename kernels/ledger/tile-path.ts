/** Names of tiles and entry bundles, and which of them a tree of a given size has. Source: c2sp.org/tlog-tiles. */

/** Hashes in a full tile, entries in a full bundle. */
export const tileWidth = 256

/** `entries` for bundles of log entries, else the level of hashes: 0 are the leaves, each level stands for 256 of the one below. */
export type TileLevel = number | 'entries'

export interface TileName {
  readonly level: TileLevel
  readonly index: number
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number
}

/** `tile/0/x001/x234/067`, `tile/entries/000.p/12`: the path below the log's prefix. */
export function tilePath(level: TileLevel, index: number, width: number = tileWidth): string {
  const parts: string[] = []
  for (let rest = index; parts.length === 0 || rest > 0; rest = Math.floor(rest / 1000))
    parts.unshift(`${parts.length > 0 ? 'x' : ''}${String(rest % 1000).padStart(3, '0')}`)
  return `tile/${level}/${parts.join('/')}${width < tileWidth ? `.p/${width}` : ''}`
}

const pathShape =
  /^tile\/(entries|0|[1-5]?[1-9]|[1-5]0|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]))?$/

/** The tile that a path names; null for what is no path of a tile, such as one with superfluous zeros. */
export function parseTilePath(path: string): TileName | null {
  if (path.length > 60) return null
  const [, level, digits, width] = pathShape.exec(path) ?? []
  if (level === undefined || digits === undefined || /^x000\//.test(digits)) return null
  const index = Number(digits.replaceAll(/[x/]/g, ''))
  if (!Number.isSafeInteger(index)) return null
  return { level: level === 'entries' ? level : Number(level), index, width: width ? Number(width) : tileWidth }
}

/** Hashes that the whole level `level` of a tree of `size` leaves has: floor(size / 256^level). */
export function levelWidth(size: number, level: number): number {
  let width = size
  for (let down = level; down > 0 && width > 0; down--) width = Math.floor(width / tileWidth)
  return width
}

/** How wide tile `index` of `level` is in a tree of `size` leaves; 0 where there is none. */
export function tileWidthIn(size: number, level: TileLevel, index: number): number {
  const width = levelWidth(size, level === 'entries' ? 0 : level) - index * tileWidth
  return Math.max(0, Math.min(tileWidth, width))
}

/** The partial tiles of a tree of `size` leaves, lowest level first: its right edge, from which it grows on. */
export function edgeTiles(size: number): TileName[] {
  const tiles: TileName[] = []
  for (let level = 0; levelWidth(size, level) > 0; level++) {
    const width = levelWidth(size, level)
    if (width % tileWidth > 0) tiles.push({ level, index: Math.floor(width / tileWidth), width: width % tileWidth })
  }
  return tiles
}
