/** 派单、签收、退单、会商、答复、双督办确认、回访、督办、重新办理、合并: what each does to an order. Pure, like the rest of the case law. */
import { type ProcessEvent, start } from '@steppe/kernels/process'
import type { Act } from './acts.ts'
import { endOf, findTask, no, only, type Result, waiting } from './answer.ts'
import { deriveDue } from './clock.ts'
import type { CaseContext, Outcome } from './context.ts'
import { endEarly } from './end-case.ts'
import { type OrderDeed, type SupervisionLevel, stepDeeds } from './order.ts'
import { alarmAt, rulesOf, withAlarm, withOrder } from './order-clock.ts'
import { factsOf, followStep, stepProcess } from './run-process.ts'
import type { CaseState } from './state.ts'

/** Applies a deed of the order; refuses what its step, its rules or its end do not allow. One that becomes a problem order by it is raised at once. */
export function actOnOrder(state: CaseState, deed: OrderDeed, act: Act, context: CaseContext): Result {
  const result = applyOrderDeed(state, deed, act, context)
  if ('refused' in result || state.order?.problem || !result.state.order?.problem) return result
  return raised(result, act)
}

/** 问题工单提级督办: of the whole order, not of a step, so that each step keeps its own ladder. */
function raised({ state, effects }: Outcome, { at }: Act): Outcome {
  const entry = { level: 'raised', at, by: 'platform', node: '' } as const
  const data = { level: entry.level, node: entry.node, department: state.department }
  return {
    state: withOrder(state, { supervised: [...(state.order!.supervised ?? []), entry] }),
    effects: [...effects, { kind: 'fact', name: 'order_supervised', data }],
  }
}

function applyOrderDeed(state: CaseState, deed: OrderDeed, act: Act, context: CaseContext): Result {
  const { order } = state
  if (!order) return no('no_order')
  switch (deed.kind) {
    case 'supervise':
      return supervised(state, deed.level, act.actor.id, act, context)
    case 'urge':
      return only(withOrder(state, { urged: (order.urged ?? 0) + 1 }))
    case 'split':
      return only(withOrder(state, { parts: [...(order.parts ?? []), deed.part] }))
    case 'join':
    case 'alarm':
      return only(state)
    case 'reopen':
      return reopen(state, act, context)
    case 'readmit':
      return readmit(state, act, context)
    case 'merge':
      return merge(state, deed, act, context)
    case 'unmerge':
      return unmerge(state, act, context)
    default:
      return finishStep(state, deed, act, context)
  }
}

type StepDeed = Extract<OrderDeed, { task: string }>

function finishStep(state: CaseState, deed: StepDeed, act: Act, context: CaseContext): Result {
  const task = findTask(state, deed.task)
  if (!task) return no('task_gone')
  const waits = waiting(state)
  if (waits) return waits
  if (deed.kind === 'sign_in') return signIn(state, deed.task, act)
  if (!stepDeeds[task.action]?.includes(deed.kind)) return no('not_for_this_step', { step: task.name })
  const noted = noteDeed(state, deed, act, context)
  if ('refused' in noted) return noted
  const outcome = outcomeOf(deed)
  if (!outcome) return only(noted)
  const findings = { ...noted.findings, outcome, [task.node]: { outcome } }
  const event: ProcessEvent = { type: 'complete', task: task.id, by: act.actor.id, outcome: { outcome } }
  return stepProcess({ ...noted, findings }, event, act.at, context)
}

/** 签收: whoever signs for it holds it. */
function signIn(state: CaseState, id: string, act: Act): Result {
  const task = findTask(state, id)!
  if (task.action !== 'handle' && task.action !== 'meet') return no('not_for_this_step', { step: task.name })
  if (task.signedAt !== undefined) return no('signed_already')
  return only({
    ...state,
    tasks: state.tasks.map((each) => (each.id === id ? { ...each, holder: act.actor.id, signedAt: act.at } : each)),
  })
}

