/** Signs of gaming for those who supervise: by rule and department, with the cases behind each. A sign is no proof: the cases are to be read. */
import type { GamingSigns } from '@steppe/contracts/appeals'
import { within } from '@steppe/kernels/authority'
import { addDays, type Day, dayInZone } from '@steppe/kernels/calendar'
import type { CasesHouse } from '#cases/house'
import { startOfDayIn } from '#cases/load-context'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { countedOnce } from '../counted-once.ts'
import { leaguesOf, reachOf } from '../list-orders.ts'
import { loadSigns, type Sign } from './load-signs.ts'
import { statementOf } from './sign-statements.ts'

const casesShown = 50

interface Found {
  readonly department: string
  readonly looked_at: number
  readonly found: number
  readonly cases: readonly { readonly order: string; readonly at: string; readonly why: string }[]
}

/** The days that end with `until`, today unless said. Refuses `appeals.out_of_reach` for a region the caller does not supervise. */
export async function findSigns(
  house: CasesHouse,
  actor: Actor,
  { region: wanted, until: last }: { readonly region?: string; readonly until?: string },
  language: 'zh' | 'en',
): Promise<GamingSigns | Refusal> {
  const reach = (await reachOf(house, actor)).regions
  const region = wanted ?? reach[0] ?? ''
  if (!reach.some((each) => within(region, each))) return refuse('appeals.out_of_reach')
  const until = (last as Day | undefined) ?? house.clock.today()
  const leagues = await leaguesOf(house, region)
  const signs: GamingSigns['signs'][number][] = []
  for (const sign of await loadSigns(house.site.packs)) {
    const where = { region, leagues, until }
    const rows = await countedOnce(house, ['signs', sign.id, region, until], () => lookFor(house, sign, where))
    signs.push(viewSign(house, sign, rows, until, language))
  }
  return { region, until, signs }
}

interface Where {
  readonly region: string
  readonly leagues: readonly string[]
  readonly until: Day
}

async function lookFor(house: CasesHouse, sign: Sign, { region, leagues, until }: Where): Promise<readonly Found[]> {
  const startOf = startOfDayIn(house.site.zone)
  const from = addDays(until, 1 - sign.days)
  const { sql, values } = statementOf(sign)
  return house.db.ask<Found>(sql, [
    new Date(startOf(from)),
    new Date(startOf(addDays(until, 1))),
    leagues,
    `${region.replace(/(00)+$/, '')}%`,
    casesShown,
    ...values,
  ])
}

function viewSign(
  house: CasesHouse,
  sign: Sign,
  rows: readonly Found[],
  until: Day,
  language: 'zh' | 'en',
): GamingSigns['signs'][number] {
  const from = addDays(until, 1 - sign.days)
  const { id, title, rule, source, least, percent } = sign
  const findings = rows
    .filter((row) => row.found >= least && row.found * 100 >= row.looked_at * percent)
    .sort((a, b) => b.found / b.looked_at - a.found / a.looked_at || (a.department < b.department ? -1 : 1))
    .map((row) => ({
      department: row.department,
      name: house.directory.departmentName(row.department, language),
      found: row.found,
      lookedAt: row.looked_at,
      cases: row.cases.map(({ order, at, why }) => ({ order, on: dayInZone(Date.parse(at), house.site.zone), why })),
    }))
  return { id, title, rule, source, from, least, percent, findings }
}
