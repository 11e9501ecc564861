/** The caller's own orders, and those of a firm they act for, the latest first. */
import type { MyOrder, MyOrders } from '@steppe/contracts/appeals'
import { type Day, termEnd } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { cursorOf, orderColumns, parseOrderCursor, type StoredOrder } from './order-rows.ts'

export type MineStored = StoredOrder & { readonly rated: boolean; readonly rules: string | null }

const rest = `c.state ->> 'rating' is not null as rated, c.state #>> '{order,rules}' as rules`

export async function myOrders(
  house: CasesHouse,
  actor: Actor,
  query: { readonly firm?: string; readonly cursor?: string; readonly limit?: number },
  language: 'zh' | 'en',
): Promise<MyOrders | Refusal> {
  const after = parseOrderCursor(query.cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  if (query.firm && !actor.grants.some((grant) => grant.firm === query.firm)) return refuse('appeals.not_your_firm')
  const limit = query.limit ?? 30
  const rows = await findMine(house, query.firm ? 'firm' : 'account', query.firm ?? actor.id, after, limit)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => mineOf(house, row, language)),
    ...(rows.length > limit && last ? { next: cursorOf(last) } : {}),
  }
}

/** One more than `limit`, so that it is known whether more follow. */
export function findMine(
  house: CasesHouse,
  by: 'firm' | 'account',
  value: string,
  after: { readonly at: string; readonly id: string } | undefined,
  limit: number,
): Promise<MineStored[]> {
  return house.db.ask<MineStored>(
    `select ${orderColumns}, ${rest} from appeals.orders o join cases.cases c on c.league = o.league and c.id = o.id
     where o.${by} = $1 and o.part_of is null and (o.opened_at, o.id) < ($2::timestamptz, $3::text)
     order by o.opened_at desc, o.id desc limit $4`,
    [value, after?.at ?? 'infinity', after?.id ?? '~', limit + 1],
  )
}

export function mineOf(house: CasesHouse, row: MineStored, language: 'zh' | 'en'): MyOrder {
  const until =
    row.status === 'closed' && row.closed_on && row.rules
      ? reopenUntil(house, row.rules, row.closed_on, row.region)
      : undefined
  return {
    id: row.id,
    type: row.type,
    intent: row.intent,
    title: row.title,
    status: row.status,
    stage: row.stage,
    openedOn: row.opened_on,
    ...(row.due_on ? { dueOn: row.due_on } : {}),
    ...(row.closed_on ? { closedOn: row.closed_on } : {}),
    departmentName: house.directory.departmentName(row.department, language),
    ...(row.merged_into ? { mergedInto: row.merged_into } : {}),
    ...(until && until >= house.clock.today() ? { reopenUntil: until } : {}),
    rated: row.rated,
  }
}

function reopenUntil(house: CasesHouse, rules: string, closedOn: Day, region: string): Day | undefined {
  const term = house.law.orderLaw?.byId[rules]?.reopen.within
  return term && termEnd(house.calendars.of(region), { term, from: closedOn }).due
}
