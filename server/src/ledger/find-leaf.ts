/** Where the numbers of a subject stand in the log. */
import type { House } from '#platform/module'

export interface PlacedRun {
  readonly first: number
  readonly count: number
  /** Index of the leaf of `first`. */
  readonly leaf: number
}

/** Index of the leaf of number `n` (from 1) of a subject; nothing while it is not sealed. */
export async function findLeaf(house: Pick<House, 'db'>, subject: string, n: number): Promise<number | undefined> {
  const [run] = await house.db.ask<PlacedRun>(
    'select l.first, l.count, l.leaf from ledger.leaves l where l.subject = $1 and l.first <= $2 order by l.first desc limit 1',
    [subject, n],
  )
  return run && n < run.first + run.count ? run.leaf + n - run.first : undefined
}

/** All that is sealed of a subject: index of the leaf by number. */
export async function findLeaves(house: Pick<House, 'db'>, subject: string): Promise<ReadonlyMap<number, number>> {
  const runs = await house.db.ask<PlacedRun>(
    'select l.first, l.count, l.leaf from ledger.leaves l where l.subject = $1 order by l.first',
    [subject],
  )
  return new Map(runs.flatMap((run) => Array.from({ length: run.count }, (_, i) => [run.first + i, run.leaf + i])))
}
