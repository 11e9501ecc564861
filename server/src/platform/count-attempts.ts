/** How often somebody tries what must not be tried without end: signing in, opening accounts. Counted in PostgreSQL, so that all nodes count together. */
import type { AttemptLimit, House } from './module.ts'
import { type Refusal, refuse } from './refusals.ts'

const statement = `
with counted as (
  insert into platform.attempts as a (what, who, since, count) values ($1, $2, $3, 1)
  on conflict (what, who) do update set
    count = case when a.since <= $4 then 1 else a.count + 1 end,
    since = case when a.since <= $4 then excluded.since else a.since end
  returning a.since, a.count
), forgotten as (
  -- What is past is forgotten, some rows at a time, when somebody comes for the first time.
  delete from platform.attempts a using (
    select o.what, o.who from platform.attempts o where o.since < $5 order by o.since limit 20
  ) old where a.what = old.what and a.who = old.who and (a.what, a.who) <> ($1, $2) and (select c.count from counted c) = 1
)
select c.since, c.count from counted c`

const day = 24 * 3600_000

/** Counts one try; refuses `platform.too_many_attempts` beyond the limit, with the minutes until it may be tried again. */
export async function countAttempt(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  limit: AttemptLimit,
  who: string,
): Promise<Refusal | undefined> {
  const now = clock.now()
  const rows = await db.ask<{ since: Date; count: number }>(statement, [
    limit.what,
    who,
    new Date(now),
    new Date(now - limit.seconds * 1000),
    new Date(now - day),
  ])
  return beyond(limit, rows[0], now)
}

/** Whether the limit is reached, without counting. */
export async function findTooMany(
  { db, clock }: Pick<House, 'db' | 'clock'>,
  limit: AttemptLimit,
  who: string,
): Promise<Refusal | undefined> {
  const rows = await db.ask<{ since: Date; count: number }>(
    'select a.since, a.count + 1 as count from platform.attempts a where a.what = $1 and a.who = $2',
    [limit.what, who],
  )
  return beyond(limit, rows[0], clock.now())
}

function beyond(
  limit: AttemptLimit,
  found: { readonly since: Date; readonly count: number } | undefined,
  now: number,
): Refusal | undefined {
  const left = found ? found.since.getTime() + limit.seconds * 1000 - now : 0
  if (!found || found.count <= limit.most || left <= 0) return undefined
  return refuse('platform.too_many_attempts', { minutes: Math.ceil(left / 60_000) })
}
