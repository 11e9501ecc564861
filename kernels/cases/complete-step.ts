/** Completing a step: what its outcome means in law, then the process goes on. */

import type { Day } from '@steppe/kernels/calendar'
import type { ProcessEvent } from '@steppe/kernels/process'
import type { Act, Deed } from './acts.ts'
import { findTask, no, type Result, waiting } from './answer.ts'
import { startClock } from './clock.ts'
import type { CaseContext } from './context.ts'
import { hearingOpen } from './hearing.ts'
import { stepDeeds } from './order.ts'
import { stepProcess } from './run-process.ts'
import type { CaseState, Task } from './state.ts'

/** Outcomes that take something from the applicant need a reason. Source: 行政许可法 art. 38. */
export const needsReason = ['refuse', 'deny', 'fail', 'reject']

export function complete(
  state: CaseState,
  deed: Extract<Deed, { kind: 'complete' }>,
  act: Act,
  context: CaseContext,
): Result {
  const task = findTask(state, deed.task)
  if (!task) return no('task_gone')
  // An order's steps are finished by deeds of their own, which know its rules.
  if (state.order && stepDeeds[task.action]) return no('not_for_this_step', { step: task.name })
  if (!task.outcomes.includes(deed.outcome)) return no('outcome_unknown', { outcomes: task.outcomes.join(', ') })
  const waits = waiting(state)
  if (waits) return waits
  const open = task.action === 'decide' ? hearingOpen(state, act, context) : undefined
  if (open) return open
  const { supplement } = state
  if (deed.outcome === 'approve' && supplement && !supplement.suppliedOn)
    return no('approved_while_missing', { day: supplement.by })
  const reasoned = deed.opinion !== undefined && deed.opinion.trim().length > 0
  if (needsReason.includes(deed.outcome) && !reasoned) return no('reason_needed')
  const noted = noteOutcome(state, task, deed, act, context)
  const event: ProcessEvent = {
    type: 'complete',
    task: task.id,
    by: act.actor.id,
    outcome: { ...deed.data, outcome: deed.outcome },
  }
  return stepProcess(noted, event, act.at, context)
}

/** What an outcome means in law, before the process goes on. */
export function noteOutcome(
  state: CaseState,
  task: Task,
  deed: Extract<Deed, { kind: 'complete' }>,
  act: Act,
  context: CaseContext,
): CaseState {
  const today = context.dayOf(act.at)
  const findings = {
    ...state.findings,
    ...deed.data,
    outcome: deed.outcome,
    [task.node]: { ...deed.data, outcome: deed.outcome },
  }
  const noted = { ...state, findings }
  if (task.action === 'accept' && deed.outcome === 'accept') return accept(noted, today, context)
  if (task.action === 'accept' && deed.outcome === 'refuse')
    return { ...noted, status: 'refused', reasons: deed.opinion ?? '', closedOn: today, lawTimers: [] }
  if (task.action !== 'decide') return noted
  const outcome = deed.outcome === 'approve' ? 'approved' : 'denied'
  const decided = { ...noted, status: 'decided', decidedOn: today, outcome, lawTimers: [] } as const
  return { ...decided, ...(deed.opinion ? { reasons: deed.opinion } : {}) }
}

/** 受理. A corrected case is accepted from the day the correction came. */
export function accept(state: CaseState, today: Day, context: CaseContext): CaseState {
  if (state.acceptedOn) return { ...state, status: 'accepted' }
  return { ...startClock(state, today, context), stage: 'accepted', lawTimers: [] }
}
