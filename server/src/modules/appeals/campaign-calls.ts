/** Calls of a sample: who is to be called, and what came of it, entered once. */
import type { CampaignCall, CampaignResult } from '@steppe/contracts/appeals'
import { within } from '@steppe/kernels/authority'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { findCampaign, type StoredCampaign } from './campaigns.ts'
import { keepExclusion } from './exclusions.ts'
import { reachOf } from './list-orders.ts'
import { appealLists } from './load-lists.ts'
import { matterOf } from './matter.ts'

async function reached(house: CasesHouse, actor: Actor, id: string): Promise<StoredCampaign | Refusal> {
  const found = await findCampaign(house, id)
  if (!found) return refuse('appeals.campaign_unknown')
  return (await reachOf(house, actor)).regions.some((each) => within(found.region, each))
    ? found
    : refuse('appeals.out_of_reach')
}

const pageSize = 50

export async function listCalls(
  house: CasesHouse,
  actor: Actor,
  id: string,
  cursor: string | undefined,
  language: 'zh' | 'en',
): Promise<{ rows: CampaignCall[]; next?: string } | Refusal> {
  const found = await reached(house, actor, id)
  if ('refused' in found) return found
  const after = cursor === undefined ? 0 : Number(/^\d{1,9}$/.exec(cursor)?.[0] ?? Number.NaN)
  if (Number.isNaN(after)) return refuse('platform.cursor_unknown')
  const rows = await house.db.ask<{ place: number; order_id: string; result: CampaignCall['result'] | null }>(
    `select c.place, c.order_id, c.result from appeals.campaign_calls c where c.league = $1 and c.campaign = $2 and c.place > $3
     order by c.place limit $4`,
    [found.league, id, after, pageSize + 1],
  )
  const page = rows.slice(0, pageSize)
  const shown = await Promise.all(page.map((row) => viewCall(house, row, language)))
  return {
    rows: shown.flatMap((row) => (row ? [row] : [])),
    ...(rows.length > pageSize ? { next: String(page.at(-1)!.place) } : {}),
  }
}

async function viewCall(
  house: CasesHouse,
  row: { readonly order_id: string; readonly result: CampaignCall['result'] | null },
  language: 'zh' | 'en',
): Promise<CampaignCall | undefined> {
  const state = await house.engine.load(row.order_id)
  if (!state) return undefined
  const { phone } = matterOf(state)
  return {
    order: state.id,
    title: state.title,
    name: state.applicant.name,
    ...(phone ? { phone } : {}),
    departmentName: house.directory.departmentName(state.department, language),
    closedOn: state.closedOn ?? state.openedOn,
    ...(row.result ? { result: row.result } : {}),
  }
}

/** Refuses what was not drawn, what was entered already, an invalid call without its ground and reason. */
export async function enterResult(
  house: CasesHouse,
  actor: Actor,
  id: string,
  wish: CampaignResult,
): Promise<{ readonly order: string } | Refusal> {
  const found = await reached(house, actor, id)
  if ('refused' in found) return found
  const { order, note, ...result } = wish
  if (wish.invalid) {
    if (!(await appealLists(house.site.packs)).callBacks.has(wish.invalid))
      return refuse('appeals.ground_unknown', { ground: wish.invalid })
    if (!note?.trim()) return refuse('cases.reason_needed')
  } else if (!wish.contacted || wish.solved === undefined || !wish.satisfaction) return refuse('cases.say_how_it_ended')
  const state = await house.engine.load(order)
  if (!state) return refuse('appeals.order_unknown')
  return house.db.asOne(async () => {
    const rows = await house.db.ask(
      `update appeals.campaign_calls c set result = $4, by_account = $5, called_at = $6
       where c.league = $1 and c.campaign = $2 and c.order_id = $3 and c.result is null returning c.place`,
      [
        found.league,
        id,
        order,
        JSON.stringify({ ...result, on: house.clock.today() }),
        actor.id,
        new Date(house.clock.now()),
      ],
    )
    if (rows.length === 0) return refuse('appeals.not_in_sample')
    if (wish.invalid)
      await keepExclusion(house, state, { what: 'call_back', ground: wish.invalid, reason: note ?? '', by: actor.id })
    return { order }
  })
}
