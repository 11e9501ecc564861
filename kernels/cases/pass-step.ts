/** 退回、转办、加签、会签: a step goes back, to a colleague, or to more signers. */
import type { Act, Deed } from './acts.ts'
import { findTask, no, type Result, waiting } from './answer.ts'
import type { CaseContext, CaseRefusal } from './context.ts'
import { stepProcess } from './run-process.ts'
import type { CaseState, Task } from './state.ts'

/** A step that is gone, or whose case waits, stays where it is. */
function whyHeld(state: CaseState, task: string): CaseRefusal | undefined {
  return findTask(state, task) ? waiting(state) : no('task_gone')
}

/** 退回: an acceptance once given stands; the work goes back, not the law. */
export function returnTask(
  state: CaseState,
  deed: Extract<Deed, { kind: 'return' }>,
  act: Act,
  context: CaseContext,
): Result {
  const held = whyHeld(state, deed.task)
  if (held) return held
  if (deed.reason.trim().length === 0) return no('reason_needed')
  return stepProcess(undecided(state), { type: 'return', task: deed.task, to: deed.to }, act.at, context)
}

export function undecided(state: CaseState): CaseState {
  if (state.status !== 'decided') return state
  const { decidedOn: _on, outcome: _outcome, reasons: _reasons, ...rest } = state
  return { ...rest, status: 'accepted' }
}

export function delegate(
  state: CaseState,
  deed: Extract<Deed, { kind: 'delegate' }>,
  act: Act,
  context: CaseContext,
): Result {
  const held = whyHeld(state, deed.task)
  if (held) return held
  if (deed.to === act.actor.id) return no('asks_oneself')
  const next = stepProcess(state, { type: 'delegate', task: deed.task, to: deed.to }, act.at, context)
  return 'refused' in next ? next : { ...next, state: holdTask(next.state, deed.task, deed.to, deed.toName) }
}

function holdTask(state: CaseState, id: string, holder: string, name: string | undefined): CaseState {
  const hold = ({ holderName: _, ...task }: Task): Task => ({ ...task, holder, ...(name ? { holderName: name } : {}) })
  return { ...state, tasks: state.tasks.map((task) => (task.id === id ? hold(task) : task)) }
}

export function addSigner(
  state: CaseState,
  deed: Extract<Deed, { kind: 'add_signer' }>,
  act: Act,
  context: CaseContext,
): Result {
  const held = whyHeld(state, deed.task)
  if (held) return held
  if (deed.signers.length === 0) return no('nothing_named')
  if (deed.signers.includes(act.actor.id)) return no('asks_oneself')
  return stepProcess(
    state,
    { type: 'add-signer', task: deed.task, signers: deed.signers, mode: deed.mode },
    act.at,
    context,
  )
}

export function sign(state: CaseState, deed: Extract<Deed, { kind: 'sign' }>, act: Act, context: CaseContext): Result {
  const held = whyHeld(state, deed.task)
  if (held) return held
  return stepProcess(state, { type: 'sign', task: deed.task, by: act.actor.id, agree: deed.agree }, act.at, context)
}
