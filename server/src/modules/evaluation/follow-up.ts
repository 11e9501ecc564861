/** The case that follows a bad rating: its number follows from the rated case, so that it is opened once. */
import { createHash } from 'node:crypto'
import type { CaseState } from '@steppe/kernels/cases'
import { makeCaseId } from '#cases/case-id'

/** The number of the case that follows a bad rating of this one. */
export function followUpId(state: Pick<CaseState, 'id' | 'region' | 'rating'>): string {
  const digest = createHash('sha256').update(`bad-review\n${state.id}`).digest()
  let index = 0
  return makeCaseId(state.region, state.rating!.on, (below) => digest[index++]! % below)
}
