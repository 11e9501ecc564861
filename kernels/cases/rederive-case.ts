/** A calendar amended late: which days of a running case move, and the act that writes them down. Source: 行政许可法 arts. 32, 42, 82. */
import type { Day } from '@steppe/kernels/calendar'
import type { Deed } from './acts.ts'
import { endOf, only, type Result } from './answer.ts'
import { deriveDue } from './clock.ts'
import type { CaseContext } from './context.ts'
import { dueOfStep, followDueDays } from './due-days.ts'
import { receiptDay } from './hear-world.ts'
import { type CaseState, ended, type LawTimer, type ProcessTimer } from './state.ts'

export type Rederived = Extract<Deed, { kind: 'deadline_rederived' }>

/** The act that brings the days of a case to the calendar of the context, or nothing where none moves or the matter is decided. */
export function rederiveCase(state: CaseState, context: CaseContext, reason: string): Rederived | undefined {
  if (ended.includes(state.status) || state.decidedOn) return undefined
  const clock = deriveDue(state.clock, context)
  const steps = movedSteps(state, context)
  const silence = movedSilence(state, context)
  const timers = movedTimers(state, context)
  const dueMoved = clock.due !== state.clock.due || clock.provisional !== state.clock.provisional
  if (!dueMoved && steps.length === 0 && !silence && timers.length === 0) return undefined
  return {
    kind: 'deadline_rederived',
    reason,
    ...(state.clock.due ? { was: state.clock.due } : {}),
    ...(clock.due ? { due: clock.due } : {}),
    ...(clock.provisional ? { provisional: true } : {}),
    ...(steps.length > 0 ? { steps } : {}),
    ...(silence ? { silence } : {}),
    ...(timers.length > 0 ? { timers } : {}),
  }
}

/** Writes the new days into the case; the old ones stand in the act. */
export function applyRederived(state: CaseState, deed: Rederived, context: CaseContext): Result {
  const { due: _due, provisional: _provisional, ...clock } = state.clock
  const stepDue = new Map((deed.steps ?? []).map((step) => [step.task, step.due]))
  const timerAt = new Map((deed.timers ?? []).map((timer) => [timer.timer, timer.at]))
  const moved: CaseState = {
    ...state,
    clock: {
      ...clock,
      ...(deed.due ? { due: deed.due } : {}),
      ...(deed.provisional ? { provisional: true } : {}),
    },
    lawTimers: state.lawTimers.map((timer) =>
      deed.silence && timer.id === 'deemed_acceptance' ? { ...timer, after: deed.silence.due } : timer,
    ),
    processTimers: state.processTimers.map((timer) => ({ ...timer, at: timerAt.get(timer.id) ?? timer.at })),
    tasks: state.tasks.map((task) => (stepDue.has(task.id) ? { ...task, dueOn: stepDue.get(task.id)! } : task)),
  }
  return only({ ...moved, tasks: followDueDays(moved, context) })
}

/** Steps with a term of their own; the others follow the case. */
function movedSteps(state: CaseState, context: CaseContext): NonNullable<Rederived['steps']> {
  return state.tasks.flatMap((task) => {
    if (!context.definition.nodes[task.node]?.term) return []
    const due = dueOfStep(state, task, context)
    return due && due !== task.dueOn ? [{ task: task.id, ...(task.dueOn ? { was: task.dueOn } : {}), due }] : []
  })
}

/** The day from which silence of the office is acceptance. */
function movedSilence(state: CaseState, context: CaseContext): { was: Day; due: Day } | undefined {
  const timer = state.lawTimers.find((each: LawTimer) => each.id === 'deemed_acceptance')
  if (!timer) return undefined
  const due = endOf(context.law.correctionNotice, receiptDay(state), context)
  return due === timer.after ? undefined : { was: timer.after, due }
}

/** Timers of the process that were set in working days. */
function movedTimers(state: CaseState, context: CaseContext): NonNullable<Rederived['timers']> {
  return state.processTimers.flatMap((timer: ProcessTimer) => {
    if (!timer.term || timer.since === undefined) return []
    const at = context.timerAt(timer.since, timer.term)
    return at === timer.at ? [] : [{ timer: timer.id, was: timer.at, at }]
  })
}