/** The word by which the process goes on; none where the step stays open. */
function outcomeOf(deed: Exclude<StepDeed, { kind: 'sign_in' }>): string | undefined {
  switch (deed.kind) {
    case 'send_back':
      return 'return'
    case 'confirm':
      return deed.agree ? 'agree' : 'send_back'
    case 'call_back':
      if (deed.invalid) return 'done'
      if (!deed.contacted) return undefined
      return deed.solved === false ? 'redo' : 'done'
    default:
      return deed.kind
  }
}

function noteDeed(
  state: CaseState,
  deed: Exclude<StepDeed, { kind: 'sign_in' }>,
  act: Act,
  context: CaseContext,
): CaseState | Extract<Result, { refused: true }> {
  switch (deed.kind) {
    case 'dispatch':
    case 'decide':
      return give(state, deed, context)
    case 'refuse':
      return { ...state, status: 'refused', reasons: deed.reason, closedOn: context.dayOf(act.at), lawTimers: [] }
    case 'answer':
    case 'reply':
      return withOrder(state, { repliedAt: state.order!.repliedAt ?? act.at })
    case 'send_back':
      return sendBack(state, deed.task, act, context)
    case 'confirm':
      return deed.agree ? state : reworked(state, context)
    case 'call_back':
      return calledBack(state, deed, act, context)
    default:
      return state
  }
}

/** 派单: the lead answers for the order from now on. */
function give(
  state: CaseState,
  deed: Extract<StepDeed, { kind: 'dispatch' | 'decide' }>,
  context: CaseContext,
): CaseState {
  const { to, assists = [], supervisors } = deed
  const departments = [...new Set([...state.departments, to, ...assists, ...(supervisors ?? [])])]
  const given = withOrder(state, { lead: to, assists, passedOn: (state.order!.passedOn ?? 0) + 1 })
  return {
    ...problemWhere(given, context),
    department: to,
    departments,
    findings: { ...given.findings, handler: to, ...(supervisors ? { supervisors } : {}) },
  }
}

function sendBack(
  state: CaseState,
  id: string,
  act: Act,
  context: CaseContext,
): CaseState | Extract<Result, { refused: true }> {
  const rules = rulesOf(state, context)
  const times = state.order!.returns ?? 0
  if (times >= rules.returns.most) return no('returned_too_often', { most: rules.returns.most })
  const since = findTask(state, id)?.openedAt ?? state.openedAt
  if (act.at > context.timerAt(since, rules.returns.within)) return no('return_too_late')
  return withOrder(state, { returns: times + 1 })
}

function reworked(state: CaseState, context: CaseContext): CaseState {
  return problemWhere(withOrder(state, { reworked: (state.order!.reworked ?? 0) + 1 }), context)
}

/** 问题工单: once it is one it stays one. */
function problemWhere(state: CaseState, context: CaseContext): CaseState {
  const { problem } = rulesOf(state, context)
  const { reworked: redone = 0, passedOn = 0 } = state.order!
  return redone >= problem.reworked || passedOn >= problem.passedOn ? withOrder(state, { problem: true }) : state
}

function calledBack(
  state: CaseState,
  deed: Extract<StepDeed, { kind: 'call_back' }>,
  act: Act,
  context: CaseContext,
): CaseState | Extract<Result, { refused: true }> {
  const { contacted, solved, satisfaction, invalid, note } = deed
  if (invalid && !note?.trim()) return no('reason_needed')
  if (contacted && !invalid && (solved === undefined || satisfaction === undefined)) return no('say_how_it_ended')
  const callBack = {
    on: context.dayOf(act.at),
    contacted,
    ...(solved === undefined ? {} : { solved }),
    ...(satisfaction ? { satisfaction } : {}),
    ...(invalid ? { invalid } : {}),
  }
  const noted = withOrder(state, { callBack })
  return contacted && solved === false && !invalid ? reworked(noted, context) : noted
}

