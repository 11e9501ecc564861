/** What an item really took: median and slowest tenth of its decided cases, in working days from opening to decision. */
import type { Guide } from '@steppe/contracts/applications'
import { type Calendar, type Day, workingDaysBetween } from '@steppe/kernels/calendar'
import type { Ask } from '#platform/postgres'

/** Below this number of cases nothing is said. */
const fewest = 10

/** Cases that were opened and decided on the same days. */
export interface Took {
  readonly opened_on: Day
  readonly decided_on: Day
  readonly cases: number
}

/** Of at most the 2,000 latest cases decided since `since`; index-only on (item, decided_on). */
export async function findTook(ask: Ask, calendar: Calendar, item: string, since: Day): Promise<Guide['took']> {
  const rows = await ask<Took>(
    `select d.opened_on, d.decided_on, count(*)::int as cases
     from (select c.opened_on, c.decided_on from cases.cases c
           where c.item = $1 and c.decided_on >= $2 order by c.decided_on desc limit 2000) d
     group by d.opened_on, d.decided_on`,
    [item, since],
  )
  return tookOf(calendar, rows)
}

/** Nothing below ten cases. */
export function tookOf(calendar: Calendar, rows: readonly Took[]): Guide['took'] {
  const days = rows
    .flatMap((row) => Array<number>(row.cases).fill(workingDaysBetween(calendar, row.opened_on, row.decided_on)))
    .sort((a, b) => a - b)
  const reachedBy = (share: number) => days[Math.ceil(share * days.length) - 1]!
  return days.length < fewest ? undefined : { median: reachedBy(0.5), slowestTenth: reachedBy(0.9), cases: days.length }
}
