/** What comes from outside a person’s hands: answers of rules and services, another installation, the passing of time. */

import type { Day } from '@steppe/kernels/calendar'
import type { ProcessEvent } from '@steppe/kernels/process'
import { fireAlarm } from './act-on-order.ts'
import type { Act, Deed } from './acts.ts'
import { no, only, type Result } from './answer.ts'
import { startClock } from './clock.ts'
import type { CaseContext } from './context.ts'
import { endEarly } from './end-case.ts'
import { deemRenewed, silenceRenewsAfter } from './renewal.ts'
import { stepProcess } from './run-process.ts'
import type { CaseState, LawTimer } from './state.ts'

export function answered(
  state: CaseState,
  deed: Extract<Deed, { kind: 'rule_answered' | 'service_answered' }>,
  act: Act,
  context: CaseContext,
): Result {
  const { call, outcome } = deed
  const key = deed.kind === 'rule_answered' ? deed.decision : deed.action
  const findings = { ...state.findings, [key]: outcome }
  const issued = Array.isArray(outcome.results) ? (outcome.results as CaseState['results']) : []
  return stepProcess(
    { ...state, findings, results: [...state.results, ...issued] },
    { type: 'answer', call, outcome: { ...outcome } },
    act.at,
    context,
  )
}

/** 转办属地 across installations: the case here mirrors what the handling installation reports, and ends when that one ends. */
export function receiveMessage(
  state: CaseState,
  deed: Extract<Deed, { kind: 'receive_message' }>,
  act: Act,
  context: CaseContext,
): Result {
  const { status, acceptedOn, due, decidedOn, outcome, reasons, results, ended: over, case: there } = deed.progress
  const mirrored: CaseState = {
    ...state,
    status: over ? state.status : status,
    stage: status,
    ...(acceptedOn ? { acceptedOn } : {}),
    ...(decidedOn && outcome ? { decidedOn, outcome } : {}),
    ...(reasons ? { reasons } : {}),
    ...(due ? { clock: { ...state.clock, due } } : {}),
    results: results ?? state.results,
    findings: { ...state.findings, handledAs: there },
    lawTimers: [],
  }
  const event: ProcessEvent = { type: 'message', name: deed.name, outcome: { ended: over, status } }
  const stepped = stepProcess(mirrored, event, act.at, context)
  if ('refused' in stepped || !over || status === 'closed') return stepped
  return { ...stepped, state: { ...stepped.state, status, closedOn: context.dayOf(act.at) } }
}

/** Time has passed: fires what is due, the law's timers first. */
export function wake(state: CaseState, act: Act, context: CaseContext): Result {
  const today = context.dayOf(act.at)
  const law = state.lawTimers.find((timer) => timer.after < today)
  if (law) return fireLawTimer(state, law, act, context)
  const silent = silenceRenewsAfter(state)
  if (silent && silent < today) return deemRenewed(state, act, context)
  const alarm = state.order?.alarm
  if (alarm && alarm.at <= act.at) return fireAlarm(state, act, context)
  const timer = state.processTimers.find((each) => each.at <= act.at)
  if (!timer) return no('nothing_due')
  const rest = { ...state, processTimers: state.processTimers.filter((each) => each.id !== timer.id) }
  return stepProcess(rest, { type: 'timer', timer: timer.id }, act.at, context)
}

export function fireLawTimer(state: CaseState, timer: LawTimer, act: Act, context: CaseContext): Result {
  const lawTimers = state.lawTimers.filter((each) => each.id !== timer.id)
  const rest = { ...state, lawTimers }
  if (timer.id !== 'deemed_acceptance') return endEarly(rest, 'lapsed', act.at, context)
  const task = state.tasks.find((each) => each.action === 'accept')
  const accepted = { ...startClock(rest, receiptDay(state), context), stage: 'accepted' }
  if (!task) return only(accepted)
  const findings = { ...accepted.findings, outcome: 'accept', [task.node]: { outcome: 'accept' } }
  const event: ProcessEvent = { type: 'complete', task: task.id, by: act.actor.id, outcome: { outcome: 'accept' } }
  return stepProcess({ ...accepted, findings }, event, act.at, context)
}

/** 逾期不告知的，自收到之日起即为受理: the receipt, or the day the correction came. */
export function receiptDay(state: CaseState): Day {
  return state.correction?.suppliedOn ?? state.openedOn
}

/** When the platform must look at the case again: the earliest timer, as an instant, or never. */
export function wakeAt(state: CaseState, startOfDay: (day: Day) => number): number | undefined {
  const law = state.lawTimers.map((timer) => startOfDay(addDay(timer.after)))
  const alarm = state.order?.alarm
  const silent = silenceRenewsAfter(state)
  const renewed = silent ? [startOfDay(addDay(silent))] : []
  const all = [...law, ...renewed, ...state.processTimers.map((timer) => timer.at), ...(alarm ? [alarm.at] : [])]
  return all.length === 0 ? undefined : Math.min(...all)
}

export function addDay(day: Day): Day {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10) as Day
}
