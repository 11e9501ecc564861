/** The clock of a case: starts with acceptance, stands during special procedures, is extended at most as often as the law allows. */
import { type Day, type Pause, termEnd } from '@steppe/kernels/calendar'
import type { CaseContext } from './context.ts'
import type { CaseState, Clock } from './state.ts'

/** The due day anew after anything that moves it; none while a special procedure runs. */
export function deriveDue(clock: Clock, context: CaseContext): Clock {
  if (!clock.from) return clock
  const end = termEnd(context.calendar, {
    term: clock.term,
    from: clock.from,
    pauses: clock.pauses,
    extensions: clock.extensions,
  })
  const { due: _due, provisional: _provisional, ...rest } = clock
  return { ...rest, ...(end.due ? { due: end.due } : {}), ...(end.provisional ? { provisional: true } : {}) }
}

/** 受理: the term runs from this day (the day itself is not counted). */
export function startClock(state: CaseState, from: Day, context: CaseContext): CaseState {
  return { ...state, status: 'accepted', acceptedOn: from, clock: deriveDue({ ...state.clock, from }, context) }
}

/** The special procedure that runs now, if any. */
export function openPause(clock: Clock): Pause | undefined {
  return clock.pauses.find((pause) => pause.end === undefined)
}

/** Ends the running special procedure on `end`. */
export function closePause(clock: Clock, end: Day, context: CaseContext): Clock {
  const pauses = clock.pauses.map((pause) => (pause.end === undefined ? { ...pause, end } : pause))
  return deriveDue({ ...clock, pauses }, context)
}
