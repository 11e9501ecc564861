/** How many appeals there were and how many were answered, counted from the orders at each question; nothing is entered by hand. */
import type { PublicNumbers } from '@steppe/contracts/appeals'
import { addDays, type Day } from '@steppe/kernels/calendar'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { countedOnce } from './counted-once.ts'
import { leaguesOf } from './list-orders.ts'

/**
 * One period of each league from an index that holds all that is counted. Owed: answered, or its day is over. Merged orders and parts are
 * one matter with their order and are not counted again.
 */
const statement = `
select o.place, o.intent, grouping(o.place)::int as any_place, grouping(o.intent)::int as any_intent, count(*)::int as count,
  count(o.replied_at)::int as answered, count(*) filter (where o.replied_at is not null or o.due_on < $5::date)::int as owed,
  percentile_cont(0.5) within group (order by extract(epoch from o.replied_at - o.opened_at) / 86400) as days,
  count(*) filter (where o.contacted and o.invalid is null)::int as contacted,
  count(*) filter (where o.solved and o.invalid is null)::int as solved,
  count(*) filter (where o.satisfaction = 'satisfied' and o.invalid is null)::int as satisfied,
  count(*) filter (where o.satisfaction = 'basically' and o.invalid is null)::int as basically,
  count(*) filter (where o.contacted is not null and o.invalid is null)::int as valid,
  count(*) filter (where o.invalid is not null)::int as invalid
from (
  select case when $6 then o.league else o.region end as place, o.* from unnest($1::text[]) as k(league)
  cross join lateral (
    select o.league, o.region, o.intent, o.opened_at, o.replied_at, o.due_on, o.contacted, o.solved, o.satisfaction, o.invalid
    from appeals.orders o where o.league = k.league and o.opened_on >= $2::date and o.opened_on <= $3::date
      and o.merged_into is null and o.part_of is null and ($4::text is null or o.channel = $4) and ($7::text is null or o.type = $7)
      and o.region like $8
  ) o
) o group by grouping sets ((o.place), (o.intent), ())`

interface Counted {
  readonly place: string | null
  readonly intent: string | null
  readonly any_place: number
  readonly any_intent: number
  readonly count: number
  readonly answered: number
  readonly owed: number
  readonly days: number | null
  readonly contacted: number
  readonly solved: number
  readonly satisfied: number
  readonly basically: number
  readonly valid: number
  readonly invalid: number
}

export interface PublicQuestion {
  readonly region?: string
  readonly from?: string
  readonly until?: string
  readonly channel?: string
  readonly type?: string
}

/** Refuses `appeals.region_unknown`, `appeals.period_too_long`: at most two years. */
export async function publicNumbers(
  house: CasesHouse,
  question: PublicQuestion,
  language: 'zh' | 'en',
): Promise<PublicNumbers | Refusal> {
  const region = question.region ?? house.site.region
  const places = await getPlaces(house)
  const found = places.region(region)
  if (!found) return refuse('appeals.region_unknown', { region })
  const until = (question.until ?? house.clock.today()) as Day
  const from = (question.from ?? addDays(until, -29)) as Day
  if (from > until || Date.parse(until) - Date.parse(from) > 731 * 86_400_000) return refuse('appeals.period_too_long')
  const byLeague = found.level === 'province'
  const leagues = await leaguesOf(house, region)
  const { channel = null, type = null } = question
  const asked = [from, until, channel, house.clock.today(), byLeague, type, `${region.replace(/(00)+$/, '')}%`]
  const rows = await countedOnce(house, ['public', ...asked], () =>
    house.db.ask<Counted>(statement, [leagues, ...asked]),
  )
  const whole = rows.find((row) => row.any_place && row.any_intent)
  return {
    region,
    regionName: house.directory.regionName(region, language),
    from,
    until,
    total: countsOf(whole),
    regions: rows
      .filter((row) => !row.any_place)
      .map((row) => ({ region: row.place!, name: house.directory.regionName(row.place!, language), ...countsOf(row) }))
      .sort((a, b) => b.count - a.count || (a.region < b.region ? -1 : 1)),
    intents: rows
      .filter((row) => !row.any_intent)
      .map((row) => ({ intent: row.intent as never, ...countsOf(row) }))
      .sort((a, b) => b.count - a.count),
    callBacks: {
      valid: whole?.valid ?? 0,
      contacted: whole?.contacted ?? 0,
      solved: whole?.solved ?? 0,
      satisfied: whole?.satisfied ?? 0,
      basically: whole?.basically ?? 0,
      excluded: whole?.invalid ?? 0,
    },
  }
}

function countsOf(row: Counted | undefined): PublicNumbers['total'] {
  if (!row) return { count: 0, answered: 0 }
  const rate = row.owed > 0 ? Math.round((row.answered / row.owed) * 10_000) / 10_000 : undefined
  return {
    count: row.count,
    answered: row.answered,
    ...(rate === undefined ? {} : { replyRate: rate }),
    ...(row.days === null ? {} : { medianDays: Math.round(row.days * 10) / 10 }),
  }
}
