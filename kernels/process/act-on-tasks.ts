/** What people do with a task: complete, claim, hand on (转办), ask for signatures (加签), sign (会签). */

import { signatureResult } from './count-signatures.ts'
import { closeTask, type Draft, type DraftTask, find, learn, nodeOf, Refused } from './draft.ts'
import { finishInstance, keepResult } from './finish-work.ts'
import { record } from './follow-threads.ts'
import type { Effect, ProcessEvent, Signer } from './marking.ts'

type EventOf<T extends ProcessEvent['type']> = Extract<ProcessEvent, { readonly type: T }>
type Outcome = Readonly<Record<string, unknown>>

export function getTask(draft: Draft, id: string): DraftTask {
  const task = draft.marking.tasks.find((each) => each.id === id)
  if (!task) throw new Refused('process.no_such_task', `no open task ${id}`)
  return task
}

/** Completes a task. Signatures still wanting: the answer is held until they are given. */
export function complete(draft: Draft, event: EventOf<'complete'>): void {
  const task = getTask(draft, event.task)
  const node = nodeOf(draft, task.node)
  if (task.held) throw new Refused('process.already_completed', 'only signatures are wanting', node.id)
  const outcome = event.outcome ?? {}
  if (node.outcomes && !node.outcomes.includes(String(outcome.outcome))) {
    throw new Refused(
      'process.outcome_not_allowed',
      `${String(outcome.outcome)} is not one of ${node.outcomes.join(', ')}`,
      node.id,
    )
  }
  if (node.signing) throw new Refused('process.needs_signatures', 'it is completed by signatures', node.id)
  if (isUnsigned(task, 'before')) throw new Refused('process.needs_signatures', 'others must sign before', node.id)
  task.held = event.by === undefined ? { outcome } : { by: event.by, outcome }
  finishWhenSigned(draft, task)
}

const isUnsigned = (task: DraftTask, ...groups: readonly Signer['group'][]) =>
  task.signers?.some((each) => groups.includes(each.group) && each.agree === undefined) ?? false

/** Lets the process go on once there is an answer and nobody added has still to sign. */
function finishWhenSigned(draft: Draft, task: DraftTask): void {
  const { held } = task
  if (!held) {
    change(draft, task, 'signed')
    return
  }
  if (isUnsigned(task, 'parallel', 'after')) {
    change(draft, task, 'held')
    return
  }
  const node = nodeOf(draft, task.node)
  const token = find(draft.marking.tokens, task.token)
  const opinions = task.signers?.map((each) => ({ who: each.who, agree: each.agree ?? null }))
  const outcome: Outcome = opinions ? { ...held.outcome, signatures: opinions } : held.outcome
  if (task.instance === undefined || !node.resultVariable) learn(draft, node, outcome)
  if (task.instance !== undefined) keepResult(draft, node, token, task.instance, outcome)
  closeTask(draft, task, 'completed')
  const by = held.by ?? task.claimedBy ?? task.assignee
  const state = draft.marking.state
  record(draft, token.thread, {
    node: node.id,
    kind: 'task',
    ...(by === undefined ? {} : { by }),
    ...(state === undefined ? {} : { state }),
  })
  finishInstance(draft, node, token, task.instance)
}

function change(draft: Draft, task: DraftTask, what: Extract<Effect, { type: 'task-changed' }>['change']): void {
  task.touched = true
  const { assignee, claimedBy, principals, signers } = task
  draft.effects.push({
    type: 'task-changed',
    task: task.id,
    node: task.node,
    change: what,
    ...(assignee === undefined ? {} : { assignee }),
    ...(claimedBy === undefined ? {} : { claimedBy }),
    ...(principals ? { principals } : {}),
    ...(signers ? { signers } : {}),
  })
}

export const same = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other)

