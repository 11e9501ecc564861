/** Interest day by day on what is still owed. Exact throughout: rounded to a fen only where a payment is set against it and at the end. */
import { addDays, type Day, daysBetween } from '@steppe/kernels/calendar'
import { type Fraction, roundHalfUp } from './fraction.ts'
import type { PaymentOrder } from './law.ts'

/** Whole fen. */
export type Fen = number

export interface Payment {
  readonly on: Day
  readonly amount: Fen
}

/** One stretch of days on which the same money was owed. */
export interface InterestLine {
  /** First and last day, both counted. */
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly principal: Fen
  /** Yuan with six digits, so that the lines can be added up by hand. */
  readonly interest: string
}

/** Where one payment went. */
export interface Allocation extends Payment {
  readonly toPrincipal: Fen
  readonly toInterest: Fen
}

export interface Accrued {
  readonly lines: readonly InterestLine[]
  readonly payments: readonly Allocation[]
  readonly principalLeft: Fen
  /** All interest that ever ran up, paid or not. */
  readonly interest: Fen
  readonly interestLeft: Fen
  /** Beyond what was owed; 0 unless too much was paid. */
  readonly overpaid: Fen
}

interface Standing {
  readonly principal: bigint
  /** Unpaid interest, in fen over the rate's denominator. */
  readonly unpaid: bigint
  readonly paid: bigint
  readonly until: Day
}

/**
 * What is owed when `asOf` is over. Interest runs from the day after `due` to the day of payment, that day counted; none runs on
 * interest. Payments may come in any order; those after `asOf` are not looked at.
 */
export function accrue(
  amount: Fen,
  due: Day,
  asOf: Day,
  rate: Fraction,
  order: PaymentOrder,
  payments: readonly Payment[],
): Accrued {
  const lines: InterestLine[] = []
  const done: Allocation[] = []
  let standing: Standing = { principal: BigInt(amount), unpaid: 0n, paid: 0n, until: due }
  let overpaid = 0n
  const run = (to: Day) => {
    if (to <= standing.until) return
    const line = lineOf(standing, to, rate)
    if (standing.principal > 0n) lines.push(line.line)
    standing = { ...standing, unpaid: standing.unpaid + line.over, until: to }
  }
  for (const payment of payments
    .filter(({ on }) => on <= asOf)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    run(payment.on)
    const settled = settle(standing, BigInt(payment.amount), rate.under, order)
    overpaid += settled.over
    standing = settled.standing
    done.push({ ...payment, toPrincipal: Number(settled.toPrincipal), toInterest: Number(settled.toInterest) })
  }
  run(asOf)
  const left = roundHalfUp(standing.unpaid, rate.under)
  return {
    lines,
    payments: done,
    principalLeft: Number(standing.principal),
    interest: Number(standing.paid + left),
    interestLeft: Number(left),
    overpaid: Number(overpaid),
  }
}

function lineOf(standing: Standing, to: Day, rate: Fraction): { readonly line: InterestLine; readonly over: bigint } {
  const days = daysBetween(standing.until, to)
  const over = standing.principal * BigInt(days) * rate.over
  const line = { from: addDays(standing.until, 1), to, days, principal: Number(standing.principal) }
  return { line: { ...line, interest: yuanText(over, rate.under) }, over }
}

/** Fen over `under` as yuan with six digits. */
function yuanText(over: bigint, under: bigint): string {
  const millionths = roundHalfUp(over * 10_000n, under)
  return `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`
}

interface Settled {
  readonly standing: Standing
  readonly toPrincipal: bigint
  readonly toInterest: bigint
  readonly over: bigint
}

/** Sets a payment against interest and principal. Interest that is paid whole leaves no fraction of a fen behind. */
function settle(standing: Standing, amount: bigint, under: bigint, order: PaymentOrder): Settled {
  const owed = roundHalfUp(standing.unpaid, under)
  const first = least(amount, order === 'interest_first' ? owed : standing.principal)
  const second = least(amount - first, order === 'interest_first' ? standing.principal : owed)
  const [toInterest, toPrincipal] = order === 'interest_first' ? [first, second] : [second, first]
  const unpaid = toInterest === owed && owed > 0n ? 0n : standing.unpaid - toInterest * under
  const next = { ...standing, principal: standing.principal - toPrincipal, unpaid, paid: standing.paid + toInterest }
  return { standing: next, toPrincipal, toInterest, over: amount - first - second }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
