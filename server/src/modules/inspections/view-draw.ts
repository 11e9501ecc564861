/** A draw as one person may see it: the public sees commitment and seed at once, list and result when they are published. */
import type { DrawDeed, DrawView } from '@steppe/contracts/inspections'
import { seedTime } from '@steppe/kernels/draw'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type DrawRecord, getDraw } from './draw-record.ts'
import { lineOf, namingOf } from './find-draws.ts'
import { findPlan } from './find-plans.ts'
import { mayAct } from './may-act.ts'
import { loadSettings } from './settings.ts'

/** Refuses a draw that is being prepared to everybody but the staff concerned. */
export async function viewDraw(
  house: CasesHouse,
  language: 'zh' | 'en',
  actor: Actor,
  id: string,
): Promise<DrawView | Refusal> {
  const record = await getDraw(house, id)
  if (isRefusal(record)) return record
  const staff =
    mayAct(house, actor, 'inspections:draw:read', record) ||
    record.draw.list.inspectors.some((each) => each.id === actor.id)
  if (record.state === 'prepared' && !staff) return refuse('inspections.draw_unknown')
  return viewOf(house, language, actor, record, staff)
}

/** The view after an act. */
export async function viewAfter(
  house: CasesHouse,
  language: 'zh' | 'en',
  actor: Actor,
  record: DrawRecord | Refusal,
): Promise<DrawView | Refusal> {
  return isRefusal(record) ? record : viewOf(house, language, actor, record, true)
}

async function viewOf(
  house: CasesHouse,
  language: 'zh' | 'en',
  actor: Actor,
  record: DrawRecord,
  staff: boolean,
): Promise<DrawView> {
  const { draw } = record
  const [naming, plan, tasks, trail, newer, givenUp] = await Promise.all([
    namingOf(house, language),
    findPlan(house, language, record.plan),
    tasksOf(house, language, record),
    trailOf(house, record),
    house.db.ask<{ id: string }>(
      'select d.id from inspections.draws d where d.league = $1 and d.redraw_of = $2 and d.committed_at is not null',
      [record.league, record.id],
    ),
    house.db.ask<{ id: string; givenUp: { at: string; by: string; reason: string } }>(
      `select d.id, d.draw->'givenUp' as "givenUp" from inspections.draws d
       where d.league = $1 and d.redraw_of = $2 and d.state = 'given_up' order by d.prepared_at limit 50`,
      [record.league, record.id],
    ),
  ])
  const open = staff || record.state === 'published'
  const weights = draw.list.objects.flatMap(({ id, weight }) => (weight === undefined ? [] : [[id, weight] as const]))
  return {
    ...lineOf(naming, { ...record, objects: draw.list.objects.length, visits: draw.result?.visits.length ?? null }),
    plan: { id: record.plan, title: isRefusal(plan) ? record.plan : plan.title },
    tasks,
    inspectors: draw.list.inspectors.length,
    recusals: draw.list.recusals.length,
    weighted: weights.length,
    weights: open ? Object.fromEntries(weights) : {},
    ...(draw.quota ? { quota: draw.quota } : {}),
    root: draw.root,
    ...(draw.rule ? { rule: draw.rule, seedDue: new Date(seedTime(draw.rule)).toISOString() } : {}),
    ...(draw.seed ? { seedValue: draw.seed.value, seedAt: draw.seed.at } : {}),
    enteredBy: draw.entries.map(
      (entry) => trail.find((act) => act.kind === 'entered' && act.actor === entry.by)?.by ?? '',
    ),
    ...(draw.publishBy ? { publishBy: draw.publishBy } : {}),
    ...(draw.publishedAt ? { publishedAt: draw.publishedAt } : {}),
    ...(draw.givenUp ? { givenUp: draw.givenUp } : {}),
    redrawsGivenUp: givenUp.map((each) => ({ draw: each.id, ...each.givenUp })),
    ...(draw.redrawReason ? { redrawReason: draw.redrawReason } : {}),
    ...(newer[0] ? { redrawnBy: newer[0].id } : {}),
    ...(draw.result && open ? { result: draw.result } : {}),
    dropOuts: open ? draw.dropOuts.map(({ kind: _kind, ...each }) => each) : [],
    names: open ? draw.names : {},
    ...(staff && record.state === 'prepared' ? { members: membersOf(record) } : {}),
    trail: trail.map(({ actor: _actor, ...act }) => act),
    may: deedsOf(house, actor, record),
  }
}

function membersOf({ draw: { list } }: DrawRecord) {
  return {
    objects: list.objects.map((each) => each.id),
    inspectors: list.inspectors.map((each) => each.id),
    recusals: [...list.recusals],
  }
}

async function tasksOf(house: CasesHouse, language: 'zh' | 'en', { draw }: DrawRecord): Promise<DrawView['tasks']> {
  const { items } = await loadSettings(house.site.packs)
  return draw.list.tasks.map((task) => {
    const item = items.find((each) => each.id === task.id)
    return {
      item: task.id,
      name: { zh: item?.zh ?? task.id, en: item?.en ?? task.id },
      department: task.pool,
      departmentName: house.directory.departmentName(task.pool, language),
      inspectors: task.inspectors,
      objects: draw.list.objects.filter((each) => each.tasks[task.id] !== undefined).length,
      share: [...(draw.share[task.id] ?? [0, 1])] as [number, number],
    }
  })
}

interface TrailRow {
  readonly n: number
  readonly at: Date
  readonly kind: string
  readonly actor: string
  readonly by: string
  readonly commitment: string
}

async function trailOf(house: CasesHouse, { league, id }: DrawRecord) {
  const rows = await house.db.ask<TrailRow>(
    `select a.n, a.at, a.kind, a.actor, a.act->>'by' as by, encode(a.commitment, 'hex') as commitment
     from inspections.draw_acts a where a.league = $1 and a.draw = $2 order by a.n`,
    [league, id],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** What this person may do next. */
function deedsOf(house: CasesHouse, actor: Actor, record: DrawRecord): DrawDeed[] {
  const may = (permission: string) => mayAct(house, actor, permission, record)
  const { state, draw } = record
  const listed = draw.list.inspectors.some((each) => each.id === actor.id)
  const deeds: Readonly<Record<DrawDeed, boolean>> = {
    recuse: state === 'prepared' && (listed || may('inspections:draw:prepare')),
    commit: state === 'prepared' && may('inspections:draw:commit'),
    seed: state === 'committed' && may('inspections:seed:enter') && !draw.entries.some((each) => each.by === actor.id),
    publish: state === 'drawn' && may('inspections:draw:publish'),
    drop_out: (state === 'drawn' || state === 'published') && may('inspections:draw:publish'),
    redraw: state !== 'prepared' && state !== 'given_up' && may('inspections:draw:prepare'),
    give_up: state === 'prepared' && may('inspections:draw:prepare'),
  }
  return (Object.keys(deeds) as DrawDeed[]).filter((deed) => deeds[deed])
}
