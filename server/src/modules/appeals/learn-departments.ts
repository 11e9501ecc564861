/** Learns from the installation's own closed orders which kind of department a matter belongs to, and what its person wants; made anew once a day, in a thread of its own. */
import { Worker } from 'node:worker_threads'
import {
  type Classifier,
  classifierBytes,
  type LabelledText,
  readClassifier,
  trainClassifier,
} from '@steppe/kernels/text'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { keepLooking } from '#platform/keep-looking'
import type { Database } from '#platform/postgres'
import { appealLists } from './load-lists.ts'

/** What is learnt: whose matter it is; whether it is a question, a complaint, a report… */
export type Learnt = 'departments' | 'intents'
/** So many of the latest are learnt from. */
const mostRows = 8000
/** Fewer say too little. */
const leastRows = 30
/** Up to here learning takes a moment and needs no thread. */
const smallRows = 300
const day = 86_400_000

interface Kept {
  readonly madeAt: number
  readonly model: Classifier | undefined
  readonly at: number
}
const kept = new WeakMap<Database, Map<Learnt, Kept>>()
const looksAnew = 60_000

/** How far what was learnt from so many orders is trusted: half at twenty, nearly whole at some hundreds. */
export const trusted = (orders: number) => orders / (orders + 20)

/** What was learnt last; nothing when too few orders were closed so far. */
export async function learntModel(house: CasesHouse, what: Learnt): Promise<Classifier | undefined> {
  const models = kept.get(house.db) ?? new Map<Learnt, Kept>()
  kept.set(house.db, models)
  const found = models.get(what)
  if (found && performance.now() - found.at < looksAnew) return found.model
  const rows = await house.db.ask<{ made_at: Date }>('select m.made_at from appeals.models m where m.what = $1', [what])
  const madeAt = rows[0]?.made_at.getTime() ?? 0
  const model = found && found.madeAt === madeAt ? found.model : await readModel(house, what)
  models.set(what, { madeAt, model, at: performance.now() })
  return model
}

async function readModel(house: CasesHouse, what: Learnt): Promise<Classifier | undefined> {
  const rows = await house.db.ask<{ bytes: Buffer }>('select m.bytes from appeals.models m where m.what = $1', [what])
  return rows[0] && readClassifier(rows[0].bytes)
}

interface Closed {
  readonly text: string
  readonly department: string
  readonly intent: string
}

/** The latest closed orders: by an index range a league, however many are stored. */
async function closedOrders(house: CasesHouse): Promise<Closed[]> {
  const places = await getPlaces(house)
  const leagues = places.regions.filter((region) => region.level === 'league').map((region) => region.code)
  return house.db.ask<Closed>(
    `select coalesce(c.given #>> '{answers,text}', '') as text, o.department, o.intent
     from (
       select l.* from unnest($1::text[]) as k(league) cross join lateral (
         select o.league, o.id, o.department, o.intent, o.closed_on from appeals.orders o
         where o.league = k.league and o.closed_on is not null and o.status = 'closed' and o.part_of is null
         order by o.closed_on desc, o.id desc limit $2
       ) l order by l.closed_on desc, l.id desc limit $2
     ) o join cases.cases c on c.league = o.league and c.id = o.id
     order by o.closed_on desc, o.id desc`,
    [leagues, mostRows],
  )
}

/** Texts with the kind of the department that handled them; what the hotline answered itself teaches nothing about that. */
async function byDepartment(house: CasesHouse, orders: readonly Closed[]): Promise<LabelledText[]> {
  const [places, lists] = await Promise.all([getPlaces(house), appealLists(house.site.packs)])
  const offices = new Set([...lists.types.values()].map((type) => type.office))
  return orders.flatMap(({ text, department }) => {
    const kind = places.department(department)?.kind
    return kind && !offices.has(kind) && text ? [{ text, label: kind }] : []
  })
}

/** Learns both; gives from how many orders departments were learnt, 0 when they are too few or all of one kind. */
export async function learnDepartments(house: CasesHouse): Promise<number> {
  const orders = await closedOrders(house)
  const intents = orders.flatMap(({ text, intent }) => (text ? [{ text, label: intent }] : []))
  await learn(house, 'intents', intents)
  return learn(house, 'departments', await byDepartment(house, orders))
}

async function learn(house: CasesHouse, what: Learnt, rows: readonly LabelledText[]): Promise<number> {
  if (rows.length < leastRows || new Set(rows.map((row) => row.label)).size < 2) return 0
  const bytes = rows.length <= smallRows ? classifierBytes(trainClassifier(rows)) : await learnApart(rows)
  await house.db.ask(
    `insert into appeals.models (what, made_at, rows, bytes) values ($1, $2, $3, $4)
     on conflict (what) do update set made_at = excluded.made_at, rows = excluded.rows, bytes = excluded.bytes`,
    [what, new Date(house.clock.now()), rows.length, Buffer.from(bytes)],
  )
  kept.delete(house.db)
  return rows.length
}

/** In a thread, so that nobody waits while it learns. */
function learnApart(rows: readonly LabelledText[]): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./learn-thread.ts', import.meta.url), { workerData: rows })
    worker.once('message', (bytes: Uint8Array) => done(bytes))
    worker.once('error', failed)
    worker.once('exit', (code) => code !== 0 && failed(new Error(`learning ended with ${code}`)))
  })
}

/** Learns once a day, first when the start is over. Gives the way to stop. */
export function keepLearning(house: CasesHouse, every = 600_000): () => Promise<void> {
  return keepLooking(() => learnWhenOld(house), every, 'learning failed', Math.min(every, 30_000))
}

async function learnWhenOld(house: CasesHouse): Promise<void> {
  const rows = await house.db.ask<{ made_at: Date }>("select m.made_at from appeals.models m where m.what = 'intents'")
  if (!rows[0] || rows[0].made_at.getTime() < house.clock.now() - day) await learnDepartments(house)
}
