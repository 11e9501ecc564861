/** The outbox: facts in the order in which their positions became final, given to each subscriber once and resumed where it stopped. */
import { keepLooking } from './keep-looking.ts'
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
  /** Kinds of cases it is for: a fact that says another kind is passed over. */
  readonly kinds?: readonly string[]
  readonly handle: (fact: Fact) => Promise<void>
  /** Takes many at once in place of one after the other, in their order: for read models that one statement brings up to date. */
  readonly handleAll?: (facts: readonly Fact[]) => Promise<void>
}

const batch = 2000

interface Standing {
  readonly written_by: string
  readonly position: number
}

type FactRow = Omit<Fact, 'data'> & Standing & { readonly passed: number; readonly data: Fact['data'] | null }

/**
 * The facts of a page that somebody wants, and its last one, to know where it ended: most facts are for nobody who asks. Wanted are names ($4)
 * and names with a kind ($5, `name/kind`, `name/` where a fact says none).
 */
const pageStatement = `
with page as materialized (
  select o.written_by, o.position, o.name, o.league, o.subject, o.data, o.at,
    o.name = any($4::text[]) or o.name || '/' || coalesce(o.data ->> 'kind', '') = any($5::text[]) as wanted
  from platform.outbox o where (o.written_by, o.position) > ($1::xid8, $2::bigint) and o.written_by < pg_snapshot_xmin(pg_current_snapshot())
  order by o.written_by, o.position limit $3
), last as (
  select p.written_by, p.position, (select count(*)::int from page) as passed from page p order by p.written_by desc, p.position desc limit 1
)
select p.written_by, p.position, p.name, p.league, p.subject, case when p.wanted then p.data end as data, p.at, l.passed
from page p, last l where p.wanted or (p.written_by = l.written_by and p.position = l.position)
order by p.written_by, p.position`

function wants({ facts, kinds }: Subscriber, { name, data }: Fact): boolean {
  if (!facts.includes(name)) return false
  return !kinds || data.kind === undefined || kinds.includes(String(data.kind))
}

function readPage(house: Pick<House, 'db'>, subscribers: readonly Subscriber[], from: Standing): Promise<FactRow[]> {
  const whole = subscribers.flatMap(({ facts, kinds }) => (kinds ? [] : facts))
  const ofKind = subscribers.flatMap(({ facts, kinds = [] }) =>
    facts.flatMap((name) => (kinds.length > 0 ? ['', ...kinds].map((kind) => `${name}/${kind}`) : [])),
  )
  return house.db.ask<FactRow>(pageStatement, [from.written_by, from.position, batch, whole, ofKind])
}

/** Where each stands; one who is new begins with the first fact. */
async function findStandings(
  house: Pick<House, 'db'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const rows = await house.db.ask<Standing & { readonly name: string }>(
    'select s.name, s.written_by, s.position from platform.subscribers s where s.name = any($1)',
    [names],
  )
  const standings = new Map<string, Standing>(rows.map((row) => [row.name, row]))
  const fresh = names.filter((name) => !standings.has(name))
  if (fresh.length === 0) return standings
  await house.db.ask(
    'insert into platform.subscribers (name) select n.name from unnest($1::text[]) as n(name) on conflict do nothing',
    [fresh],
  )
  for (const name of fresh) standings.set(name, { written_by: '0', position: 0 })
  return standings
}

async function give(subscriber: Subscriber, facts: readonly Fact[]): Promise<void> {
  const wanted = facts.filter((fact) => wants(subscriber, fact))
  if (wanted.length === 0) return
  if (subscriber.handleAll) await subscriber.handleAll(wanted)
  else for (const fact of wanted) await subscriber.handle(fact)
}

interface Delivery {
  /** What becomes of a fault of one subscriber: it stands where it stood, the others go on. */
  readonly onFault: (subscriber: Subscriber, fault: unknown) => void
  /** Whether to leave the rest for another time. */
  readonly stopped: () => boolean
}

const throughout: Delivery = {
  onFault: (_, fault) => {
    throw fault
  },
  stopped: () => false,
}

/** Gives what is new to subscribers that stand at one place, page by page; gives the number of facts passed. */
async function deliverTogether(
  house: Pick<House, 'db'>,
  group: readonly Subscriber[],
  from: Standing,
  { onFault, stopped }: Delivery,
): Promise<number> {
  let passed = 0
  for (let [going, at] = [group, from]; going.length > 0 && !stopped(); ) {
    const rows = await readPage(house, going, at)
    const last = rows.at(-1)
    if (!last) break
    const facts = rows.filter((row): row is FactRow & Fact => row.data !== null)
    const heard: Subscriber[] = []
    for (const subscriber of going)
      await give(subscriber, facts).then(
        () => heard.push(subscriber),
        (fault: unknown) => onFault(subscriber, fault),
      )
    await house.db.ask(
      `update platform.subscribers s set written_by = $2, position = $3
       where s.name = any($1) and (s.written_by, s.position) < ($2::xid8, $3::bigint)`,
      [heard.map((each) => each.name), last.written_by, last.position],
    )
    passed += last.passed
    if (last.passed < batch) break
    ;[going, at] = [heard, last]
  }
  return passed
}

/**
 * Gives subscribers what is new; gives the number of facts passed. Facts come in the order of their transactions, then positions;
 * transactions still under way hold back what comes after them, so that nothing ever appears behind a reader. Those that stand at
 * one place, as a rule all, are served from one reading.
 */
export async function deliverAll(
  house: Pick<House, 'db'>,
  subscribers: readonly Subscriber[],
  delivery: Delivery = throughout,
): Promise<number> {
  const standings = await findStandings(
    house,
    subscribers.map((each) => each.name),
  )
  const groups = Map.groupBy(subscribers, ({ name }) => {
    const { written_by, position } = standings.get(name)!
    return `${written_by} ${position}`
  })
  let passed = 0
  for (const group of groups.values())
    passed += await deliverTogether(house, group, standings.get(group[0]!.name)!, delivery)
  return passed
}

/** Gives one subscriber what is new. */
export function deliver(house: Pick<House, 'db'>, subscriber: Subscriber): Promise<number> {
  return deliverAll(house, [subscriber])
}

/** Keeps delivering every `every` ms; a fault stops that subscriber's turn, not the others. Gives the way to stop. */
export function keepDelivering(
  house: Pick<House, 'db'>,
  subscribers: readonly Subscriber[],
  every = 500,
): () => Promise<void> {
  const onFault = ({ name }: Subscriber, fault: unknown) =>
    console.error(`subscriber ${name} failed, will be tried again:`, fault)
  return keepLooking(
    (stopped) => deliverAll(house, subscribers, { onFault, stopped }),
    every,
    'facts could not be read',
  )
}
