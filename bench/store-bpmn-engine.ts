/** The peer with a process engine: bpmn-engine in memory, saving its state to the same PostgreSQL after each step. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Engine } from 'bpmn-engine'
import type { Database } from '../server/src/platform/postgres.ts'
import { scattered } from './act-turns.ts'
import type { Turn } from './drive.ts'
import { root } from './durable-installation.ts'
import { storedId } from './fill-cases.ts'

/** The clerk's and the approver's steps in a ring: the same walk as the acts that are measured. */
export const ring = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://bpmn.io/schema/bpmn">
  <process id="p" isExecutable="true">
    <startEvent id="start" /><userTask id="accept" /><userTask id="decide" />
    <sequenceFlow id="a" sourceRef="start" targetRef="accept" /><sequenceFlow id="b" sourceRef="accept" targetRef="decide" />
    <sequenceFlow id="c" sourceRef="decide" targetRef="accept" />
  </process>
</definitions>`

/**
 * The diagram that the measured cases follow, as the peer can run it: services are tasks that are done at once, and no condition holds,
 * so that each case waits for its clerk, then for its approver, whose answer leads back to the clerk.
 */
async function caseDiagram(): Promise<string> {
  const ours = await readFile(join(root, 'packs/neimenggu/processes/business-start-up@2023-01-01.bpmn'), 'utf8')
  return ours
    .replaceAll(/ steppe:\w+="[^"]*"/g, '')
    .replaceAll(/bpmn:(serviceTask|businessRuleTask)/g, 'bpmn:task')
    .replaceAll(/(<bpmn:conditionExpression[^>]*>)[^<]*/g, '$1$${environment.variables.never}')
    .replace('sourceRef="decided" targetRef="denied"', 'sourceRef="decided" targetRef="accept"')
}

/** What the peer runs: the diagram of the cases, and the least that walks the same steps. */
export const diagrams = { 'the diagram of the cases': caseDiagram, 'a ring of two tasks': async () => ring }
export type Diagram = keyof typeof diagrams

/** Where the peer keeps its states. */
export const engineStates = 'public.engine_states'

/** Stores `count` cases of the peer that wait for their clerk, under ids made by the SQL expression `idSql` of `i`. */
export async function fillEngineStates(db: Database, source: string, idSql: string, count: number): Promise<void> {
  await db.script(
    `drop table if exists ${engineStates}; create table ${engineStates} (id text primary key, state jsonb not null)`,
  )
  const engine = new Engine({ name: 'stored', source })
  await engine.execute({ listener: new EventEmitter() } as never)
  await db.ask(`insert into ${engineStates} select ${idSql}, $1::jsonb from generate_series(0, $2::int - 1) i`, [
    JSON.stringify(await engine.getState()),
    count,
  ])
  await engine.stop()
  await db.script(`vacuum analyze ${engineStates}`)
}

/** One step a turn, over the same cases in the same order as ours, three steps each. */
export function engineTurns(clients: number, stored: number): Turn {
  const at = Array.from({ length: clients }, () => ({ k: 0, id: '', step: 0 }))
  return async (line, client) => {
    const own = at[client]!
    if (own.step === 0) own.id = storedId(scattered(own.k++, client, clients, stored))
    const body = { id: own.id, opinion: '材料齐全，符合法定形式，予以受理。' }
    const reply = await line.ask({ method: 'POST', path: '/steps', body })
    if (reply.status !== 200) throw new Error(`a step was refused: ${reply.text}`)
    own.step = (own.step + 1) % 3
  }
}

interface Waiting {
  readonly signal: () => void
}

/** One case walked step by step; `save` keeps what the engine says of itself after each. */
async function walk(source: string, until: number, save: (state: string) => Promise<void>): Promise<number> {
  const listener = new EventEmitter()
  const arrived: Waiting[] = []
  listener.on('activity.wait', (api: Waiting) => arrived.push(api))
  const engine = new Engine({ name: randomUUID(), source })
  await engine.execute({ listener } as never)
  let steps = 0
  while (performance.now() < until) {
    const waiting = arrived.shift()
    if (!waiting) throw new Error('bpmn-engine waits for nobody')
    waiting.signal()
    await save(JSON.stringify(await engine.getState()))
    steps++
    // Its state grows with every step; a fresh case after twelve is kinder to it than real use.
    if (steps % 12 === 0) return steps
  }
  await engine.stop()
  return steps
}

/** Steps a second of `clients` cases at once, each saved durably before the next. */
export async function bpmnEngineStored(
  db: Database,
  source: string,
  clients: number,
  seconds: number,
): Promise<number> {
  const begun = performance.now()
  const until = begun + seconds * 1000
  const one = async () => {
    let steps = 0
    while (performance.now() < until) {
      const id = randomUUID()
      const save = async (state: string) => {
        await db.commit(
          `insert into ${engineStates} (id, state) values ($1, $2) on conflict (id) do update set state = excluded.state`,
          [id, state],
        )
      }
      steps += await walk(source, until, save)
    }
    return steps
  }
  const counts = await Promise.all(Array.from({ length: clients }, one))
  return counts.reduce((sum, each) => sum + each, 0) / ((performance.now() - begun) / 1000)
}

/** Steps a second in memory, the state taken as JSON after each. */
export async function bpmnEngineInMemory(seconds: number): Promise<number> {
  const begun = performance.now()
  const until = begun + seconds * 1000
  let steps = 0
  while (performance.now() < until) steps += await walk(ring, until, async () => {})
  return steps / ((performance.now() - begun) / 1000)
}
