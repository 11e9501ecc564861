/** The join between a case and its process: steps the tokens, turns what they do into tasks, timers, statuses and calls. */
import { type Effect, type ProcessEvent, type Step, start, step } from '@steppe/kernels/process'
import { startClock } from './clock.ts'
import type { CaseContext, CaseEffect, CaseRefusal, Outcome } from './context.ts'
import { dueOfStep } from './due-days.ts'
import { stepLimit } from './order-clock.ts'
import type { CaseState, Task } from './state.ts'

/** What conditions and assignees of a process may read. */
export function factsOf(state: CaseState): Record<string, unknown> {
  return {
    ...state.findings,
    form: state.answers,
    applicant: state.applicant,
    region: state.region,
    league: state.league,
    department: state.department,
    channel: state.channel,
    item: state.item,
    promise: state.promise !== undefined,
    status: state.status,
    materials: state.materials.map((material) => material.id),
  }
}

/** Starts the process of a case just opened. */
export function startProcess(state: CaseState, at: number, context: CaseContext): Outcome {
  const first = start(context.definition, factsOf(state), context.expressions)
  if ('refused' in first) throw new Error(`process ${state.process.key} does not start: ${first.what}`)
  return followStep(state, first, at, context)
}

/** Steps the process by one event. */
export function stepProcess(
  state: CaseState,
  event: ProcessEvent,
  at: number,
  context: CaseContext,
): Outcome | CaseRefusal {
  const next = step(context.definition, state.marking, event, factsOf(state), context.expressions)
  return 'refused' in next
    ? { refused: true, code: 'cases.process_refuses', params: { process: next.code, why: next.what } }
    : followStep(state, next, at, context)
}

export function followStep(before: CaseState, next: Step, at: number, context: CaseContext): Outcome {
  const calls: CaseEffect[] = []
  let state: CaseState = { ...before, marking: next.marking }
  for (const effect of next.effects) state = applyEffect(state, effect, at, context, calls)
  return { state, effects: calls }
}

function applyEffect(
  state: CaseState,
  effect: Effect,
  at: number,
  context: CaseContext,
  calls: CaseEffect[],
): CaseState {
  switch (effect.type) {
    case 'task-opened':
      return addTask(state, openTask(state, effect, at, context))
    case 'task-closed':
      return { ...state, tasks: state.tasks.filter((task) => task.id !== effect.task) }
    case 'timer-set': {
      const text = (effect.duration ?? effect.date ?? effect.cycle)!
      const set = { id: effect.timer, at: context.timerAt(at, text) }
      const timer = inDays.test(text) ? { ...set, since: at, term: text } : set
      return { ...state, processTimers: [...state.processTimers, timer] }
    }
    case 'timer-cancelled':
      return { ...state, processTimers: state.processTimers.filter((timer) => timer.id !== effect.timer) }
    case 'state-entered':
      return enterState(state, effect.state, at, context)
    case 'rule-called':
      calls.push({ kind: 'rule_called', call: effect.call, decision: effect.decision })
      return state
    case 'service-called':
      calls.push({ kind: 'service_called', call: effect.call, action: effect.action })
      return state
    case 'message-sent':
      calls.push({ kind: 'fact', name: 'message_sent', data: { name: effect.name } })
      return state
    default:
      return state
  }
}

/** Working days, days, months: what a calendar can move. */
const inDays = /^\d+(wd|d|m|y)$/

function addTask(state: CaseState, task: Task): CaseState {
  const departments = state.departments.includes(task.department)
    ? state.departments
    : [...state.departments, task.department]
  return { ...state, departments, tasks: [...state.tasks, task] }
}

/** A status word on a node: some move the case in law, every one names its stage. */
function enterState(state: CaseState, word: string, at: number, context: CaseContext): CaseState {
  const today = context.dayOf(at)
  const staged = { ...state, stage: word }
  switch (word) {
    case 'accepted':
      return state.acceptedOn ? staged : { ...startClock(staged, today, context), lawTimers: [] }
    case 'approved':
      return { ...staged, status: 'decided', decidedOn: today, outcome: 'approved' }
    case 'denied':
      return { ...staged, status: 'decided', decidedOn: today, outcome: 'denied' }
    default:
      return staged
  }
}

type TaskOpened = Extract<Effect, { type: 'task-opened' }>

function openTask(state: CaseState, effect: TaskOpened, at: number, context: CaseContext): Task {
  const openedOn = context.dayOf(at)
  const owed = context.resolveAssignee(String(effect.assignee ?? ''), state)
  const step = { node: effect.node, action: effect.action ?? 'do', openedOn }
  const limit = stepLimit(state, effect.node, context)
  const dueAt = limit === undefined ? undefined : context.timerAt(at, limit)
  const due = dueAt === undefined ? dueOfStep(state, step, context) : context.dayOf(dueAt - 1)
  return {
    id: effect.task,
    node: effect.node,
    name: effect.name ?? effect.node,
    action: effect.action ?? 'do',
    department: owed.department,
    role: owed.role,
    outcomes: effect.outcomes ?? ['done'],
    openedOn,
    ...(effect.form ? { form: effect.form } : {}),
    ...(effect.part ? { part: effect.part } : {}),
    ...(due ? { dueOn: due } : {}),
    ...(state.order ? { openedAt: at } : {}),
    ...(dueAt === undefined ? {} : { dueAt }),
  }
}
