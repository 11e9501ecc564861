/**
 * A log that grows: entries in, tiles out. A `Tree` is a value that never changes; `append` gives the next one with the tiles
 * that differ, so that whoever could not store them simply keeps the tree they had.
 * Sources: RFC 6962 section 2.1, c2sp.org/tlog-tiles.
 */
import * as crypto from 'node:crypto'
import { entryBundle, parseEntryBundle } from './entry-bundle.ts'
import { edgeTiles, type TileLevel, type TileName, tileWidth } from './tile-path.ts'
import { emptyRoot, hashSize } from './tree-hash.ts'

/** A tile or entry bundle with its bytes. */
export interface Tile extends TileName {
  readonly bytes: Uint8Array
}

/** Gives the bytes of a stored tile, which nobody changes afterwards; null or undefined where it is not there. */
export type ReadTile = (
  level: TileLevel,
  index: number,
  width: number,
) => Promise<Uint8Array | null | undefined> | Uint8Array | null | undefined

/**
 * A hash as a string of 32 characters below U+0100. OpenSSL is asked in one call without an object in between, and strings are
 * written into one buffer: three times as fast as hashing buffers.
 */
type Latin = string

/** What Node's buffers have, faster than `write`, and its types don't tell of. */
type LatinBuffer = Buffer & { readonly latin1Write: (text: Latin, at: number, length: number) => number }

const node = Buffer.alloc(1 + 2 * hashSize, 1) as LatinBuffer

function joined(left: Latin, right: Latin): Latin {
  node.latin1Write(left, 1, hashSize)
  node.latin1Write(right, 1 + hashSize, hashSize)
  return crypto.hash('sha256', node, 'binary')
}

/** For leaves, by the length of their entry: entries of a log mostly have one length. */
const leafBuffers = new Map<number, Buffer>()

function leafOf(entry: Uint8Array): Latin {
  let buffer = leafBuffers.get(entry.length)
  if (!buffer) {
    buffer = Buffer.alloc(1 + entry.length)
    if (leafBuffers.size < 64) leafBuffers.set(entry.length, buffer)
  }
  buffer.set(entry, 1)
  return crypto.hash('sha256', buffer, 'binary')
}

/** The partial tile at the right edge of one level, `width` hashes wide, and the roots of the whole sub-trees in it, largest first. */
interface Edge {
  readonly bytes: Buffer
  readonly width: number
  readonly roots: readonly Latin[]
}

const emptyTile = () => Buffer.allocUnsafeSlow(tileWidth * hashSize) as LatinBuffer

/** One level while it grows. */
class Level {
  readonly #level: number
  #index: number
  #bytes: LatinBuffer
  #width: number
  #roots: Latin[]
  #touched = false

