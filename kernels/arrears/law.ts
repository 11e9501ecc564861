/** What the law says of payments to small and medium firms, as data: terms, interest, grounds that excuse nothing. Source: 保障中小企业款项支付条例, in its versions. */
import type { Day } from '@steppe/kernels/calendar'

export interface Words {
  readonly zh: string
  readonly en: string
}

/** Who owes: 机关、事业单位, or 大型企业. */
export type DebtorKind = 'authority' | 'large_firm'

/** 付款期限 for one kind of debtor. */
export interface PaymentTerm {
  /** Calendar days where the contract says nothing; null where the law sets none. */
  readonly days: number | null
  /** The most that a contract may agree; null where there is no fixed limit. */
  readonly longest: number | null
  /** Whether “pay when paid” is void and the term of the law stands in its place. */
  readonly backToBackVoid: boolean
  readonly article: string
}

/** One version of the law; it holds for contracts made in its time (立法法 art. 104: no effect on the past). */
export interface ArrearsLaw {
  readonly id: string
  readonly document: Words
  readonly from: Day
  /** Last day; absent while it is in force. */
  readonly until?: Day
  readonly terms: Readonly<Record<DebtorKind, PaymentTerm>>
  readonly start: { readonly settlement: string; readonly acceptance: string }
  readonly interest: {
    /** Per cent a day where nothing was agreed. */
    readonly daily: string
    /** Days by which a rate for a year is divided. */
    readonly dayCount: number
    readonly article: string
    readonly dayCountSource: string
  }
  /** To what a payment goes first where the parties agreed nothing. */
  readonly paymentGoes: { readonly to: PaymentOrder; readonly source: string }
  /** 不得作为拒付、迟付理由的情形. */
  readonly noExcuses: readonly { readonly id: string; readonly title: Words; readonly article: string }[]
  /** 投诉: forwarded, handled, at most. */
  readonly complaint: {
    readonly forward: string
    readonly handle: string
    readonly longest: string
    readonly article: string
  }
}

export type PaymentOrder = 'interest_first' | 'principal_first'

/** 一年期贷款市场报价利率: each rate from the day it was published. */
export interface LprHistory {
  readonly source: string
  /** Up to this day the list is known to be whole; later the last rate is used and marked as provisional. */
  readonly checkedUntil: Day
  readonly rates: readonly { readonly from: Day; readonly annual: string }[]
}

/** The version under which a contract of this day stands; undefined for contracts older than the first. */
export function lawOn(laws: readonly ArrearsLaw[], signedOn: Day): ArrearsLaw | undefined {
  return laws.find((law) => law.from <= signedOn && (law.until === undefined || signedOn <= law.until))
}

/** The one-year LPR on a day, per cent a year; undefined before the first. */
export function lprOn(
  history: LprHistory,
  on: Day,
): { readonly annual: string; readonly provisional: boolean } | undefined {
  const rate = history.rates.findLast(({ from }) => from <= on)
  return rate && { annual: rate.annual, provisional: on > history.checkedUntil }
}
