/** How a case ends: withdrawn, lapsed, closed with its process, or revoked when a promise was not kept. */

import type { Day } from '@steppe/kernels/calendar'
import type { Act, Deed } from './acts.ts'
import { endOf, no, only, type Result } from './answer.ts'
import type { CaseContext } from './context.ts'
import { followDueDays } from './due-days.ts'
import { followAlarm } from './order-clock.ts'
import { stepProcess } from './run-process.ts'
import { type CaseState, ended } from './state.ts'

/** 撤件: until the decision, by whoever applied. */
export function withdraw(state: CaseState, act: Act, context: CaseContext): Result {
  if (state.decidedOn) return no('decided_already')
  return endEarly(state, 'withdrawn', act.at, context)
}

export function endEarly(state: CaseState, status: 'withdrawn' | 'lapsed', at: number, context: CaseContext): Result {
  const over = stepProcess(state, { type: 'cancel' }, at, context)
  if ('refused' in over) return over
  const closed = {
    ...over.state,
    status,
    stage: status,
    closedOn: context.dayOf(at),
    tasks: [],
    lawTimers: [],
    processTimers: [],
  }
  return { ...over, state: closed }
}

/** 告知承诺 checked later: kept, to be put right by a day, or the decision is revoked. */
export function checkPromise(
  state: CaseState,
  deed: Extract<Deed, { kind: 'check_promise' }>,
  act: Act,
  context: CaseContext,
): Result {
  if (!state.promise || state.outcome !== 'approved') return no('no_promise')
  if (state.promise.kept !== undefined && !state.promise.rectifyBy) return no('promise_checked')
  const { rectifyBy: _by, ...promise } = state.promise
  if (deed.kept) return only({ ...state, promise: { ...promise, kept: true } })
  if (deed.rectifyBy && !state.promise.rectifyBy) {
    if (deed.rectifyBy <= context.dayOf(act.at)) return no('day_out_of_range')
    return only({ ...state, promise: { ...state.promise, kept: false, rectifyBy: deed.rectifyBy } })
  }
  return only({ ...state, status: 'revoked', stage: 'revoked', promise: { ...promise, kept: false } })
}

/** After each act: a process that has ended closes its case; tasks follow the due day of the case. */
export function settle(state: CaseState, at: number, context: CaseContext): CaseState {
  const today = context.dayOf(at)
  const over = state.tasks.length === 0 && state.marking.status === 'ended'
  if (over && !ended.includes(state.status)) return followAlarm(close(state, today, context), context)
  return followAlarm({ ...state, tasks: followDueDays(state, context) }, context)
}

export function close(state: CaseState, today: Day, context: CaseContext): CaseState {
  const checked =
    state.promise && state.outcome === 'approved'
      ? { promise: { ...state.promise, checkBy: endOf(context.law.promiseCheck, today, context) } }
      : {}
  return { ...state, ...checked, status: 'closed', stage: 'closed', closedOn: today, lawTimers: [], processTimers: [] }
}