/** 督办, by hand or by time. */
function supervised(state: CaseState, level: SupervisionLevel, by: string, act: Act, context: CaseContext): Outcome {
  const task = state.tasks.find((each) => each.id === state.order!.alarm?.task) ?? state.tasks[0]
  const entry = { level, at: act.at, by, node: task?.node ?? '' }
  const rungs = rulesOf(state, context).ladder
  const alarm = state.order!.alarm
  // What was raised by hand is not announced a second time by the clock.
  const past = rungs.findLastIndex((rung) => rung.level === level) + 1
  const next = alarm && past > alarm.rung ? alarmAt(state, alarm.task, past, context) : alarm
  const noted = withOrder(state, { supervised: [...(state.order!.supervised ?? []), entry] })
  const data = { level, node: entry.node, department: task?.department ?? state.department }
  return { state: withAlarm(noted, next), effects: [{ kind: 'fact', name: 'order_supervised', data }] }
}

/** The rung of the ladder that time has reached. */
export function fireAlarm(state: CaseState, act: Act, context: CaseContext): Result {
  const { alarm } = state.order!
  const rung = alarm && rulesOf(state, context).ladder[alarm.rung]
  if (!rung) return no('nothing_due')
  return supervised(state, rung.level, act.actor.id, act, context)
}

/** 重新办理: within the window, by whoever is not satisfied; the step of handling begins anew with a limit of its own. */
function reopen(state: CaseState, act: Act, context: CaseContext): Result {
  if (state.status !== 'closed' || !state.closedOn) return no('not_ended')
  const rules = rulesOf(state, context)
  const today = context.dayOf(act.at)
  const until = endOf(rules.reopen.within, state.closedOn, context)
  if (today > until) return no('reopen_over', { until })
  const { closedOn: _closed, order, ...rest } = state
  const redone = { ...order!, reopened: (order!.reopened ?? 0) + 1, reworked: (order!.reworked ?? 0) + 1 }
  const again: CaseState = {
    ...rest,
    order: redone,
    status: 'accepted',
    acceptedOn: today,
    clock: deriveDue(
      { term: rules.reopen.reply, lawTerm: rules.reopen.reply, from: today, pauses: [], extensions: [] },
      context,
    ),
    findings: { ...state.findings, outcome: 'reopen', again: state.order!.lead ? 'handle' : 'dispatch' },
  }
  return startAnew(problemWhere(again, context), act, context)
}

/** 恢复受理: the order goes on as if it had come in today; nobody needs to write it again. */
function readmit(state: CaseState, act: Act, context: CaseContext): Result {
  if (state.status !== 'refused') return no('not_refused')
  const { closedOn: _closed, reasons: _reasons, ...rest } = state
  const { reply } = rulesOf(state, context)
  const today = context.dayOf(act.at)
  const again: CaseState = {
    ...rest,
    status: 'accepted',
    acceptedOn: today,
    clock: deriveDue({ term: reply, lawTerm: reply, from: today, pauses: [], extensions: [] }, context),
    findings: { ...state.findings, outcome: 'readmit', again: 'dispatch' },
  }
  return startAnew(again, act, context)
}

/** 合并: the matter goes on in the other order. */
function merge(state: CaseState, deed: Extract<OrderDeed, { kind: 'merge' }>, act: Act, context: CaseContext): Result {
  if (deed.into === state.id) return no('merge_into_itself')
  const over = endEarly(withOrder(state, { mergedInto: deed.into }), 'withdrawn', act.at, context)
  return 'refused' in over ? over : { ...over, state: { ...over.state, stage: 'merged' } }
}

/** A merge taken back: the order goes on by itself, its clock as it was. */
function unmerge(state: CaseState, act: Act, context: CaseContext): Result {
  if (!state.order!.mergedInto) return no('not_merged')
  const { closedOn: _closed, order, ...rest } = state
  const { mergedInto: _into, ...own } = order!
  const findings = { ...state.findings, outcome: 'unmerge', again: own.lead ? 'handle' : 'dispatch' }
  return startAnew({ ...rest, order: own, status: 'accepted', findings }, act, context)
}

function startAnew(state: CaseState, act: Act, context: CaseContext): Outcome {
  const first = start(context.definition, factsOf(state), context.expressions)
  if ('refused' in first) throw new Error(`process ${state.process.key} does not start again: ${first.what}`)
  const begun = followStep({ ...state, tasks: [] }, first, act.at, context)
  const { status } = state
  return { ...begun, state: { ...begun.state, status } }
}
