/** A firm under a draft and under what is in force now. */
import type { Judged } from './judge-base.ts'

/** Yuan; 0 for those that have it without an amount. */
export interface Compared extends Judged {
  readonly has: boolean
  readonly had: boolean
  readonly is: number
  readonly was: number
}

export function compare(judged: Judged, comparing: boolean): Compared {
  const [now, then] = judged.decisions
  const worth = (decision: typeof now) =>
    typeof decision?.amount === 'number' && decision.verdict === 'yes' ? decision.amount : 0
  const old = comparing ? then : undefined
  return { ...judged, has: now?.verdict === 'yes', had: old?.verdict === 'yes', is: worth(now), was: worth(old) }
}

/** 1 for those who gain, −1 for those who lose. */
export function changeOf({ has, had, is, was }: Compared): number {
  if (has !== had) return has ? 1 : -1
  return Math.sign(is - was)
}
