/** Call-backs as acts, for the three rates: of each order the last one in the span, also those of a drawn sample, with what excludes them now. */
import type { Day } from '@steppe/kernels/calendar'
import type { House } from '#platform/module'

export interface CallBackRow {
  readonly id: string
  readonly league: string
  readonly department: string
  readonly intent: string
  readonly called_on: Day
  readonly contacted: boolean
  readonly solved: boolean | null
  readonly satisfaction: string | null
  readonly invalid: string | null
  readonly excluded: string | null
}

/**
 * One index range of call-backs a league. A day begins `$3` hours before its midnight. An exclusion that was lifted on appeal excludes
 * nothing: the call-back counts as it was.
 */
const statement = `
with calls as (
  select a.league, a.case_id as id, a.at, a.act -> 'deed' as result from cases.acts a
  where a.kind = 'call_back' and a.at >= $1 and a.at < $2 and ($5::text is null or a.league = $5)
  union all
  select c.league, c.order_id, c.called_at, c.result from appeals.campaign_calls c
  where c.called_at >= $1 and c.called_at < $2 and ($5::text is null or c.league = $5)
), latest as (
  select distinct on (c.league, c.id) c.* from calls c order by c.league, c.id, c.at desc
)
select l.id, l.league, o.department, o.intent, ((l.at + make_interval(hours => $3)) at time zone $4)::date as called_on,
  (l.result ->> 'contacted')::boolean as contacted, (l.result ->> 'solved')::boolean as solved, l.result ->> 'satisfaction' as satisfaction,
  case when exists (select from appeals.exclusions x where x.league = l.league and x.order_id = l.id and x.what = 'call_back' and x.state = 'lifted')
    then null else l.result ->> 'invalid' end as invalid,
  (select min(x.ground) from appeals.exclusions x where x.league = l.league and x.order_id = l.id and x.what = 'order' and x.state <> 'lifted') as excluded
from latest l join appeals.orders o on o.league = l.league and o.id = l.id limit $6`

export interface CallBackSpan {
  /** Instants: from, included; until, not included. */
  readonly from: Date
  readonly until: Date
  /** Hours before midnight at which a day begins. */
  readonly early: number
  readonly league?: string
  readonly most: number
}

/** At most `most` rows. */
export function findCallBacks(
  house: Pick<House, 'db' | 'site'>,
  { from, until, early, league, most }: CallBackSpan,
): Promise<CallBackRow[]> {
  return house.db.ask<CallBackRow>(statement, [from, until, early, house.site.zone, league ?? null, most])
}