  constructor(level: number, index: number, edge: Edge | undefined) {
    this.#level = level
    this.#index = index
    this.#bytes = emptyTile()
    edge?.bytes.copy(this.#bytes)
    this.#width = edge?.width ?? 0
    this.#roots = edge ? [...edge.roots] : []
  }

  /** Adds a hash. When it fills the tile, the tile is put out and its root given, which belongs into the level above. */
  push(hash: Latin, tiles: Tile[]): Latin | undefined {
    this.#touched = true
    this.#bytes.latin1Write(hash, this.#width * hashSize, hashSize)
    let root = hash
    // A binary counter: each set bit of the width is a whole sub-tree that waits for its right sibling.
    for (let bits = this.#width; bits & 1; bits >>= 1) root = joined(this.#roots.pop()!, root)
    this.#width++
    if (this.#width < tileWidth) {
      this.#roots.push(root)
      return undefined
    }
    tiles.push({ level: this.#level, index: this.#index, width: tileWidth, bytes: this.#bytes })
    this.#bytes = emptyTile()
    this.#index++
    this.#width = 0
    return root
  }

  /** What is left in the last, partial tile; it is put out when it changed. */
  close(tiles: Tile[]): Edge {
    const bytes = Buffer.from(this.#bytes.subarray(0, this.#width * hashSize))
    if (this.#touched && this.#width > 0)
      tiles.push({ level: this.#level, index: this.#index, width: this.#width, bytes })
    return { bytes, width: this.#width, roots: this.#roots }
  }
}

export interface Grown {
  readonly tree: Tree
  /** New full tiles, and each level's partial tile where it changed; entry bundles likewise. What was partial before may be deleted. */
  readonly tiles: readonly Tile[]
}

export class Tree {
  readonly size: number
  readonly #edges: readonly Edge[]
  /** The entries of the partial bundle. */
  readonly #entries: readonly Uint8Array[]

  private constructor(size: number, edges: readonly Edge[], entries: readonly Uint8Array[]) {
    this.size = size
    this.#edges = edges
    this.#entries = entries
  }

  /** The tree without leaves. */
  static readonly empty = new Tree(0, [], [])

  /** The tree of `size` leaves from its stored right edge; null where a tile is missing or has not the length of its name. */
  static async resume(size: number, readTile: ReadTile): Promise<Tree | null> {
    if (!Number.isSafeInteger(size) || size < 0) return null
    const edges: Edge[] = []
    for (const { level, index, width } of edgeTiles(size)) {
      const bytes = await readTile(level, index, width)
      if (bytes?.length !== width * hashSize) return null
      while (edges.length < (level as number)) edges.push(noEdge)
      edges.push(edgeOf(bytes, width))
    }
    const width = size % tileWidth
    if (width === 0) return new Tree(size, edges, [])
    const bundle = await readTile('entries', Math.floor(size / tileWidth), width)
    const entries = bundle ? parseEntryBundle(bundle, width) : null
    return entries && new Tree(size, edges, entries)
  }

  /** The tree with these entries after its own, and what is to be stored. Entries longer than 65535 bytes are a RangeError. */
  append(entries: readonly Uint8Array[]): Grown {
    if (entries.length === 0) return { tree: this, tiles: [] }
    const tiles: Tile[] = []
    const levels: Level[] = this.#edges.map((edge, level) => new Level(level, this.#tilesBefore(level), edge))
    for (const entry of entries) {
      let hash: Latin | undefined = leafOf(entry)
      for (let level = 0; hash !== undefined; level++) {
        levels[level] ??= new Level(level, 0, undefined)
        hash = levels[level]!.push(hash, tiles)
      }
    }
    const edges = levels.map((level) => level.close(tiles))
    const rest = putIntoBundles([...this.#entries], entries, this.#tilesBefore(0), tiles)
    return { tree: new Tree(this.size + entries.length, edges, rest), tiles }
  }

  /** The root over all leaves: 32 bytes. */
  root(): Uint8Array {
    let root: Latin | undefined
    for (const { roots } of this.#edges)
      for (let at = roots.length - 1; at >= 0; at--) root = root === undefined ? roots[at]! : joined(roots[at]!, root)
    return root === undefined ? emptyRoot() : Buffer.from(root, 'latin1')
  }

  #tilesBefore(level: number): number {
    return Math.floor(this.size / tileWidth ** (level + 1))
  }
}

const noEdge: Edge = { bytes: Buffer.alloc(0), width: 0, roots: [] }

/** A stored partial tile with the roots of its whole sub-trees, made anew. */
function edgeOf(stored: Uint8Array, width: number): Edge {
  const bytes = Buffer.from(stored)
  const level = new Level(0, 0, undefined)
  for (let at = 0; at < width; at++) level.push(bytes.toString('latin1', at * hashSize, (at + 1) * hashSize), [])
  return level.close([])
}

/** Puts entries into bundles, of which the first begins with those of the partial one; gives the entries of the new partial one. */
function putIntoBundles(
  partial: readonly Uint8Array[],
  entries: readonly Uint8Array[],
  index: number,
  tiles: Tile[],
): readonly Uint8Array[] {
  let own = partial
  for (let at = 0, bundle = index; at < entries.length; bundle++) {
    const room = tileWidth - own.length
    own = [...own, ...entries.slice(at, at + room)]
    at += room
    tiles.push({ level: 'entries', index: bundle, width: own.length, bytes: entryBundle(own) })
    if (own.length === tileWidth) own = []
  }
  return own
}
