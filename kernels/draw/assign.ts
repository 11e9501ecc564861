/** Who inspects whom: for each visit the inspectors in an order of its own, those who stand back left out before anything is drawn. */
import { type DrawList, poolsOf } from './list.ts'
import { ticketRowsUnder } from './tickets.ts'

export interface Assignment {
  readonly inspector: string
  readonly pool: string
  /** Taken although the inspector has as many visits as should be at most. */
  readonly beyondLoad?: true
}

export interface Assigner {
  /** Adds inspectors of the pool to `kept` until there are `wanted`; those in `out` no longer come. Fewer only if the pool has no more. */
  readonly fill: (
    object: string,
    pool: string,
    wanted: number,
    kept: readonly Assignment[],
    out: ReadonlySet<string>,
  ) => readonly Assignment[]
  /** A visit of this inspector fell away. */
  readonly release: (inspector: string) => void
}

/** Inspectors are counted as they are assigned, so that who has the full load comes after those who have not. */
export function assignerFor(list: DrawList, seed: Uint8Array): Assigner {
  const pools = poolsOf(list)
  const ticketsOf = ticketRowsUnder(seed, 'inspector')
  const away = new Map<string, Set<string>>()
  for (const { inspector, object } of list.recusals) away.set(object, (away.get(object) ?? new Set()).add(inspector))
  const visits = new Map<string, number>()
  const most = list.load ?? Number.POSITIVE_INFINITY

  /** The tickets go by the place in the pool, which is committed; who stands back is passed over before the order is made. */
  const inOrder = (object: string, pool: string, isFree: (inspector: string) => boolean) => {
    const members = pools.get(pool) ?? []
    const tickets = ticketsOf(`${object}\0${pool}`, members.length)
    return members
      .map((inspector, place) => ({ inspector, ...tickets[place]! }))
      .filter((each) => isFree(each.inspector))
      .sort((a, b) => a.high - b.high || a.low - b.low || (a.inspector < b.inspector ? -1 : 1))
      .map((each) => each.inspector)
  }

  return {
    fill: (object, pool, wanted, kept, out) => {
      const missing = wanted - kept.filter((each) => each.pool === pool).length
      if (missing <= 0) return kept
      const taken = new Set(kept.map((each) => each.inspector))
      const order = inOrder(object, pool, (each) => !away.get(object)?.has(each) && !out.has(each) && !taken.has(each))
      const isFull = (inspector: string) => (visits.get(inspector) ?? 0) >= most
      const chosen = [...order.filter((each) => !isFull(each)), ...leastLoaded(order.filter(isFull), visits)]
      const added = chosen.slice(0, missing).map((inspector): Assignment => {
        const beyond = isFull(inspector)
        visits.set(inspector, (visits.get(inspector) ?? 0) + 1)
        return { inspector, pool, ...(beyond ? { beyondLoad: true } : {}) }
      })
      return [...kept, ...added]
    },
    release: (inspector) => void visits.set(inspector, (visits.get(inspector) ?? 1) - 1),
  }
}

/** Beyond the load the burden is spread: fewest visits first, then the drawn order (the sort is stable). */
function leastLoaded(order: readonly string[], visits: ReadonlyMap<string, number>): readonly string[] {
  return [...order].sort((one, other) => (visits.get(one) ?? 0) - (visits.get(other) ?? 0))
}
