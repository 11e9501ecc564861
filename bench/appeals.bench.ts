/** Whole lives of complaints a second — handed in, dispatched, replied to, called back about, rated — over HTTP with durable commits, at ten thousand to a million stored orders. */
import { randomUUID } from 'node:crypto'
import type { Figure } from '../scripts/bench.ts'
import type { Database } from '../server/src/platform/postgres.ts'
import { drive, Line, median, type Turn } from './drive.ts'
import type { Measured } from './durable-installation.ts'
import { dropIndexes, fillCases, makeIndexes, portion, storedIdSql } from './fill-cases.ts'
import { onOneServer } from './on-one-server.ts'
import type { Serving } from './start-process.ts'

export const name = 'appeals'

const clients = 16
const rounds = 3
const seconds = 5
/** Lives a second on two cores, the load generator included. */
const goal = 250
const market = '150102-market-regulation'

/** Sizes measured; STEPPE_BENCH_CASES=10000 keeps a run short. */
const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= Number(process.env.STEPPE_BENCH_CASES ?? 1_000_000))

interface Cast {
  readonly person: string
  readonly operator: string
  readonly examiner: string
}

export async function signIn(line: Line): Promise<Cast> {
  const tokenOf = async (login: string) => {
    const { status, token } = await line.signIn(login)
    if (status !== 200) throw new Error(`${login} cannot sign in: ${status}`)
    return token
  }
  return { person: await tokenOf('wangfang'), operator: await tokenOf('operator'), examiner: await tokenOf('examiner') }
}

async function post(line: Line, token: string, path: string, body: unknown): Promise<{ id: string; seq: number }> {
  const reply = await line.ask({ method: 'POST', path, token, key: randomUUID(), body })
  if (reply.status !== 200) throw new Error(`${path} was refused: ${reply.text}`)
  return JSON.parse(reply.text)
}

/** One whole life; the steps of a plain order are t1, t2, t3. Every text is its own, so that nothing is taken for the same. */
export async function live(line: Line, cast: Cast): Promise<string> {
  const text = `新华东街一家超市出售过期食品，要求查处。凭证号 ${randomUUID()}，店员拒绝退款，请尽快处理并告知结果。`
  const created = await post(line, cast.person, '/api/appeals', {
    intent: 'complaint',
    text,
    place: { region: '150102', address: '新华东街18号' },
  })
  const url = `/api/appeals/${created.id}/acts`
  const act = (token: string, after: number, deed: object) => post(line, token, url, { after, deed })
  const given = await act(cast.operator, created.seq, { kind: 'dispatch', task: 't1', to: market })
  const reply = {
    kind: 'reply',
    task: 't2',
    text: '经核查属实，已立案查处并责令退款。',
    basis: '食品安全法第一百二十四条',
    solved: true,
  }
  const replied = await act(cast.examiner, given.seq, reply)
  const call = { kind: 'call_back', task: 't3', contacted: true, solved: true, satisfaction: 'satisfied' }
  await act(cast.operator, replied.seq, call)
  await post(line, cast.person, '/api/evaluation/ratings', { case: created.id, grade: 1, reasons: [] })
  return created.id
}

/** Rows by which the copies are looked for: as many as cases. Words and bands are those of the model. */
export async function fillOrders(db: Database, model: string, from: number, until: number): Promise<void> {
  const columns = await db.ask<{ name: string }>(
    `select a.attname as name from pg_attribute a where a.attrelid = 'appeals.orders'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  )
  const days = '(i % 180)::int'
  const spread: Readonly<Record<string, string>> = {
    id: storedIdSql,
    account: "'account-' || i % 100000",
    opened_at: `o.opened_at - ${days} * interval '1 day' - (i % 86400) * interval '1 second'`,
    replied_at: `o.replied_at - ${days} * interval '1 day'`,
    opened_on: `o.opened_on - ${days}`,
    due_on: `o.due_on - ${days}`,
    closed_on: `o.closed_on - ${days}`,
  }
  const values = columns.map(({ name }) => spread[name] ?? `o.${name}`)
  const statement = `insert into appeals.orders (${columns.map(({ name }) => name).join(', ')})
    select ${values.join(', ')} from appeals.orders o, generate_series($1::int, $2::int) i where o.league = '150100' and o.id = '${model}'`
  // The indexes afterwards, whole: row by row they are most of the work.
  const indexes = await dropIndexes(db, 'appeals.orders')
  for (let start = from; start < until; start += portion)
    await db.ask(statement, [start, Math.min(start + portion, until) - 1])
  await makeIndexes(db, indexes)
  await db.script('vacuum analyze appeals.orders')
}

/** Lets the journeys keep the row of an order. */
export async function untilKept(db: Database, id: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const rows = await db.ask(
      'select 1 from appeals.orders o where o.league = $1 and o.id = $2 and o.closed_on is not null',
      ['150100', id],
    )
    if (rows.length > 0) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the row of an order was not kept within ten seconds')
}

const words = (count: number) => `10^${Math.log10(count)}`

async function listFigure(serving: Serving, cast: Cast, stored: number): Promise<Figure> {
  const turn: Turn = async (line) => {
    const reply = await line.ask({ method: 'GET', path: '/api/appeals?limit=50', token: cast.operator })
    if (reply.status !== 200) throw new Error(`the list was refused: ${reply.text}`)
  }
  const { p95 } = await drive(serving.port, 4, 3, turn)
  return {
    name: `list of orders p95, ${words(stored)} stored, 4 clients`,
    value: p95,
    unit: 'ms',
    peer: 'limit 50 ms',
    ratio: 50 / p95,
  }
}

async function measure(measured: Measured, serving: Serving): Promise<Figure[]> {
  const line = new Line(serving.port)
  const cast = await signIn(line)
  const model = await live(line, cast)
  await untilKept(measured.db, model)
  line.close()
  const turn: Turn = async (each) => {
    await live(each, cast)
  }
  const figures: Figure[] = []
  const speeds: number[] = []
  let filled = 0
  for (const stored of sizes) {
    await fillCases(measured.db, model, filled, stored)
    await fillOrders(measured.db, model, filled, stored)
    filled = stored
    await drive(serving.port, clients, 2, turn)
    const runs: number[] = []
    for (let round = 0; round < rounds; round++)
      runs.push((await drive(serving.port, clients, seconds, turn)).perSecond)
    const value = median(runs)
    speeds.push(value)
    figures.push({
      name: `whole complaint lives, ${words(stored)} stored, ${clients} clients`,
      value,
      unit: '1/s',
      peer: `goal ${goal}/s; DIGIT CMS 37/s below 10^5 and 6.3/s at 10^6 on 16 cores, as it publishes`,
      ratio: value / goal,
    })
    figures.push(await listFigure(serving, cast, stored))
  }
  figures.push({
    name: `whole lives at ${words(sizes.at(-1)!)} against ${words(sizes[0]!)} stored`,
    value: speeds.at(-1)!,
    unit: '1/s',
    peer: `${speeds[0]!.toFixed(0)}/s (≥ 0.80)`,
    ratio: speeds.at(-1)! / speeds[0]!,
  })
  return figures
}

/** Runs all sizes on one server. */
export const run = (): Promise<readonly Figure[]> => onOneServer(measure)
