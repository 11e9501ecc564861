/** Acts a second through HTTP with durable commits, and the inbox, at ten thousand to a million stored cases. */
import type { Figure } from '../scripts/bench.ts'
import { actTurns, type Staff, signInStaff } from './act-turns.ts'
import { drive, Line, median, type Turn } from './drive.ts'
import type { Measured } from './durable-installation.ts'
import { fillCases, storedIdSql } from './fill-cases.ts'
import { onOneServer } from './on-one-server.ts'
import { actScript, havePgbench, runPgbench } from './run-pgbench.ts'
import { type Serving, startProcess } from './start-process.ts'
import { bpmnEngineStored, type Diagram, diagrams, engineTurns, fillEngineStates } from './store-bpmn-engine.ts'

export const name = 'acts'

const clients = 16
const rounds = 3
const seconds = 4
/** The act that the model case stands on: handed in, checked, judged by the rule. */
const modelSeq = 3

/** Sizes measured; STEPPE_BENCH_CASES=10000 keeps a run short. */
const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= Number(process.env.STEPPE_BENCH_CASES ?? 1_000_000))

interface AtSize {
  readonly ours: number
  readonly pgbench: number | undefined
}

/** Turns of ours and of pgbench by turns, so that both meet the same weather. Facts of pgbench are nobody's to deliver. */
async function compare(measured: Measured, serving: Serving, turn: Turn, stored: number): Promise<AtSize> {
  const script = (await havePgbench()) ? await actScript(measured.db, measured.model, stored) : undefined
  const ours: number[] = []
  const peers: number[] = []
  await drive(serving.port, clients, 1, turn)
  for (let round = 0; round < rounds; round++) {
    ours.push((await drive(serving.port, clients, seconds, turn)).perSecond)
    if (!script) continue
    peers.push(await runPgbench(measured.embedded.url, script, clients, seconds))
    await measured.db.ask(
      `update platform.subscribers set (written_by, position) = (
         select o.written_by, o.position from platform.outbox o order by o.written_by desc, o.position desc limit 1)`,
    )
  }
  return { ours: median(ours), pgbench: script ? median(peers) : undefined }
}

/** The peer with a process engine, by turns with ours: behind HTTP over as many stored cases, and in one process without. */
async function engineFigures(
  measured: Measured,
  serving: Serving,
  turn: Turn,
  stored: number,
  diagram: Diagram,
): Promise<Figure[]> {
  const source = await diagrams[diagram]()
  await fillEngineStates(measured.db, source, storedIdSql, stored)
  const peer = await startProcess('serve-bpmn-engine.ts', measured.embedded.url, { STEPPE_BENCH_DIAGRAM: diagram })
  const speeds: { readonly ours: number[]; readonly http: number[]; readonly inside: number[] } = {
    ours: [],
    http: [],
    inside: [],
  }
  try {
    const peerTurn = engineTurns(clients, stored)
    await drive(peer.port, clients, 1, peerTurn)
    for (let round = 0; round < rounds; round++) {
      speeds.ours.push((await drive(serving.port, clients, seconds, turn)).perSecond)
      speeds.http.push((await drive(peer.port, clients, seconds, peerTurn)).perSecond)
      speeds.inside.push(await bpmnEngineStored(measured.db, source, clients, seconds))
    }
  } finally {
    await peer.stop()
  }
  const ours = median(speeds.ours)
  const against = (how: string, peerSpeed: number): Figure => ({
    name: `acts against bpmn-engine ${how}`,
    value: ours,
    unit: '1/s',
    peer: `bpmn-engine 25 with ${diagram}, saved to the same PostgreSQL: ${peerSpeed.toFixed(0)}/s (≥ 10)`,
    ratio: ours / peerSpeed,
  })
  return [
    against('behind bare node:http', median(speeds.http)),
    against('in one process without HTTP, never read back', median(speeds.inside)),
  ]
}

function inboxTurn(staff: Staff): Turn {
  return async (line) => {
    const reply = await line.ask({ method: 'GET', path: '/api/inbox', token: staff.clerk })
    if (reply.status !== 200) throw new Error(`the inbox was refused: ${reply.text}`)
  }
}

function words(count: number): string {
  return `10^${Math.log10(count)}`
}

async function inboxFigures(serving: Serving, staff: Staff, stored: number): Promise<Figure[]> {
  const limit = 20
  const figures: Figure[] = []
  for (const side of [1, clients]) {
    const { p95 } = await drive(serving.port, side, seconds, inboxTurn(staff))
    figures.push({
      name: `inbox p95, ${words(stored)} open, ${side} clients`,
      value: p95,
      unit: 'ms',
      peer: `limit ${limit} ms`,
      ratio: limit / p95,
    })
  }
  return figures
}

async function measure(measured: Measured, serving: Serving): Promise<Figure[]> {
  const staff = await signInStaff(new Line(serving.port))
  const figures: Figure[] = []
  const speeds: number[] = []
  let filled = 0
  const turn = actTurns(staff, () => filled, clients, modelSeq)
  for (const stored of sizes) {
    const begun = performance.now()
    await fillCases(measured.db, measured.model, filled, stored)
    filled = stored
    figures.push({
      name: `filling to ${words(stored)} cases`,
      value: (performance.now() - begun) / 1000,
      unit: 's',
      peer: '',
      ratio: null,
    })
    const { ours, pgbench } = await compare(measured, serving, turn, stored)
    speeds.push(ours)
    figures.push({
      name: `acts, ${words(stored)} cases, ${clients} clients`,
      value: ours,
      unit: '1/s',
      peer: pgbench
        ? `pgbench, the same rows: ${pgbench.toFixed(0)}/s (≥ 0.40)`
        : 'pgbench is not installed here (apt-get install postgresql-contrib)',
      ratio: pgbench ? ours / pgbench : null,
    })
    figures.push(...(await inboxFigures(serving, staff, stored)))
    if (stored !== sizes[0]) continue
    for (const diagram of Object.keys(diagrams) as Diagram[])
      figures.push(...(await engineFigures(measured, serving, turn, stored, diagram)))
  }
  figures.push({
    name: `acts at ${words(sizes.at(-1)!)} against ${words(sizes[0]!)} cases`,
    value: speeds.at(-1)!,
    unit: '1/s',
    peer: `${speeds[0]!.toFixed(0)}/s (≥ 0.80)`,
    ratio: speeds.at(-1)! / speeds[0]!,
  })
  return figures
}

/** Runs all sizes on one server. */
export const run = (): Promise<readonly Figure[]> => onOneServer(measure)
