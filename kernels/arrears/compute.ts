/** What a debtor owes a small or medium firm on a day: term, rate, interest and what is left after payments, with the articles that say so. */
import type { Calendar, Day } from '@steppe/kernels/calendar'
import { type Accrued, accrue, type Fen, type Payment } from './accrue.ts'
import { type ArrearsLaw, type DebtorKind, type LprHistory, lawOn, type PaymentOrder } from './law.ts'
import { type AgreedRate, findRate, type RateFault, type RateFound } from './rate.ts'
import { type AgreedTerm, findTerm, type Start, type TermFault, type TermFound } from './term.ts'

/** Amounts in fen, days as civil days. */
export interface Debt {
  readonly debtor: DebtorKind
  /** The day of the contract: it decides which version of the law holds and which LPR is the least rate. */
  readonly signedOn: Day
  readonly amount: Fen
  readonly start: Start
  readonly agreedTerm?: AgreedTerm
  readonly agreedRate?: AgreedRate
  readonly payments?: readonly Payment[]
  /** What payments go to first where the parties agreed on it. */
  readonly paymentGoes?: PaymentOrder
}

export interface Owed extends Accrued {
  readonly asOf: Day
  readonly law: Pick<ArrearsLaw, 'id' | 'document' | 'from'>
  readonly term: TermFound
  readonly rate: Omit<RateFound, 'aDay'> & { readonly dayCount: number }
  readonly paymentGoes: PaymentOrder
  /** Days since the last day in time; 0 when none have passed, or all was paid. */
  readonly daysLate: number
  /** Principal and interest still to pay. */
  readonly total: Fen
}

export type DebtFault =
  | TermFault
  | RateFault
  | 'before_the_law'
  | 'amount_out_of_range'
  | 'starts_before_contract'
  | 'paid_too_much'
  | 'day_out_of_range'

export type Computed = { readonly ok: true; readonly owed: Owed } | { readonly ok: false; readonly fault: DebtFault }

/** A hundred billion yuan: sums stay far below the largest whole number that is exact. */
export const mostFen = 10_000_000_000_000

/** Longest agreed term that is looked at, and the longest span of interest, in days. */
const mostDays = 36_500

const isAmount = (fen: Fen) => Number.isSafeInteger(fen) && fen > 0 && fen <= mostFen
const no = (fault: DebtFault): Computed => ({ ok: false, fault })

/** What is owed when the day `asOf` is over. Payments after it are not looked at. */
export function computeOwed(
  debt: Debt,
  asOf: Day,
  laws: readonly ArrearsLaw[],
  lpr: LprHistory,
  calendar: Calendar,
): Computed {
  const law = lawOn(laws, debt.signedOn)
  if (!law) return no('before_the_law')
  const payments = debt.payments ?? []
  if (![debt.amount, ...payments.map(({ amount }) => amount)].every(isAmount)) return no('amount_out_of_range')
  const agreedTerm = debt.agreedTerm ?? {}
  const { days } = agreedTerm
  if (days !== undefined && !(Number.isSafeInteger(days) && days >= 0 && days <= mostDays))
    return no('day_out_of_range')
  const term = findTerm(law, debt.debtor, debt.start, agreedTerm, calendar)
  if (typeof term === 'string') return no(term)
  if (term.from < debt.signedOn) return no('starts_before_contract')
  const rate = findRate(law, lpr, debt.signedOn, debt.agreedRate)
  if (typeof rate === 'string') return no(rate)
  const paymentGoes = debt.paymentGoes ?? law.paymentGoes.to
  const accrued = accrue(debt.amount, term.due, asOf, rate.aDay, paymentGoes, payments)
  if (accrued.overpaid > 0) return no('paid_too_much')
  const { aDay: _aDay, ...shown } = rate
  const { id, document, from } = law
  return {
    ok: true,
    owed: {
      ...accrued,
      asOf,
      law: { id, document, from },
      term,
      rate: { ...shown, dayCount: law.interest.dayCount },
      paymentGoes,
      daysLate: accrued.lines.reduce((sum, line) => sum + line.days, 0),
      total: accrued.principalLeft + accrued.interestLeft,
    },
  }
}
