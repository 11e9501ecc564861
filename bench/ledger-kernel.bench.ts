/** The log alone: entries to tiles against hashing alone, proofs at ten million leaves, and the verifier's size and speed. */
import * as crypto from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inclusionProof, leafHash, type ReadTile, Tree, verifyInclusion } from '../kernels/ledger/index.ts'
import type { Figure } from '../scripts/bench.ts'
import { buildVerifier } from '../scripts/build-verifier.ts'
import { median } from './drive.ts'

export const name = 'ledger-kernel'

const rounds = 5
const seconds = 1

/** Things a second of this process's time on the processor, so that other work of the machine does not count; and by the wall. */
function speedOf(work: () => number): { readonly processor: number; readonly wall: number } {
  const [begun, before] = [performance.now(), process.cpuUsage()]
  let done = 0
  while (performance.now() - begun < seconds * 1000) done += work()
  const { user, system } = process.cpuUsage(before)
  return { processor: done / ((user + system) / 1e6), wall: done / ((performance.now() - begun) / 1000) }
}

const entries = Array.from({ length: 60_000 }, () => crypto.randomBytes(32))

function growing(): () => number {
  let tree = Tree.empty
  return () => {
    tree = tree.append(entries).tree
    tree.root()
    return entries.length
  }
}

/** A leaf costs its own hash and one node: what OpenSSL does in the same calls, without making a tree of it. */
function hashingAlone(): () => number {
  const leaf = Buffer.alloc(33)
  const node = Buffer.alloc(65, 1) as Buffer & { latin1Write: (text: string, at: number, length: number) => number }
  return () => {
    for (const entry of entries) {
      leaf.set(entry, 1)
      const hash = crypto.hash('sha256', leaf, 'binary')
      node.latin1Write(hash, 1, 32)
      node.latin1Write(hash, 33, 32)
      crypto.hash('sha256', node, 'binary')
    }
    return entries.length
  }
}

/** The tree and the limit turn by turn, the median of each. */
function growth(): Figure[] {
  const [tree, limit] = [growing(), hashingAlone()]
  tree()
  limit()
  const turns = Array.from({ length: rounds }, () => ({ tree: speedOf(tree), limit: speedOf(limit) }))
  const value = median(turns.map((turn) => turn.tree.processor))
  const alone = median(turns.map((turn) => turn.limit.processor))
  const wall = median(turns.map((turn) => turn.tree.wall))
  return [
    {
      name: 'entries to tiles and bundles, one core',
      value,
      unit: 'leaves/s',
      peer: `limit 400000/s; by the wall ${wall.toFixed(0)}/s`,
      ratio: value / 400_000,
    },
    {
      name: 'entries to tiles, beside hashing alone',
      value,
      unit: 'leaves/s',
      peer: `hashing alone, same calls: ${alone.toFixed(0)}/s`,
      ratio: value / alone,
    },
  ]
}

/** Ten million leaves in memory, in the tiles a log would have stored. */
function largeLog(): { readonly size: number; readonly root: Uint8Array; readonly readTile: ReadTile } {
  const tiles = new Map<string, Uint8Array>()
  let tree = Tree.empty
  while (tree.size < 10_000_000) {
    const grown = tree.append(entries)
    for (const tile of grown.tiles)
      if (tile.level !== 'entries') tiles.set(`${tile.level}/${tile.index}/${tile.width}`, tile.bytes)
    tree = grown.tree
  }
  return {
    size: tree.size,
    root: tree.root(),
    readTile: (level, index, width) => tiles.get(`${level}/${index}/${width}`),
  }
}

async function proofs(): Promise<Figure[]> {
  const { size, root, readTile } = largeLog()
  const made: number[] = []
  const checked: number[] = []
  for (let at = 0; at < 1000; at++) {
    const index = Math.floor((size / 1000) * at)
    const begun = performance.now()
    const proof = await inclusionProof(index, size, readTile)
    made.push(performance.now() - begun)
    const leaf = leafHash(entries[index % entries.length]!)
    const before = performance.now()
    if (!proof || !verifyInclusion(index, size, leaf, proof, root)) throw new Error(`leaf ${index} is not proved`)
    checked.push(performance.now() - before)
  }
  return [
    {
      name: 'inclusion proof from tiles at 10^7 leaves',
      value: median(made),
      unit: 'ms',
      peer: 'limit 1 ms',
      ratio: 1 / median(made),
    },
    { name: 'inclusion proof verified at 10^7 leaves', value: median(checked), unit: 'ms', peer: '', ratio: null },
  ]
}

async function sizes(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-verifier-size-'))
  try {
    const [program] = await buildVerifier(folder)
    const value = program!.bytes / 1000
    return [{ name: 'the verifier, one file', value, unit: 'kB', peer: 'limit 150 kB', ratio: 150 / value }]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** All of them, one after the other. */
export async function run(): Promise<readonly Figure[]> {
  return [...growth(), ...(await proofs()), ...(await sizes())]
}
