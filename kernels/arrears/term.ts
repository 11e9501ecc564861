/** 付款期限: from which day it runs, how long it is, on which day it ends. Source: 国务院令第802号 arts. 9, 10; 民法典 arts. 201, 203. */
import { addDays, type Calendar, type Day, termEnd } from '@steppe/kernels/calendar'
import type { ArrearsLaw, DebtorKind } from './law.ts'

/** What starts the term. Days are civil days. */
export type Start =
  | { readonly by: 'delivery'; readonly on: Day }
  /** 进度结算、定期结算: the day on which both confirmed the amount. */
  | { readonly by: 'settlement'; readonly on: Day }
  /** 检验、验收合格 as a condition. `until`: the end of the agreed time for it; `delayed`: it was the debtor who put it off. */
  | { readonly by: 'acceptance'; readonly passedOn?: Day; readonly until?: Day; readonly delayed?: boolean }

/** What was agreed on the term, as far as anything was. */
export interface AgreedTerm {
  readonly days?: number
  /** 背靠背: payment was made to depend on what a third party pays. */
  readonly backToBack?: boolean
}

export type TermReason = 'statutory' | 'agreed' | 'capped' | 'back_to_back_void'

export interface TermFound {
  /** The day of the event; not counted itself. */
  readonly from: Day
  /** `acceptance_put_off`: the agreed time for acceptance ran out by the debtor's doing. */
  readonly startedBy: Start['by'] | 'acceptance_put_off'
  readonly days: number
  readonly reason: TermReason
  /** Last day on which payment is in time. */
  readonly due: Day
  /** The day before it moved to a working day. */
  readonly rolledFrom?: Day
  /** The year of the due day has no notice of holidays yet. */
  readonly provisional: boolean
  /** Longer than the law's own term and for the courts to weigh by the custom of the trade. */
  readonly tradeCustom: boolean
  readonly articles: readonly string[]
}

export type TermFault = 'acceptance_open' | 'term_not_set'

/** The term of payment. Faults: acceptance still open through nobody's delay; a law that sets no days and a contract that agrees none. */
export function findTerm(
  law: ArrearsLaw,
  debtor: DebtorKind,
  start: Start,
  agreed: AgreedTerm,
  calendar: Calendar,
): TermFound | TermFault {
  const began = beginOf(start)
  if (!began) return 'acceptance_open'
  const rule = law.terms[debtor]
  const length = lengthOf(rule, agreed)
  if (!length) return 'term_not_set'
  const end = termEnd(calendar, { term: { length: length.days, unit: 'd' }, from: began.from })
  return {
    ...began,
    ...length,
    due: end.due!,
    ...(end.rolledFrom ? { rolledFrom: end.rolledFrom } : {}),
    provisional: end.provisional,
    tradeCustom: rule.days !== null && rule.longest === null && length.days > rule.days,
    articles: [rule.article, ...articleOfStart(law, start)],
  }
}

function beginOf(start: Start): Pick<TermFound, 'from' | 'startedBy'> | undefined {
  if (start.by !== 'acceptance') return { from: start.on, startedBy: start.by }
  const { passedOn, until, delayed } = start
  const late = until !== undefined && (passedOn === undefined || passedOn > until)
  if (delayed && late) return { from: until, startedBy: 'acceptance_put_off' }
  return passedOn && { from: passedOn, startedBy: 'acceptance' }
}

function lengthOf(
  { days, longest, backToBackVoid }: ArrearsLaw['terms'][DebtorKind],
  agreed: AgreedTerm,
): Pick<TermFound, 'days' | 'reason'> | undefined {
  if (agreed.backToBack && backToBackVoid && days !== null) return { days, reason: 'back_to_back_void' }
  if (agreed.days === undefined) return days === null ? undefined : { days, reason: 'statutory' }
  if (longest !== null && agreed.days > longest) return { days: longest, reason: 'capped' }
  return { days: agreed.days, reason: 'agreed' }
}

function articleOfStart(law: ArrearsLaw, { by }: Start): string[] {
  return by === 'delivery' ? [] : [law.start[by]]
}

/** The first day of interest: the day after the last day in time. */
export function firstLateDay({ due }: Pick<TermFound, 'due'>): Day {
  return addDays(due, 1)
}
