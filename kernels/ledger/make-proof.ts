/**
 * Makes proofs from tiles, wherever they are kept: only the tiles that a proof needs are read, at most two a level.
 * Sources: RFC 6962 sections 2.1.1 and 2.1.2, c2sp.org/tlog-tiles. Whoever reads tiles of others verifies the proof afterwards.
 */
import { hash } from 'node:crypto'
import type { ReadTile } from './grow-tree.ts'
import { levelWidth, tilePath, tileWidth } from './tile-path.ts'
import { equalBytes, hashSize, nodeHash } from './tree-hash.ts'

/** A node of the tree: the root over leaves [start, end). */
interface Span {
  readonly start: number
  readonly end: number
}

/** Bits of a tile's height: 2^8 hashes. */
const tileHeight = 8

/** Thrown and caught in this file: a tile that is not there, or has not the length that its name says. */
class NoTile extends Error {}

/** The sibling hashes from leaf `index` to the root of `size` leaves; null where index, size or a tile is wrong. */
export async function inclusionProof(index: number, size: number, readTile: ReadTile): Promise<Uint8Array[] | null> {
  if (!isCount(index) || !isCount(size) || index >= size) return null
  return hashesOf(path(index, { start: 0, end: size }), size, readTile)
}

/** The hashes that lead from the root of `size1` leaves to that of `size2`; null where a size or a tile is wrong, or `size1` is 0. */
export async function consistencyProof(size1: number, size2: number, readTile: ReadTile): Promise<Uint8Array[] | null> {
  if (!isCount(size1) || !isCount(size2) || size1 < 1 || size1 > size2) return null
  return hashesOf(subproof(size1, { start: 0, end: size2 }, true), size2, readTile)
}

/** The root of `size` leaves from the tiles of a log that has at least as many; null where a tile is wrong. */
export async function rootFromTiles(size: number, readTile: ReadTile): Promise<Uint8Array | null> {
  if (!isCount(size) || size === 0) return null
  return (await hashesOf([{ start: 0, end: size }], size, readTile))?.[0] ?? null
}

/** Names of full tiles from `level` up that are not there, or whose root is not what the tile above holds of them. */
export async function wrongTiles(size: number, readTile: ReadTile, level = 0): Promise<string[]> {
  const full = Math.floor(levelWidth(size, level) / tileWidth)
  const wrong: string[] = []
  for (let first = 0; first < full; first += tileWidth) {
    const above = await readTile(level + 1, first / tileWidth, Math.min(tileWidth, full - first))
    const names = Array.from({ length: Math.min(tileWidth, full - first) }, (_, at) => first + at)
    const tiles = await Promise.all(names.map((index) => readTile(level, index, tileWidth)))
    for (const [at, tile] of tiles.entries()) {
      const held = above?.subarray(at * hashSize, (at + 1) * hashSize)
      if (tile?.length !== tileWidth * hashSize || !held || !equalBytes(tileRoot(tile), held))
        wrong.push(tilePath(level, first + at))
    }
  }
  return full > 0 ? [...wrong, ...(await wrongTiles(size, readTile, level + 1))] : wrong
}

/** The root of a full tile by its own hashes. */
export const tileRoot = (tile: Uint8Array): Uint8Array => treeOver(tile)[tileHeight]!

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

/** The largest power of two below `count`: where RFC 6962 splits a tree. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

/** PATH(m, D[n]) of RFC 6962 2.1.1, as spans, lowest first. */
function path(index: number, span: Span): Span[] {
  const siblings: Span[] = []
  let { start, end } = span
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      siblings.push({ start: middle, end })
      end = middle
    } else {
      siblings.push({ start, end: middle })
      start = middle
    }
  }
  return siblings.reverse()
}

/** SUBPROOF(m, D[n], b) of RFC 6962 2.1.2, as spans. `known`: the root over the first `size` leaves is that of the older tree. */
function subproof(size: number, { start, end }: Span, known: boolean): Span[] {
  if (size === end - start) return known ? [] : [{ start, end }]
  const split = splitOf(end - start)
  const middle = start + split
  if (size <= split) return [...subproof(size, { start, end: middle }, known), { start: middle, end }]
  return [...subproof(size - split, { start: middle, end }, false), { start, end: middle }]
}

async function hashesOf(spans: readonly Span[], size: number, readTile: ReadTile): Promise<Uint8Array[] | null> {
  const read = remembered(size, readTile)
  try {
    return await Promise.all(spans.map((span) => spanHash(span, read)))
  } catch (fault) {
    if (fault instanceof NoTile) return null
    throw fault
  }
}

type ReadHashes = (level: number, index: number) => Promise<Uint8Array>

/** Reads each tile once, in the width it has in a tree of `size` leaves. */
function remembered(size: number, readTile: ReadTile): ReadHashes {
  const known = new Map<string, Promise<Uint8Array>>()
  return (level, index) => {
    const name = `${level}/${index}`
    let found = known.get(name)
    if (!found) {
      const width = Math.min(tileWidth, levelWidth(size, level) - index * tileWidth)
      found = Promise.resolve(readTile(level, index, width)).then((bytes) => {
        if (bytes?.length !== width * hashSize) throw new NoTile(name)
        return bytes
      })
      known.set(name, found)
    }
    return found
  }
}

/** The hash over a span: stored in a tile, or put together from what is below it. */
async function spanHash({ start, end }: Span, read: ReadHashes): Promise<Uint8Array> {
  const count = end - start
  if (count !== 1 && count !== splitOf(count) * 2) {
    const middle = start + splitOf(count)
    const halves = [spanHash({ start, end: middle }, read), spanHash({ start: middle, end }, read)] as const
    return nodeHash(...(await Promise.all(halves)))
  }
  // A whole sub-tree of 2^height leaves, aligned: it lies within one tile, `up` levels over the hashes stored there.
  const height = Math.log2(count)
  const up = height % tileHeight
  const first = start / 2 ** (height - up)
  const tile = treeOver(await read((height - up) / tileHeight, Math.floor(first / tileWidth)))
  const at = ((first % tileWidth) / 2 ** up) * hashSize
  return tile[up]!.subarray(at, at + hashSize)
}

/** What was hashed of each tile, for as long as its reader keeps it. */
const trees = new WeakMap<Uint8Array, Buffer[]>()

/** The hashes of a tile, those over each two of them, and so on; one without a sibling leads no further. */
function treeOver(tile: Uint8Array): readonly Buffer[] {
  const levels = trees.get(tile) ?? [Buffer.from(tile)]
  trees.set(tile, levels)
  for (let below = levels.at(-1)!; below.length >= 2 * hashSize; below = levels.at(-1)!) {
    const above = Buffer.alloc(Math.floor(below.length / hashSize / 2) * hashSize)
    for (let at = 0; at < above.length; at += hashSize) {
      below.copy(node, 1, at * 2, (at + hashSize) * 2)
      // One call of OpenSSL, and a text for the answer: a third of the time that objects take.
      above.write(hash('sha256', node, 'binary'), at, 'latin1')
    }
    levels.push(above)
  }
  return levels
}

/** 0x01, then room for two hashes. */
const node = Buffer.alloc(1 + 2 * hashSize, 1)
