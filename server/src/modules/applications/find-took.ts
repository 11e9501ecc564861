/** What an item really took: median and slowest tenth of its decided cases, in days from opening to decision. */
import type { Guide } from '@steppe/contracts/applications'
import type { Day } from '@steppe/kernels/calendar'
import type { Ask } from '#platform/postgres'

/** Below this number of cases nothing is said. */
const fewest = 10

/** Of at most the 2,000 latest cases decided since `since`; index-only on (item, decided_on). */
export async function findTook(ask: Ask, item: string, since: Day): Promise<Guide['took'] | undefined> {
  const rows = await ask<{ cases: number; median: number; slow: number }>(
    `select count(*)::int as cases, percentile_cont(0.5) within group (order by d.days)::float8 as median, percentile_cont(0.9) within group (order by d.days)::float8 as slow
     from (select (c.decided_on - c.opened_on) as days from cases.cases c
           where c.item = $1 and c.decided_on >= $2 order by c.decided_on desc limit 2000) d`,
    [item, since],
  )
  const row = rows[0]
  return row && row.cases >= fewest ? { median: row.median, slowestTenth: row.slow, cases: row.cases } : undefined
}
