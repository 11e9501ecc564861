/** The figures of the home page: folds over the cases of the day and of the last thirty days. */
import type { TodayFigures } from '@steppe/contracts/applications'
import { addDays, type Day } from '@steppe/kernels/calendar'
import type { Ask } from '#platform/postgres'

/** Each part reads the index range of its days only. */
export async function findToday(ask: Ask, day: Day): Promise<TodayFigures> {
  const rows = await ask<{ received: number; closed: number; at_once: number; on_time: number; ended: number }>(
    `select (select count(*)::int from cases.cases c where c.opened_on = $1) as received,
            (select count(*)::int from cases.cases c where c.closed_on = $1 and c.in_time is not null) as closed,
            (select count(*)::int from cases.cases c where c.opened_on = $1 and c.decided_on = $1) as at_once,
            t.on_time, t.ended
     from (select count(*) filter (where c.in_time)::int as on_time, count(*)::int as ended
           from cases.cases c where c.closed_on >= $2 and c.closed_on <= $1 and c.in_time is not null) t`,
    [day, addDays(day, -29)],
  )
  const row = rows[0]!
  return {
    day,
    received: row.received,
    closed: row.closed,
    decidedAtOnce: row.at_once,
    ...(row.ended > 0 ? { onTime: row.on_time / row.ended } : {}),
  }
}
