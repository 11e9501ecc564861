/**
 * 考核申诉: the department that had an order holds that it should not count in its rates. A supervisor decides; what is granted is an exclusion like
 * any other, public and open to appeal by the person, so that a department can defend its score and nobody's complaint vanishes behind it.
 */
import type { Objection } from '@steppe/contracts/appeals'
import { within } from '@steppe/kernels/authority'
import type { Day } from '@steppe/kernels/calendar'
import { type CaseState, ended } from '@steppe/kernels/cases'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { keepExclusion, tellDecided, whyNotExcluded } from './exclusions.ts'
import { appealLists } from './load-lists.ts'
import { findScoredOrders } from './object-until.ts'

interface Row {
  readonly league: string
  readonly id: string
  readonly order_id: string
  readonly region: string
  readonly department: string
  readonly ground: string
  readonly reason: string
  readonly by_account: string
  readonly on_day: Day
  readonly state: Objection['state']
  readonly decision: { readonly on: Day; readonly opinion: string } | null
}
const columns =
  'b.league, b.id, b.order_id, b.region, b.department, b.ground, b.reason, b.by_account, b.on_day, b.state, b.decision'

async function view(house: CasesHouse, row: Row, language: 'zh' | 'en' = 'zh'): Promise<Objection> {
  const ground = (await appealLists(house.site.packs)).exclusions.get(row.ground)
  return {
    id: row.id,
    order: row.order_id,
    ground: row.ground,
    groundTitle: ground?.title ?? { zh: row.ground, en: row.ground },
    reason: row.reason,
    regionName: house.directory.regionName(row.region, language),
    departmentName: house.directory.departmentName(row.department, language),
    on: row.on_day,
    state: row.state,
    ...(row.decision ? { decidedOn: row.decision.on, opinion: row.decision.opinion } : {}),
  }
}

/** The department of the actor that had the order: the lead's approver speaks for it. */
function leadOf(actor: Actor, state: CaseState): string | undefined {
  const lead = state.order?.lead
  return actor.grants.some(({ department, role }) => department === lead && role === 'approver') ? lead : undefined
}

/**
 * Within the window after its end, or after the month was over whose ranking counts it (`object-until.ts`). Refuses `appeals.ground_unknown`, `appeals.only_lead_objects`,
 * `cases.not_ended`, `appeals.objection_late`, `appeals.objected_already`.
 */
export async function objectToOrder(
  house: CasesHouse,
  actor: Actor,
  state: CaseState,
  wish: { readonly ground: string; readonly reason: string },
): Promise<Objection | Refusal> {
  const { exclusions } = await appealLists(house.site.packs)
  if (!exclusions.has(wish.ground)) return refuse('appeals.ground_unknown', { ground: wish.ground })
  const department = leadOf(actor, state)
  if (!department) return refuse('appeals.only_lead_objects')
  if (!ended.includes(state.status) || !state.closedOn) return refuse('cases.not_ended')
  const today = house.clock.today()
  const until = (await findScoredOrders(house, state.league, department, [state.id])).get(state.id)?.objectUntil
  if (!until) return refuse('cases.not_ended')
  if (today > until) return refuse('appeals.objection_late', { until })
  const rows = await house.db.ask<Row>(
    `insert into appeals.objections as b (league, id, order_id, region, department, ground, reason, by_account, on_day)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning ${columns}`,
    [
      state.league,
      `${today.replaceAll('-', '')}-${state.id}-B`,
      state.id,
      state.region,
      department,
      wish.ground,
      wish.reason,
      actor.id,
      today,
    ],
  )
  return rows[0] ? view(house, rows[0]) : refuse('appeals.objected_already')
}

/** Whoever supervises the place decides, with an opinion that everybody can read. Refuses `appeals.objection_unknown`, `appeals.not_supervisor`, `appeals.nothing_to_decide`, and to exclude what `whyNotExcluded` forbids. */
export async function decideObjection(
  house: CasesHouse,
  actor: Actor,
  id: string,
  { grant, opinion }: { readonly grant: boolean; readonly opinion: string },
): Promise<Objection | Refusal> {
  const order = id.slice(9, 9 + 23)
  const [found] = await house.db.ask<Row>(
    `select ${columns} from appeals.objections b where b.league = $1 and b.id = $2`,
    [leagueOf(order), id],
  )
  if (!found) return refuse('appeals.objection_unknown')
  const reached = actor.grants.some(({ region }) => region !== undefined && within(found.region, region))
  if (!reached) return refuse('appeals.not_supervisor')
  const state = await house.engine.load(found.order_id)
  const no = grant && state ? await whyNotExcluded(house, state) : undefined
  if (no) return no
  return house.db.asOne(async () => {
    const made = { on: house.clock.today(), opinion, account: actor.id }
    const rows = await house.db.ask<Row>(
      `update appeals.objections b set state = $3, decision = $4 where b.league = $1 and b.id = $2 and b.state = 'open' returning ${columns}`,
      [found.league, id, grant ? 'granted' : 'refused', JSON.stringify(made)],
    )
    if (!rows[0]) return refuse('appeals.nothing_to_decide')
    const { ground, reason } = found
    if (grant && state) await keepExclusion(house, state, { what: 'order', ground, reason, by: actor.id })
    const { league, order_id: order, department } = found
    await tellDecided(house, 'appeals.objection_decided', { league, order, id, department })
    return view(house, rows[0])
  })
}

const pageSize = 50

export interface ObjectionQuestion {
  readonly state?: string
  readonly department?: string
  readonly cursor?: string
}

/** The latest first; no names, no words of the person. */
export async function listObjections(house: CasesHouse, question: ObjectionQuestion, language: 'zh' | 'en') {
  const after = question.cursor === undefined ? undefined : /^(\d{4}-\d{2}-\d{2})~(.{8,60})$/.exec(question.cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const { department, state } = question
  const rows = await house.db.ask<Row>(
    `select ${columns} from appeals.objections b
     where (b.on_day, b.id) < ($1::date, $2::text) ${department ? 'and b.department = $3' : 'and $3::text is null'} and ($4::text is null or b.state = $4)
     order by b.on_day desc, b.id desc limit $5`,
    [after?.[1] ?? 'infinity', after?.[2] ?? '', department ?? null, state ?? null, pageSize + 1],
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    rows: await Promise.all(page.map((row) => view(house, row, language))),
    ...(rows.length > pageSize && last ? { next: `${last.on_day}~${last.id}` } : {}),
  }
}
