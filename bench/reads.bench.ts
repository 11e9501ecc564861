/** A case, a licence, an item read over HTTP against bare node:http with the same query on the same driver; and what pipelined lanes bring over a pool. */
import pg from 'pg'
import type { Figure } from '../scripts/bench.ts'
import { connect, type Database } from '../server/src/platform/postgres.ts'
import { drive, Line, median, type Turn } from './drive.ts'
import { type Measured, startMeasured } from './durable-installation.ts'
import { fillCases, storedId } from './fill-cases.ts'
import { type Serving, startProcess } from './start-process.ts'

export const name = 'reads'

const stored = 10_000
const clients = 16
/** Short turns, and many, so that both sides meet the same machine. */
const seconds = 0.5
const rounds = 24
/** Rounds before them that do not count: what runs often is compiled meanwhile. */
const warming = 8

/** What is read: an address for every number. */
interface Read {
  readonly what: string
  readonly path: (i: number) => string
  /** Where the bare server answers, if elsewhere. */
  readonly bare?: (i: number) => string
  /** Of an answer that the bare server does not give, which has no goal. */
  readonly less?: true
}

function readTurn(path: Read['path'], token: string): Turn {
  let i = 0
  return async (line) => {
    i = (i + 7919) % stored
    const reply = await line.ask({ method: 'GET', path: path(i), token })
    if (reply.status !== 200) throw new Error(`a read was refused: ${reply.text}`)
  }
}

const storedLicence = (i: number) => `150102-L${String(i).padStart(12, '0')}-001`

/** Licences of as many persons, with the act of issuing each. */
async function fillLicences(db: Database): Promise<void> {
  await db.ask(
    `insert into credentials.licences (league, id, type, number, identifier, holder_kind, holder, holder_name, holder_code, department, region, status,
       issued_on, expires_on, status_list, status_index, details, seq, changed_at)
     select '150100', '150102-L' || lpad(i::text, 12, '0') || '-001', 'business-licence', 'N' || i, '1.2.156.3005.2.bench.' || i, 'person', 'p' || i, '某人', '1599' || lpad(i::text, 14, '0'),
       '150102-market-regulation', '150102', 'valid', date '2026-01-01' - (i % 300)::int, null, 0, i, '{"premises": "新华东街 18 号"}', 1, now()
     from generate_series(0, $1::int - 1) i`,
    [stored],
  )
  await db.ask(
    `insert into credentials.acts (league, licence, seq, at, kind, actor, act, salt, commitment)
     select l.league, l.id, 1, now(), 'issue', 'platform', jsonb_build_object('licence', l.id, 'seq', 1, 'at', 1764000000000, 'kind', 'issue', 'to', 'valid',
       'actor', jsonb_build_object('kind', 'platform', 'id', 'platform', 'name', '平台')), '\\x00', '\\x00' from credentials.licences l`,
  )
  for (const table of ['licences', 'acts']) await db.script(`vacuum analyze credentials.${table}`)
}

async function findReads(db: Database): Promise<readonly Read[]> {
  await fillLicences(db)
  const items = await db.ask<{ code: string }>('select i.code from catalog.items i order by i.code limit $1', [stored])
  const itemAt = (i: number) => items[i % items.length]!.code
  return [
    { what: 'case', path: (i) => `/api/cases/${storedId(i)}` },
    { what: 'licence', path: (i) => `/api/credentials/licences/${storedLicence(i)}` },
    // The row says little of an item: most of it stands in memory, so the bare server gives the same answer from it.
    { what: 'item', path: (i) => `/api/catalog/items/${itemAt(i)}`, bare: (i) => `/whole-items/${itemAt(i)}` },
    { what: 'item (the bare server: its row alone)', path: (i) => `/api/catalog/items/${itemAt(i)}`, less: true },
  ]
}

/** What one answer weighs, kB. */
async function weigh(path: Read['path'], token: string, port: number): Promise<string> {
  const line = new Line(port)
  const { text } = await line.ask({ method: 'GET', path: path(0), token })
  line.close()
  return (Buffer.byteLength(text) / 1000).toFixed(1)
}

/** Ours and the bare server by turns. */
async function compare(read: Read, token: string, ours: Serving, bare: Serving): Promise<Figure> {
  const { what, path, bare: barePath = path, less } = read
  const [turn, bareTurn] = [readTurn(path, token), readTurn(barePath, token)]
  const speeds: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let round = -warming; round < rounds; round++) {
    const [a, b] = [await drive(ours.port, clients, seconds, turn), await drive(bare.port, clients, seconds, bareTurn)]
    if (round < 0) continue
    speeds.ours.push(a.perSecond)
    speeds.bare.push(b.perSecond)
  }
  const [value, peer] = [median(speeds.ours), median(speeds.bare)]
  const [own, theirs] = [await weigh(path, token, ours.port), await weigh(barePath, token, bare.port)]
  return {
    name: `one ${what} read over HTTP, ${clients} clients`,
    value,
    unit: '1/s',
    peer: `bare node:http, the same query: ${peer.toFixed(0)}/s${less ? '' : ' (≥ 0.80)'}; it sends ${theirs} kB, ours ${own} kB`,
    ratio: value / peer,
  }
}

async function overHttp(measured: Measured): Promise<readonly Figure[]> {
  const ours = await startProcess('serve.ts', measured.embedded.url)
  await fillCases(measured.db, measured.model, 0, stored)
  const bare = await startProcess('serve-bare.ts', measured.embedded.url)
  try {
    const { token } = await new Line(ours.port).signIn('clerk')
    const figures: Figure[] = []
    for (const read of await findReads(measured.db)) figures.push(await compare(read, token, ours, bare))
    return figures
  } finally {
    await Promise.all([ours.stop(), bare.stop()])
  }
}

async function lookups(ask: (id: string) => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  const until = begun + seconds * 1000
  let count = 0
  const one = async (from: number) => {
    for (let i = from; performance.now() < until; i = (i + 7919) % stored) {
      await ask(storedId(i))
      count++
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, i) => one(i)))
  return count / ((performance.now() - begun) / 1000)
}

const query = 'select c.seq from cases.cases c where c.league = $1 and c.id = $2'

/** The driver alone: two pipelined lanes against a pool of sixteen. */
async function overDriver(url: string): Promise<Figure> {
  const lanes = connect(url)
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  pool.on('error', () => {})
  const speeds: { lanes: number[]; pool: number[] } = { lanes: [], pool: [] }
  for (let round = 0; round < rounds; round++) {
    speeds.lanes.push(await lookups((id) => lanes.ask(query, ['150100', id])))
    speeds.pool.push(await lookups((id) => pool.query({ name: 'one', text: query, values: ['150100', id] })))
  }
  await Promise.all([lanes.close(), pool.end()])
  const [value, peer] = [median(speeds.lanes), median(speeds.pool)]
  return {
    name: 'lookups on two pipelined lanes',
    value,
    unit: '1/s',
    peer: `pg with a pool of 16: ${peer.toFixed(0)}/s`,
    ratio: value / peer,
  }
}

/** Both comparisons on one server. */
export async function run(): Promise<readonly Figure[]> {
  const measured = await startMeasured()
  try {
    return [...(await overHttp(measured)), await overDriver(measured.embedded.url)]
  } finally {
    await measured.stop()
  }
}
