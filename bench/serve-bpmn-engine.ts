/**
 * The peer of an act over HTTP: bare node:http around bpmn-engine, each case taken up from PostgreSQL when it is not in memory, stepped, and
 * saved durably before the answer. It checks nothing else, so it is spared what ours does: sessions, rights, schemas, trail, inbox, deadlines.
 */
import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { Engine } from 'bpmn-engine'
import { connect } from '../server/src/platform/postgres.ts'
import { type Diagram, diagrams, engineStates } from './store-bpmn-engine.ts'

interface Live {
  readonly engine: Engine
  readonly listener: EventEmitter
  waiting: { readonly id: string; readonly signal: () => void } | undefined
}

const db = connect(process.env.DATABASE_URL!)
const source = await diagrams[process.env.STEPPE_BENCH_DIAGRAM as Diagram]()
/** As many live cases as ours remembers. */
const most = 2000
const known = new Map<string, Live>()
/** Its state grows with every step: a case starts afresh after twelve, which is kinder than real use. */
const longest = 12
const steps = new Map<string, number>()

async function takeUp(id: string, afresh: boolean): Promise<Live> {
  const found = known.get(id)
  if (found && !afresh) return found
  const listener = new EventEmitter()
  const [row] = afresh
    ? []
    : await db.ask<{ state: object }>(`select e.state from ${engineStates} e where e.id = $1`, [id])
  const engine = row ? new Engine().recover(row.state as never) : new Engine({ name: id, source })
  const live: Live = { engine, listener, waiting: undefined }
  listener.on('activity.wait', (api: NonNullable<Live['waiting']>) => {
    live.waiting = api
  })
  if (row) await engine.resume({ listener } as never)
  else await engine.execute({ listener } as never)
  known.delete(id)
  known.set(id, live)
  if (known.size > most) forgetOldest()
  return live
}

function forgetOldest(): void {
  const [id, live] = known.entries().next().value!
  known.delete(id)
  void live.engine.stop()
}

async function bodyOf(request: IncomingMessage): Promise<{ readonly id: string; readonly task: string }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

const server = createServer(async (request, response) => {
  const { id } = await bodyOf(request)
  const count = (steps.get(id) ?? 0) + 1
  steps.set(id, count)
  const live = await takeUp(id, count % longest === 0)
  const { waiting } = live
  live.waiting = undefined
  waiting!.signal()
  await db.commit(
    `insert into ${engineStates} (id, state) values ($1, $2) on conflict (id) do update set state = excluded.state`,
    [id, JSON.stringify(await live.engine.getState())],
  )
  const body = JSON.stringify({ id, waits: (live.waiting as Live['waiting'])?.id })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit(0))
