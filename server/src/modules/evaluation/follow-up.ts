/** The case that follows a bad rating: its number follows from the rated case, so that it is opened once. */
import { createHash } from 'node:crypto'
import type { Day } from '@steppe/kernels/calendar'
import { makeCaseId } from '#cases/case-id'

/** The number of the case that follows a bad rating of this one, which was given on the day. */
export function followUpId({
  id,
  region,
  on,
}: {
  readonly id: string
  readonly region: string
  readonly on: string
}): string {
  const digest = createHash('sha256').update(`bad-review\n${id}`).digest()
  let index = 0
  return makeCaseId(region, on as Day, (below) => digest[index++]! % below)
}
