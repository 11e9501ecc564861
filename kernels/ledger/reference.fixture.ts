/** The tree as RFC 6962 section 2.1 writes it down, slow and short: what the fast one is held against. */
import { emptyRoot, leafHash, nodeHash, type Tile, type TileLevel, tilePath } from './index.ts'

function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

/** MTH(D). */
export function rootOf(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) return emptyRoot()
  if (entries.length === 1) return leafHash(entries[0]!)
  const split = splitOf(entries.length)
  return nodeHash(rootOf(entries.slice(0, split)), rootOf(entries.slice(split)))
}

/** PATH(m, D). */
export function pathOf(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return []
  const split = splitOf(entries.length)
  return m < split
    ? [...pathOf(m, entries.slice(0, split)), rootOf(entries.slice(split))]
    : [...pathOf(m - split, entries.slice(split)), rootOf(entries.slice(0, split))]
}

/** PROOF(m, D). */
export function proofOf(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  return subproof(m, entries, true)
}

function subproof(m: number, entries: readonly Uint8Array[], known: boolean): Uint8Array[] {
  if (m === entries.length) return known ? [] : [rootOf(entries)]
  const split = splitOf(entries.length)
  return m <= split
    ? [...subproof(m, entries.slice(0, split), known), rootOf(entries.slice(split))]
    : [...subproof(m - split, entries.slice(split), false), rootOf(entries.slice(0, split))]
}

/** Tiles kept by their path, as a folder would. */
export class TileFolder {
  readonly files = new Map<string, Uint8Array>()

  keep(tiles: readonly Tile[]): void {
    for (const { level, index, width, bytes } of tiles) this.files.set(tilePath(level, index, width), bytes)
  }

  readonly read = (level: TileLevel, index: number, width: number) => this.files.get(tilePath(level, index, width))
}

/** Entries that differ: their number, in bytes. */
export const numbered = (count: number, from = 0): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => new TextEncoder().encode(`entry ${from + at}`))
