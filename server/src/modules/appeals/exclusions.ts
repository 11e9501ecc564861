/** 剔除与无效回访: what does not count, each with its ground, for anybody to read and for the person to appeal against. */
import type { Exclusion } from '@steppe/contracts/appeals'
import { within } from '@steppe/kernels/authority'
import type { Day } from '@steppe/kernels/calendar'
import type { CaseState } from '@steppe/kernels/cases'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { putFacts } from '#platform/sealed-fact'
import { appealLists } from './load-lists.ts'

interface NewRow {
  readonly what: Exclusion['what']
  readonly ground: string
  readonly reason: string
  readonly by: string
}

/** Something was decided about an order that journeys tell; in the caller's transaction. */
export async function tellDecided(
  house: CasesHouse,
  name: 'appeals.order_excluded' | 'appeals.exclusion_decided' | 'appeals.objection_decided',
  {
    league,
    order,
    ...data
  }: { readonly league: string; readonly order: string; readonly id: string; readonly department: string },
): Promise<void> {
  const at = new Date(house.clock.now()).toISOString()
  await putFacts(house.db.ask, [{ name, league, subject: order, data, at }])
}

/**
 * Keeps it and has its person told, who hears of a refusal already; the number follows from the order and the act, so that a repeated act keeps one.
 * In the caller's transaction.
 */
export async function keepExclusion(house: CasesHouse, state: CaseState, row: NewRow): Promise<string> {
  const id = `${house.clock.today().replaceAll('-', '')}-${state.id}-${row.what === 'order' ? 'X' : state.seq}`
  const kept = await house.db.ask(
    `insert into appeals.exclusions (league, id, order_id, what, ground, reason, region, department, on_day, by_account)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
    [
      state.league,
      id,
      state.id,
      row.what,
      row.ground,
      row.reason,
      state.region,
      state.department,
      house.clock.today(),
      row.by,
    ],
  )
  const { league, id: order, department } = state
  if (kept.length > 0 && row.what !== 'refused')
    await tellDecided(house, 'appeals.order_excluded', { league, order, id, department })
  return id
}

/** An order is excluded once; one that was found to count on appeal is not excluded again. */
export async function whyNotExcluded(house: CasesHouse, state: CaseState): Promise<Refusal | undefined> {
  const before = await house.db.ask<{ state: string }>(
    "select x.state from appeals.exclusions x where x.league = $1 and x.order_id = $2 and x.what = 'order'",
    [state.league, state.id],
  )
  if (before.some((row) => row.state === 'lifted')) return refuse('appeals.lifted_on_appeal')
  return before.length > 0 ? refuse('appeals.excluded_already') : undefined
}

/** Excludes a whole order. Refuses a ground that is not in the list, what is excluded already, and what was found to count on appeal. */
export async function excludeOrder(
  house: CasesHouse,
  actor: Actor,
  state: CaseState,
  wish: { readonly ground: string; readonly reason: string },
): Promise<Exclusion | Refusal> {
  const lists = await appealLists(house.site.packs)
  if (!lists.exclusions.has(wish.ground)) return refuse('appeals.ground_unknown', { ground: wish.ground })
  const no = await whyNotExcluded(house, state)
  if (no) return no
  const id = await house.db.asOne(() => keepExclusion(house, state, { what: 'order', ...wish, by: actor.id }))
  return viewExclusion(house, (await findExclusion(house, state.league, id))!)
}

export interface ExclusionRow {
  readonly league: string
  readonly id: string
  readonly order_id: string
  readonly what: Exclusion['what']
  readonly ground: string
  readonly reason: string
  readonly region: string
  readonly department: string
  readonly by_account: string
  readonly on_day: Day
  readonly state: Exclusion['state']
  readonly appeal: { readonly on: Day; readonly reason: string } | null
  readonly decision: { readonly on: Day; readonly opinion: string } | null
}
export const exclusionColumns =
  'x.league, x.id, x.order_id, x.what, x.ground, x.reason, x.region, x.department, x.by_account, x.on_day, x.state, x.appeal, x.decision'

/** Published without names and without the words of the person; the reason is the office's. */
export async function viewExclusion(
  house: CasesHouse,
  row: ExclusionRow,
  language: 'zh' | 'en' = 'zh',
): Promise<Exclusion> {
  const lists = await appealLists(house.site.packs)
  const ground = lists.exclusions.get(row.ground) ?? lists.refusals.get(row.ground) ?? lists.callBacks.get(row.ground)
  return {
    id: row.id,
    order: row.order_id,
    what: row.what,
    ground: row.ground,
    groundTitle: ground?.title ?? { zh: row.ground, en: row.ground },
    reason: row.reason,
    regionName: house.directory.regionName(row.region, language),
    departmentName: house.directory.departmentName(row.department, language),
    on: row.on_day,
    state: row.state,
    ...(row.appeal
      ? {
          appeal: {
            on: row.appeal.on,
            ...(row.decision ? { decidedOn: row.decision.on, opinion: row.decision.opinion } : {}),
          },
        }
      : {}),
  }
}

export async function findExclusion(house: CasesHouse, league: string, id: string): Promise<ExclusionRow | undefined> {
  const rows = await house.db.ask<ExclusionRow>(
    `select ${exclusionColumns} from appeals.exclusions x where x.league = $1 and x.id = $2`,
    [league, id],
  )
  return rows[0]
}

export interface ExclusionQuestion {
  readonly region?: string
  readonly ground?: string
  readonly state?: string
  readonly order?: string
  readonly cursor?: string
}

const pageSize = 50

/** The latest first; of one league where a region of it is asked for. */
export async function listExclusions(
  house: CasesHouse,
  question: ExclusionQuestion,
  language: 'zh' | 'en',
): Promise<{ rows: Exclusion[]; next?: string } | Refusal> {
  const after = question.cursor === undefined ? undefined : /^(\d{4}-\d{2}-\d{2})~(.{8,60})$/.exec(question.cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const { region, order } = question
  const league = order ? leagueOf(order) : region && !region.endsWith('0000') ? leagueOf(region) : undefined
  const rows = await house.db.ask<ExclusionRow>(
    `select ${exclusionColumns} from appeals.exclusions x
     where (x.on_day, x.id) < ($1::date, $2::text) ${league ? 'and x.league = $3' : 'and $3::text is null'}
       ${order ? 'and x.order_id = $4' : 'and $4::text is null'}
       and ($5::text is null or x.ground = $5) and ($6::text is null or x.state = $6)
     order by x.on_day desc, x.id desc limit $7`,
    [
      after?.[1] ?? 'infinity',
      after?.[2] ?? '',
      league ?? null,
      order ?? null,
      question.ground ?? null,
      question.state ?? null,
      pageSize + 1,
    ],
  )
  const fitting = region ? rows.filter((row) => within(row.region, region)) : rows
  const last = rows.slice(0, pageSize).at(-1)
  return {
    rows: await Promise.all(fitting.slice(0, pageSize).map((row) => viewExclusion(house, row, language))),
    ...(rows.length > pageSize && last ? { next: `${last.on_day}~${last.id}` } : {}),
  }
}
