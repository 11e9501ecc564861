/** Sealing from rows in PostgreSQL to durable signed tiles, a region's 363,295 records, and proofs at ten million leaves. */
import { createHash, hash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { leafHash, type Tile, Tree, verifyInclusion } from '../kernels/ledger/index.ts'
import type { Figure } from '../scripts/bench.ts'
import { proveLeaf } from '../server/src/ledger/prove-leaves.ts'
import { levelNumber } from '../server/src/ledger/read-tiles.ts'
import { type SealingHouse, sealNow, sealTurn } from '../server/src/ledger/seal.ts'
import { startEmbedded } from '../server/src/platform/embedded.ts'
import { keysInMemory } from '../server/src/platform/keys.ts'
import { migrate } from '../server/src/platform/migrations.ts'
import { connect, type Database } from '../server/src/platform/postgres.ts'

export const name = 'ledger'

const root = resolve(import.meta.dirname, '..')
/** What the platform of public trading keeps as evidence: SYSTEMS row E03. */
const records = 363_295
/** STEPPE_BENCH_LEAVES=1000000 keeps a run short. */
const large = Number(process.env.STEPPE_BENCH_LEAVES ?? 10_000_000)
/** Acts that one step of a case writes; measured over the demonstration's history it is between one and two. */
const perFact = 1

async function house(db: Database): Promise<SealingHouse> {
  return {
    db,
    keys: keysInMemory(),
    clock: { now: Date.now, today: () => '2026-11-26' as never },
    site: { region: '150000', zone: 'Asia/Shanghai', name: { zh: '', en: '' }, packs: [], demo: false },
    log: { origin: 'bench.example/log', witnesses: [] },
  }
}

/** Facts as the engine writes them, one commitment each, made by the database. */
async function fillOutbox(db: Database, from: number, count: number): Promise<void> {
  await db.ask(
    `insert into platform.outbox (name, league, subject, data, at)
     select 'cases.acts_recorded', '150100', '150102-20261123-' || lpad(i::text, 7, '0'),
       jsonb_build_object('first', 1, 'commitments', jsonb_build_array(encode(sha256(i::text::bytea), 'hex'))), now()
     from generate_series($1::int, $2::int) i`,
    [from, from + count - 1],
  )
}

/** SHA-256 over 65 bytes, twice a leaf: what the tree cannot do without. */
function hashingAlone(): number {
  const node = Buffer.alloc(65, 1)
  const leaf = Buffer.alloc(33)
  const count = 400_000
  const begun = performance.now()
  for (let i = 0; i < count; i++) {
    hash('sha256', leaf, 'buffer')
    hash('sha256', node, 'buffer')
  }
  return (count / (performance.now() - begun)) * 1000
}

/** CPU seconds of this process and of the PostgreSQL's processes are told apart from the clock: the machine is shared. */
async function sealing(db: Database, log: SealingHouse): Promise<Figure[]> {
  const limit = hashingAlone()
  await fillOutbox(db, 1, 100_000)
  await db.script('vacuum analyze platform.outbox')
  await sealNow(log)
  await fillOutbox(db, 100_001, records)
  await db.script('vacuum analyze platform.outbox')
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const size = await sealNow(log)
  const seconds = (performance.now() - begun) / 1000
  const own = process.cpuUsage(cpu)
  const proof = await proveLeaf(log, size - 1, size)
  const provable = (performance.now() - begun) / 1000
  if (proof.length === 0) throw new Error('the last record is not provable')
  return [
    {
      name: `sealing, rows to durable tiles, ${perFact} leaf a row`,
      value: records / seconds,
      unit: '1/s',
      peer: `goal 60,000/s; hashing alone ${limit.toFixed(0)}/s`,
      ratio: records / seconds / 60_000,
    },
    {
      name: 'sealing against hashing alone, two hashes a leaf',
      value: records / seconds,
      unit: '1/s',
      peer: `${limit.toFixed(0)}/s in this run (≥ 0.09, which is 60,000/s where a core hashes 650,000)`,
      ratio: records / seconds / limit,
    },
    {
      name: `${records} records sealed and provable`,
      value: provable,
      unit: 's',
      peer: `limit 8 s; ${((own.user + own.system) / 1e6).toFixed(1)} s of it on the server's core`,
      ratio: 8 / provable,
    },
  ]
}

async function keepTiles(db: Database, tiles: readonly Tile[]): Promise<void> {
  await db.ask(
    `insert into ledger.tiles (level, n, width, bytes)
     select t.level, t.n, t.width, t.bytes from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::bytea[]) as t(level, n, width, bytes)
     on conflict (level, n) do update set width = excluded.width, bytes = excluded.bytes`,
    [
      tiles.map((tile) => levelNumber(tile.level)),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => tile.width),
      tiles.map((tile) => Buffer.from(tile.bytes)),
    ],
  )
}

const entryOf = (i: number) => createHash('sha256').update(String(i)).digest()

/** A log of so many leaves, its tiles of hashes written in bulk; entries are left out, since no proof reads them. */
async function growTo(db: Database, leaves: number): Promise<Uint8Array> {
  let tree = Tree.empty
  const portion = 256 * 256
  for (let at = 0; at < leaves; at += portion) {
    const entries = Array.from({ length: Math.min(portion, leaves - at) }, (_, i) => entryOf(at + i))
    const grown = tree.append(entries)
    tree = grown.tree
    await keepTiles(
      db,
      grown.tiles.filter((tile) => tile.level !== 'entries'),
    )
  }
  return tree.root()
}

async function proving(db: Database, log: SealingHouse): Promise<Figure[]> {
  const top = await growTo(db, large)
  await db.script('vacuum analyze ledger.tiles')
  const times: number[] = []
  for (let i = 0; i < 1200; i++) {
    const index = Math.floor((i * 7919 * 104_729) % large)
    const begun = performance.now()
    const proof = await proveLeaf(log, index, large)
    const took = performance.now() - begun
    if (i >= 200) times.push(took)
    if (i % 100 === 0 && !verifyInclusion(index, large, leafHash(entryOf(index)), proof, top))
      throw new Error(`the proof of leaf ${index} does not hold`)
  }
  times.sort((a, b) => a - b)
  const [median, p95] = [times[times.length >> 1]!, times[Math.floor(times.length * 0.95)]!]
  const words = `10^${Math.log10(large).toFixed(0)}`
  return [
    { name: `proof at ${words} leaves, median`, value: median, unit: 'ms', peer: 'limit 1 ms', ratio: 1 / median },
    { name: `proof at ${words} leaves, p95`, value: p95, unit: 'ms', peer: 'limit 1 ms', ratio: 1 / p95 },
  ]
}

async function onDatabase(work: (db: Database, log: SealingHouse) => Promise<Figure[]>): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-ledger-'))
  const embedded = await startEmbedded(folder)
  const db = connect(embedded.url)
  try {
    await migrate(db, join(root, 'server/src'))
    const log = await house(db)
    await sealTurn(log, true)
    return await work(db, log)
  } finally {
    await db.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each on a database of its own. */
export async function run(): Promise<readonly Figure[]> {
  return [...(await onDatabase(sealing)), ...(await onDatabase(proving))]
}
