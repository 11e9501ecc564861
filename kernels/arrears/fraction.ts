/** Exact rates: whole numbers above and below a line, so that no fen is lost on the way. */

/** A rate for one day, as a share of the money owed. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

const shape = /^\d{1,4}(\.\d{1,6})?$/

/** `0.05` (per cent) as 5/10000. Undefined for anything that is no decimal with at most six digits behind the point. */
export function percent(text: string): Fraction | undefined {
  if (!shape.test(text)) return undefined
  const [whole = '', behind = ''] = text.split('.')
  return { over: BigInt(whole + behind), under: 10n ** BigInt(behind.length) * 100n }
}

/** A rate for a year as one for a day. */
export function daily(rate: Fraction, dayCount: number): Fraction {
  return { over: rate.over, under: rate.under * BigInt(dayCount) }
}

/** Whether the first is smaller than the second. */
export function smaller(one: Fraction, other: Fraction): boolean {
  return one.over * other.under < other.over * one.under
}

/** Half and more goes up; for values not below zero. */
export function roundHalfUp(over: bigint, under: bigint): bigint {
  return (over * 2n + under) / (under * 2n)
}
