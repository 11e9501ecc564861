/** The outbox: facts in the order in which their positions became final, given to each subscriber once and resumed where it stopped. */
import type { House } from './module.ts'

export interface Fact {
  readonly position: number
  readonly name: string
  readonly league: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Date
}

/** Who wants facts; `handle` must do no harm when it sees a fact twice. */
export interface Subscriber {
  readonly name: string
  /** Names of facts, `module.thing_happened`. */
  readonly facts: readonly string[]
  readonly handle: (fact: Fact) => Promise<void>
  /** Takes many at once in place of one after the other, in their order: for read models that one statement brings up to date. */
  readonly handleAll?: (facts: readonly Fact[]) => Promise<void>
}

const batch = 2000

/** The facts of a page that are wanted, and its last one, to know where it ended: most facts are not for this subscriber. */
const pageStatement = `
with page as materialized (
  select o.written_by, o.position, o.name, o.league, o.subject, o.data, o.at
  from platform.subscribers s join platform.outbox o on (o.written_by, o.position) > (s.written_by, s.position)
  where s.name = $1 and o.written_by < pg_snapshot_xmin(pg_current_snapshot())
  order by o.written_by, o.position limit $2
), last as (
  select p.written_by, p.position, (select count(*)::int from page) as passed from page p order by p.written_by desc, p.position desc limit 1
)
select p.written_by, p.position, p.name, p.league, p.subject, case when p.name = any($3) then p.data end as data, p.at, l.passed
from page p, last l where p.name = any($3) or (p.written_by = l.written_by and p.position = l.position)
order by p.written_by, p.position`

/**
 * Gives a subscriber what is new; gives the number of facts passed. Facts come in the order of their transactions, then positions;
 * transactions still under way hold back what comes after them, so that nothing ever appears behind a reader.
 */
export async function deliver(house: Pick<House, 'db'>, subscriber: Subscriber): Promise<number> {
  await house.db.ask('insert into platform.subscribers (name) values ($1) on conflict do nothing', [subscriber.name])
  let passed = 0
  for (;;) {
    const rows = await house.db.ask<Fact & { readonly written_by: string; readonly passed: number }>(pageStatement, [
      subscriber.name,
      batch,
      subscriber.facts,
    ])
    const last = rows.at(-1)
    if (!last) return passed
    const wanted = rows.filter((fact) => subscriber.facts.includes(fact.name))
    if (subscriber.handleAll) await subscriber.handleAll(wanted)
    else for (const fact of wanted) await subscriber.handle(fact)
    await house.db.ask(
      `update platform.subscribers s set written_by = $2, position = $3
       where s.name = $1 and (s.written_by, s.position) < ($2::xid8, $3::bigint)`,
      [subscriber.name, last.written_by, last.position],
    )
    passed += last.passed
    if (last.passed < batch) return passed
  }
}

/** Who has nothing to hear: one question for all of them, so that an installation at rest costs one look a turn. */
async function withoutNews(house: Pick<House, 'db'>): Promise<ReadonlySet<string>> {
  const rows = await house.db.ask<{ name: string }>(
    `select s.name from platform.subscribers s
     where not exists (select 1 from platform.outbox o where (o.written_by, o.position) > (s.written_by, s.position)
       and o.written_by < pg_snapshot_xmin(pg_current_snapshot()))`,
  )
  return new Set(rows.map((row) => row.name))
}

/** Keeps delivering every `every` ms; a fault stops that subscriber's turn, not the others. Gives the way to stop. */
export function keepDelivering(
  house: Pick<House, 'db'>,
  subscribers: readonly Subscriber[],
  every = 500,
): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const turn = async () => {
    const idle = await withoutNews(house).catch(() => new Set<string>())
    for (const subscriber of subscribers) {
      if (!stopped && !idle.has(subscriber.name))
        await deliver(house, subscriber).catch((fault) =>
          console.error(`subscriber ${subscriber.name} failed, will be tried again:`, fault),
        )
    }
    if (!stopped) timer = setTimeout(() => (running = turn()), every)
  }
  running = turn()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
