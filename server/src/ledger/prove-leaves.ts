/** Proofs for leaves of the log: the published checkpoint and, for each leaf, the hashes that lead to its root. */
import { inclusionProof, type ReadTile } from '@steppe/kernels/ledger'
import type { House } from '#platform/module'
import type { Database } from '#platform/postgres'
import { publishedCheckpoint } from './published-checkpoint.ts'
import { keepingReader } from './read-tiles.ts'

export interface LeafProof {
  readonly index: number
  /** Standard base 64, from the leaf's sibling upwards. */
  readonly proof: readonly string[]
}

export interface Proven {
  /** The signed note with the lines of its witnesses. */
  readonly checkpoint: string
  readonly size: number
  readonly root: Uint8Array
  readonly leaves: readonly LeafProof[]
}

const readers = new WeakMap<Database, ReadTile>()

function readerOf(db: Database): ReadTile {
  const known = readers.get(db) ?? keepingReader(db.ask)
  readers.set(db, known)
  return known
}

/** Hashes from leaf `index` to the root of `size` leaves. */
export async function proveLeaf(house: Pick<House, 'db'>, index: number, size: number): Promise<Uint8Array[]> {
  const proof = await inclusionProof(index, size, readerOf(house.db))
  if (!proof) throw new Error(`the log of ${size} leaves has not the tiles that prove leaf ${index}`)
  return proof
}

/** Proves leaves by their indices against one checkpoint that has them all; nothing while the log has not. */
export async function proveLeaves(
  house: Pick<House, 'db' | 'log'>,
  indices: readonly number[],
): Promise<Proven | undefined> {
  const needed = indices.reduce((most, index) => Math.max(most, index + 1), 0)
  const checkpoint = await publishedCheckpoint(house, needed)
  if (!checkpoint || checkpoint.size < needed) return undefined
  const leaves = await Promise.all(
    indices.map(async (index) => ({
      index,
      proof: (await proveLeaf(house, index, checkpoint.size)).map((hash) => Buffer.from(hash).toString('base64')),
    })),
  )
  return { checkpoint: checkpoint.note, size: checkpoint.size, root: checkpoint.root, leaves }
}
