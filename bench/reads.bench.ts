/** One case read over HTTP against bare node:http with the same query on the same driver; and what pipelined lanes bring over a pool. */
import pg from 'pg'
import type { Figure } from '../scripts/bench.ts'
import { connect } from '../server/src/platform/postgres.ts'
import { drive, Line, median, type Turn } from './drive.ts'
import { type Measured, startMeasured } from './durable-installation.ts'
import { fillCases, storedId } from './fill-cases.ts'
import { startProcess } from './start-process.ts'

export const name = 'reads'

const stored = 10_000
const clients = 16
const seconds = 2
const rounds = 3

function readTurn(token: string): Turn {
  let i = 0
  return async (line) => {
    i = (i + 7919) % stored
    const reply = await line.ask({ method: 'GET', path: `/api/cases/${storedId(i)}`, token })
    if (reply.status !== 200) throw new Error(`a read was refused: ${reply.text}`)
  }
}

/** Ours and the bare server by turns. */
async function overHttp(measured: Measured): Promise<Figure> {
  const ours = await startProcess('serve.ts', measured.embedded.url)
  await fillCases(measured.db, measured.model, 0, stored)
  const bare = await startProcess('serve-bare.ts', measured.embedded.url)
  try {
    const { token } = await new Line(ours.port).signIn('clerk')
    const turn = readTurn(token)
    const speeds: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
    for (let round = 0; round <= rounds; round++) {
      const [a, b] = [await drive(ours.port, clients, seconds, turn), await drive(bare.port, clients, seconds, turn)]
      if (round === 0) continue
      speeds.ours.push(a.perSecond)
      speeds.bare.push(b.perSecond)
    }
    const [value, peer] = [median(speeds.ours), median(speeds.bare)]
    return {
      name: `one case read over HTTP, ${clients} clients`,
      value,
      unit: '1/s',
      peer: `bare node:http, the same query: ${peer.toFixed(0)}/s (≥ 0.80)`,
      ratio: value / peer,
    }
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
    return [await overHttp(measured), await overDriver(measured.embedded.url)]
  } finally {
    await measured.stop()
  }
}
