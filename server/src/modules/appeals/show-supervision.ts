/** The board of those who supervise: what is open, late, a problem, raised; by stage, place, department and day. Each number is a list of orders. */
import type { SupervisionBoard } from '@steppe/contracts/appeals'
import { within } from '@steppe/kernels/authority'
import { addDays } from '@steppe/kernels/calendar'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { countedOnce } from './counted-once.ts'
import { leaguesOf, reachOf } from './list-orders.ts'

/** Open orders of the leagues, from the index of those that are open: few however many were ever closed. */
const open = `
select o.stage, o.department, o.region, o.league, (o.due_at < $2) as late, (o.due_on = $3::date) as today, o.problem, o.level, count(*)::int as count
from unnest($1::text[]) as k(league)
cross join lateral (
  select o.* from appeals.orders o where o.league = k.league and o.closed_on is null and o.region like $4
) o group by 1, 2, 3, 4, 5, 6, 7, 8`

/** A range of days of two indexes that hold all that is counted. */
const days = `
select d.day::date::text as day, coalesce(o.opened, 0) as opened, coalesce(c.closed, 0) as closed, coalesce(c.late, 0) as late
from generate_series($2::date, $3::date, interval '1 day') as d(day)
left join (
  select o.opened_on as day, count(*)::int as opened from appeals.orders o
  where o.league = any($1) and o.opened_on >= $2::date and o.opened_on <= $3::date and o.region like $4 group by 1
) o on o.day = d.day
left join (
  select o.closed_on as day, count(*)::int as closed, count(*) filter (where o.closed_on > o.due_on)::int as late from appeals.orders o
  where o.league = any($1) and o.closed_on >= $2::date and o.closed_on <= $3::date and o.region like $4 group by 1
) c on c.day = d.day order by d.day`

const week = `
select o.league, o.region, count(*) filter (where o.opened_on >= $2::date)::int as opened7, count(*) filter (where o.closed_on >= $2::date)::int as closed7
from unnest($1::text[]) as k(league)
cross join lateral (
  select o.league, o.region, o.opened_on, o.closed_on from appeals.orders o where o.league = k.league and o.opened_on >= $2::date and o.region like $3
  union all
  select o.league, o.region, '-infinity'::date, o.closed_on from appeals.orders o
  where o.league = k.league and o.closed_on >= $2::date and o.opened_on < $2::date and o.region like $3
) o group by 1, 2`

interface Open {
  readonly stage: string
  readonly department: string
  readonly region: string
  readonly league: string
  readonly late: boolean | null
  readonly today: boolean | null
  readonly problem: boolean
  readonly level: number
  readonly count: number
}
interface Week {
  readonly league: string
  readonly region: string
  readonly opened7: number
  readonly closed7: number
}

const sum = (rows: readonly Open[], fits: (row: Open) => boolean) =>
  rows.filter(fits).reduce((total, row) => total + row.count, 0)
const counts = (rows: readonly Open[]) => ({
  open: sum(rows, () => true),
  late: sum(rows, (row) => row.late === true),
  problems: sum(rows, (row) => row.problem),
})

/** Refuses `appeals.out_of_reach` for a region the caller does not supervise. */
export async function showSupervision(
  house: CasesHouse,
  actor: Actor,
  wanted: string | undefined,
  language: 'zh' | 'en',
): Promise<SupervisionBoard | Refusal> {
  const reach = (await reachOf(house, actor)).regions
  const region = wanted ?? reach[0] ?? ''
  if (!reach.some((each) => within(region, each))) return refuse('appeals.out_of_reach')
  const [leagues, places] = [await leaguesOf(house, region), await getPlaces(house)]
  const today = house.clock.today()
  const like = `${region.replace(/(00)+$/, '')}%`
  const now = house.clock.now()
  const [rows, byDay, lately] = await countedOnce(house, ['supervision', region, today], () =>
    Promise.all([
      house.db.ask<Open>(open, [leagues, new Date(now), today, like]),
      house.db.ask<SupervisionBoard['days'][number]>(days, [leagues, addDays(today, -13), today, like]),
      house.db.ask<Week>(week, [leagues, addDays(today, -6), like]),
    ]),
  )
  const province = places.region(region)?.level === 'province'
  const placeOf = (row: { readonly league: string; readonly region: string }) => (province ? row.league : row.region)
  const byPlace = Map.groupBy(rows, placeOf)
  const shown = [...new Set([...(province ? leagues : []), ...byPlace.keys(), ...lately.map(placeOf)])].sort()
  return {
    region,
    at: new Date(now).toISOString(),
    ...counts(rows),
    dueToday: sum(rows, (row) => row.today === true),
    byLevel: {
      remind: sum(rows, (row) => row.level === 1),
      written: sum(rows, (row) => row.level === 2),
      raised: sum(rows, (row) => row.level === 3),
    },
    byStage: [...Map.groupBy(rows, (row) => row.stage)].map(([stage, some]) => {
      const { open: all, late } = counts(some)
      return { stage, open: all, late }
    }),
    regions: shown.map((place) => ({
      region: place,
      name: house.directory.regionName(place, language),
      ...counts(byPlace.get(place) ?? []),
      opened7: lately.filter((row) => placeOf(row) === place).reduce((total, row) => total + row.opened7, 0),
      closed7: lately.filter((row) => placeOf(row) === place).reduce((total, row) => total + row.closed7, 0),
    })),
    departments: [...Map.groupBy(rows, (row) => row.department)]
      .map(([department, some]) => ({
        department,
        name: house.directory.departmentName(department, language),
        ...counts(some),
      }))
      .sort((a, b) => b.late - a.late || b.open - a.open)
      .slice(0, 50),
    days: byDay,
  }
}