/** Takes a task out of the common inbox. */
export function claim(draft: Draft, event: EventOf<'claim'>): void {
  const task = getTask(draft, event.task)
  if (task.claimedBy !== undefined && !same(task.claimedBy, event.by)) {
    throw new Refused('process.already_claimed', 'another has claimed it', task.node)
  }
  task.claimedBy = event.by
  change(draft, task, 'claimed')
}

/** Puts a claimed task back. */
export function release(draft: Draft, event: EventOf<'release'>): void {
  const task = getTask(draft, event.task)
  if (!same(task.claimedBy, event.by))
    throw new Refused('process.already_claimed', 'it was not claimed by them', task.node)
  delete task.claimedBy
  change(draft, task, 'released')
}

/**
 * Hands a task on (转办, 委托); those it comes from stay written down. In a joint signature only the signer's own part
 * is handed on, so `by` must be a signer.
 */
export function delegate(draft: Draft, event: EventOf<'delegate'>): void {
  const task = getTask(draft, event.task)
  const signers = task.signers ?? []
  const index = signers.findIndex((each) => same(each.who, event.by) && each.agree === undefined)
  if (nodeOf(draft, task.node).signing && index < 0)
    throw new Refused('process.not_a_signer', 'only a signer can hand it on', task.node)
  if (index >= 0) {
    if (signers.some((each) => same(each.who, event.to)))
      throw new Refused('process.already_signed', 'they are a signer already', task.node)
    task.signers = signers.map((each, at) =>
      at === index ? { ...each, who: event.to, principal: each.principal ?? each.who } : each,
    )
  } else {
    const line = [...(task.principals ?? []), task.claimedBy ?? task.assignee ?? null]
    const back = line.findIndex((each) => same(each, event.to))
    task.principals = back < 0 ? line : line.slice(0, back)
    task.assignee = event.to
    delete task.claimedBy
  }
  change(draft, task, 'delegated')
}

/** Asks others to sign: before the assignee may answer, beside them, or after (前加签, 并加签, 后加签). */
export function addSigner(draft: Draft, event: EventOf<'add-signer'>): void {
  const task = getTask(draft, event.task)
  const joint = nodeOf(draft, task.node).signing !== undefined && event.mode === 'parallel'
  if (task.held && event.mode === 'before')
    throw new Refused('process.already_completed', 'the answer is given already', task.node)
  const before = task.signers ?? []
  const added = event.signers.filter((who, index) => event.signers.findIndex((each) => same(each, who)) === index)
  if (added.some((who) => before.some((each) => same(each.who, who)))) {
    throw new Refused('process.already_signed', 'they are a signer already', task.node)
  }
  task.signers = [...before, ...added.map((who) => ({ who, group: joint ? ('joint' as const) : event.mode }))]
  change(draft, task, 'signers-added')
}

/** Signs, for or against. Those asked before come first, those asked after come last. */
export function sign(draft: Draft, event: EventOf<'sign'>): void {
  const task = getTask(draft, event.task)
  const signer = admit(task, event.by)
  task.signers = (task.signers ?? []).map((each) => (each === signer ? { ...each, agree: event.agree } : each))
  const node = nodeOf(draft, task.node)
  const result = node.signing && !task.held ? signatureResult(node.signing, task.signers, node.outcomes) : undefined
  if (result) task.held = { outcome: result }
  finishWhenSigned(draft, task)
}

function admit(task: DraftTask, by: unknown): Signer {
  const signer = task.signers?.find((each) => same(each.who, by))
  if (!signer) throw new Refused('process.not_a_signer', 'their signature is not asked', task.node)
  if (signer.agree !== undefined) throw new Refused('process.already_signed', 'they have signed', task.node)
  const tooEarly = signer.group === 'after' ? !task.held : signer.group !== 'before' && isUnsigned(task, 'before')
  if (tooEarly) throw new Refused('process.not_yet_to_sign', 'others come first', task.node)
  if (signer.group === 'joint' && task.held)
    throw new Refused('process.already_completed', 'the signatures are counted', task.node)
  return signer
}
