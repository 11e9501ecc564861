/** Seals: takes what waits in the outbox into the tree, in order, and signs the checkpoint, all in one transaction by one process at a time. */
import { type Tile, Tree } from '@steppe/kernels/ledger'
import type { House } from '#platform/module'
import type { Ask, Transaction } from '#platform/postgres'
import { type Gathered, gatherEarlierActs, gatherFacts, isWaiting, leaveOutSealed, type Run } from './gather-leaves.ts'
import { signCheckpoint } from './log-key.ts'
import { type LogState, lockLog, readLog } from './log-state.ts'
import { levelNumber, tileReader } from './read-tiles.ts'

/** What sealing needs of the house. */
export type SealingHouse = Pick<House, 'db' | 'clock' | 'keys' | 'log' | 'site'>

export interface Sealed {
  /** Leaves in the log now. */
  readonly size: number
  /** Leaves that were added. */
  readonly added: number
  /** Whether more waits. */
  readonly more: boolean
}

const entrySize = 32

/** One turn: at most some ten thousand facts. Nothing when another process seals just now and `wait` is not set. */
export async function sealTurn(house: SealingHouse, wait: boolean): Promise<Sealed | undefined> {
  const before = await readLog(house)
  // Twice a second mostly nothing waits: one question then, and no transaction.
  if (!wait && !(await isWaiting(house.db.ask, before))) return { size: before.size, added: 0, more: false }
  return house.db.inTransaction(async (tx) => {
    const state = await lockLog(house, tx.ask, wait)
    if (!state) return undefined
    const gathered = await gather(tx.ask, state)
    const runs = await leaveOutSealed(tx.ask, gathered.runs)
    const grown = await grow(house, tx, state, runs)
    if (moved(state, gathered.at) || grown.size > state.size) await keepState(tx.ask, grown, gathered.at)
    return { size: grown.size, added: grown.size - state.size, more: gathered.more }
  })
}

/** Acts that are older than the log first, so that no case has a later act before an earlier one; then facts. */
async function gather(ask: Ask, state: LogState): Promise<Gathered> {
  if (state.earlier_after === null) return gatherFacts(ask, state)
  const earlier = await gatherEarlierActs(ask, state)
  return { ...earlier, more: true }
}

const moved = (state: LogState, at: Gathered['at']) =>
  state.position !== at.position || state.written_by !== at.written_by || state.earlier_after !== at.earlier_after

async function grow(house: SealingHouse, { ask }: Transaction, state: LogState, runs: readonly Run[]) {
  if (runs.length === 0) return { size: state.size, root: state.root }
  const tree = await Tree.resume(state.size, tileReader(ask))
  if (!tree || Buffer.compare(tree.root(), state.root) !== 0)
    throw new Error(
      `the tiles of the log do not add up to its root at ${state.size}: the database was changed from outside`,
    )
  const entries = runs.flatMap(entriesOf)
  const grown = tree.append(entries)
  const root = Buffer.from(grown.tree.root())
  const note = await signCheckpoint(house, { origin: state.origin, size: grown.tree.size, root })
  await keepTiles(ask, grown.tiles)
  await keepRuns(ask, state.size, runs)
  await ask('insert into ledger.checkpoints (size, root, note, sealed_at) values ($1, $2, $3, $4)', [
    grown.tree.size,
    root,
    note,
    new Date(house.clock.now()),
  ])
  return { size: grown.tree.size, root }
}

function entriesOf(run: Run): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < run.entries.length; at += entrySize) entries.push(run.entries.subarray(at, at + entrySize))
  return entries
}

async function keepTiles(ask: Ask, tiles: readonly Tile[]): Promise<void> {
  await ask(
    `insert into ledger.tiles (level, n, width, bytes)
     select t.level, t.n, t.width, t.bytes from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::bytea[]) as t(level, n, width, bytes)
     on conflict (level, n) do update set width = excluded.width, bytes = excluded.bytes`,
    [
      tiles.map((tile) => levelNumber(tile.level)),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => tile.width),
      tiles.map((tile) => Buffer.from(tile.bytes.buffer, tile.bytes.byteOffset, tile.bytes.length)),
    ],
  )
}

async function keepRuns(ask: Ask, size: number, runs: readonly Run[]): Promise<void> {
  const counts = runs.map((run) => run.entries.length / entrySize)
  const leaves: number[] = []
  for (let i = 0, next = size; i < counts.length; next += counts[i++]!) leaves.push(next)
  await ask(
    `insert into ledger.leaves (subject, first, count, leaf)
     select r.subject, r.first, r.count, r.leaf from unnest($1::text[], $2::int[], $3::int[], $4::bigint[]) as r(subject, first, count, leaf)`,
    [runs.map((run) => run.subject), runs.map((run) => run.first), counts, leaves],
  )
}

async function keepState(ask: Ask, grown: Pick<LogState, 'size' | 'root'>, at: Gathered['at']): Promise<void> {
  await ask(
    'update ledger.log l set size = $1, root = $2, written_by = $3, position = $4, earlier_after = $5 where l.id',
    [grown.size, grown.root, at.written_by, at.position, at.earlier_after],
  )
}

/** Seals everything that waits, now; another process at it is waited for. Gives the size of the log afterwards. */
export async function sealNow(house: SealingHouse): Promise<number> {
  for (;;) {
    const sealed = await sealTurn(house, true)
    if (sealed && !sealed.more) return sealed.size
  }
}
