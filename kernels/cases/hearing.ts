/** 听证: the applicant is told that they may ask to be heard, asks within the law's days, and is heard within further days. Source: 行政许可法 arts. 45–48. */
import type { Act, Deed } from './acts.ts'
import { endOf, no, only, type Result, waiting } from './answer.ts'
import { deriveDue, openPause } from './clock.ts'
import type { CaseContext, CaseRefusal } from './context.ts'
import type { CaseState } from './state.ts'
import { isOver } from './stop-clock.ts'

/** What the office tells, and what the applicant answers. */
export function hear(
  state: CaseState,
  deed: Extract<Deed, { kind: 'offer_hearing' | 'answer_hearing' | 'call_hearing' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (deed.kind === 'offer_hearing') return offerHearing(state, act, context)
  return deed.kind === 'call_hearing'
    ? callHearing(state, deed, act, context)
    : answerHearing(state, deed, act, context)
}

/** Tells of the right, once and before the decision; from then on nothing is decided until it is answered or its days are over. */
function offerHearing(state: CaseState, act: Act, context: CaseContext): Result {
  const { hearing } = context.law
  if (!hearing || !state.clock.from || state.decidedOn) return no('clock_not_running')
  if (state.hearing) return no('hearing_offered')
  const waits = waiting(state)
  if (waits) return waits
  if (isOver(state, act, context)) return no('term_over')
  const offeredOn = context.dayOf(act.at)
  return only({ ...state, hearing: { offeredOn, askBy: endOf(hearing.ask, offeredOn, context) } })
}

/** Asked for, the clock stands until the hearing was held; waived, the decision may follow at once. */
function answerHearing(
  state: CaseState,
  deed: Extract<Deed, { kind: 'answer_hearing' }>,
  act: Act,
  context: CaseContext,
): Result {
  const { law } = context
  const today = context.dayOf(act.at)
  if (!law.hearing || !state.hearing || state.hearing.answeredOn || state.decidedOn) return no('no_hearing_offered')
  if (today > state.hearing.askBy) return no('hearing_late', { day: state.hearing.askBy })
  const hearing = { ...state.hearing, answeredOn: today, wanted: deed.wanted }
  if (!deed.wanted) return only({ ...state, hearing })
  const asked = { ...state, hearing: { ...hearing, holdBy: endOf(law.hearing.hold, today, context) } }
  if (openPause(state.clock)) return only(asked)
  const stopped = { start: today, kind: law.hearing.procedure, reason: deed.reason ?? '' }
  return only({ ...asked, clock: deriveDue({ ...state.clock, pauses: [...state.clock.pauses, stopped] }, context) })
}

/** Tells when and where it is held: not before the days of notice are over, not after the last day. Sent anew, it puts it off or moves it. */
function callHearing(
  state: CaseState,
  { on, hour, place }: Extract<Deed, { kind: 'call_hearing' }>,
  act: Act,
  context: CaseContext,
): Result {
  const { law } = context
  const { hearing } = state
  if (!law.hearing || !hearing?.holdBy || state.decidedOn) return no('no_hearing_asked')
  const earliest = endOf(law.hearing.notice, context.dayOf(act.at), context)
  if (on < earliest) return no('hearing_notice_short', { day: earliest })
  if (on > hearing.holdBy) return no('hearing_held_late', { day: hearing.holdBy })
  return only({ ...state, hearing: { ...hearing, called: { on, hour, place } } })
}

/** Why nothing may be decided yet: the days in which a hearing may be asked for run. */
export function hearingOpen(state: CaseState, act: Act, context: CaseContext): CaseRefusal | undefined {
  const { hearing } = state
  if (!hearing || hearing.answeredOn || context.dayOf(act.at) > hearing.askBy) return undefined
  return no('hearing_may_be_asked', { day: hearing.askBy })
}
