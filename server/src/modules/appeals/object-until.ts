/** Until when a department may object to an order that counts against it, and how its objections stand. */
import type { Objection } from '@steppe/contracts/appeals'
import { addDays, type Day, dayInZone } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import { appealLists } from './load-lists.ts'

/**
 * So many days after it ended, or after the month was over whose ranking counts it: a score can only be objected to once it can be read.
 * `calledOn`: the day of the call-back that counts, the end where none does.
 */
export function objectUntil(closedOn: Day, calledOn: Day | undefined, within: number): Day {
  const counted = calledOn && calledOn > closedOn ? calledOn : closedOn
  const month = Number(counted.slice(5, 7))
  const next =
    month === 12
      ? `${Number(counted.slice(0, 4)) + 1}-01-01`
      : `${counted.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`
  const [afterEnd, afterRanking] = [addDays(closedOn, within), addDays(next as Day, within)]
  return afterEnd > afterRanking ? afterEnd : afterRanking
}

export interface ScoredOrder {
  readonly title: string
  readonly objectUntil?: Day
  readonly objection?: Pick<Objection, 'id' | 'state' | 'opinion'>
}

interface Row {
  readonly id: string
  readonly title: string
  readonly closed_on: Day | null
  readonly sampled_at: Date | null
  readonly objection: string | null
  readonly state: Objection['state'] | null
  readonly opinion: string | null
}

/** Of orders of one league: what a department must know to object to them. */
export async function findScoredOrders(
  house: CasesHouse,
  league: string,
  department: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ScoredOrder>> {
  const { objectWithin } = await appealLists(house.site.packs)
  const rows = await house.db.ask<Row>(
    `select c.id, c.given ->> 'title' as title, c.closed_on, b.id as objection, b.state, b.decision ->> 'opinion' as opinion,
       (select max(k.called_at) from appeals.campaign_calls k where k.league = c.league and k.order_id = c.id) as sampled_at
     from unnest($3::text[]) as w(id) join cases.cases c on c.league = $1 and c.id = w.id
     left join appeals.objections b on b.league = c.league and b.order_id = c.id and b.department = $2`,
    [league, department, ids],
  )
  return new Map(
    rows.map(({ id, title, closed_on, sampled_at, objection, state, opinion }) => [
      id,
      {
        title,
        ...(closed_on
          ? {
              objectUntil: objectUntil(
                closed_on,
                sampled_at ? dayInZone(sampled_at.getTime(), house.site.zone) : undefined,
                objectWithin,
              ),
            }
          : {}),
        ...(objection && state ? { objection: { id: objection, state, ...(opinion ? { opinion } : {}) } } : {}),
      },
    ]),
  )
}
