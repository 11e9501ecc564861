/** start and step: (definition, marking, event, facts) -> marking and effects. Pure: same in, same out. */
import { addSigner, claim, complete, delegate, release, sign } from './act-on-tasks.ts'
import type { ProcessDefinition } from './definition.ts'
import {
  closeCall,
  type Draft,
  emptyMarking,
  find,
  learn,
  nodeOf,
  type Oracle,
  openDraft,
  Refused,
  settle,
} from './draft.ts'
import { feelOracle } from './feel-oracle.ts'
import { finishInstance, keepResult } from './finish-work.ts'
import { newThread, record } from './follow-threads.ts'
import type { Expressions, Marking, OpenCall, ProcessEvent, Step, StepRefusal } from './marking.ts'
import { moveTokens } from './move-tokens.ts'
import { deliverFailure, deliverMessage, deliverSignal, deliverTimer, endProcess } from './raise-events.ts'
import { returnTask, takeBack } from './return-tasks.ts'

export interface StartOptions {
  /** The start event, where the process has several. */
  readonly node?: string
  /** The caller's time, only written down. */
  readonly at?: string
}

/** Starts a process: its first marking and what it asks for. Refused when it is open which start event is meant. */
export function start(
  def: ProcessDefinition,
  facts: Readonly<Record<string, unknown>>,
  expressions: Expressions,
  options: StartOptions = {},
): Step | StepRefusal {
  return settle(openDraft(def, emptyMarking(def.id), facts, feelOracle(expressions), options.at), (draft) =>
    begin(draft, options.node),
  )
}

/** Puts the first token into a start event and moves on. */
export function begin(draft: Draft, startNode: string | undefined): void {
  const starts = draft.def.starts[draft.def.id] ?? []
  const plain = starts.filter((id) => nodeOf(draft, id).trigger?.kind === 'none')
  const node = startNode ?? (starts.length === 1 ? starts[0] : plain.length === 1 ? plain[0] : undefined)
  if (node === undefined || !starts.includes(node)) {
    throw new Refused('process.no_start', `name one of the start events ${starts.join(', ')}`, startNode)
  }
  const scope = ++draft.marking.last.scope
  draft.marking.scopes.push({ id: scope, node: draft.def.id, host: -1 })
  draft.queue.push({ node, thread: newThread(draft, -1, scope, []), scope })
  moveTokens(draft)
}

/**
 * One event. A refused event leaves no trace; the codes of refusals are in {@link StepRefusal}. `facts` are the case's
 * facts as they stand; what the process itself learnt (`marking.variables`) lies over them.
 */
export function step(
  def: ProcessDefinition,
  marking: Marking,
  event: ProcessEvent,
  facts: Readonly<Record<string, unknown>>,
  expressions: Expressions,
): Step | StepRefusal {
  return stepWith(def, marking, event, facts, feelOracle(expressions))
}

export function stepWith(
  def: ProcessDefinition,
  marking: Marking,
  event: ProcessEvent,
  facts: Readonly<Record<string, unknown>>,
  oracle: Oracle,
): Step | StepRefusal {
  return settle(openDraft(def, marking, facts, oracle, event.at), (draft) => happen(draft, event))
}

/** Lets one event happen in a draft. */
export function happen(draft: Draft, event: ProcessEvent): void {
  if (draft.marking.status !== 'running')
    throw new Refused('process.not_running', `the process is ${draft.marking.status}`)
  dispatch(draft, event)
  moveTokens(draft)
}

function dispatch(draft: Draft, event: ProcessEvent): void {
  switch (event.type) {
    case 'complete':
      complete(draft, event)
      return
    case 'answer':
      answer(draft, event)
      return
    case 'fail':
      fail(draft, event)
      return
    case 'timer':
      timer(draft, event.timer)
      return
    case 'message':
      deliverMessage(draft, event)
      return
    case 'signal':
      signal(draft, event)
      return
    case 'return':
      returnTask(draft, event)
      return
    case 'take-back':
      takeBack(draft, event)
      return
    case 'delegate':
      delegate(draft, event)
      return
    case 'add-signer':
      addSigner(draft, event)
      return
    case 'sign':
      sign(draft, event)
      return
    case 'claim':
      claim(draft, event)
      return
    case 'release':
      release(draft, event)
      return
    case 'cancel':
      endProcess(draft, { node: draft.def.id, kind: 'cancelled' })
      return
    default:
      throw new Error(`unknown event ${JSON.stringify(event satisfies never)}`)
  }
}

function getCall(draft: Draft, id: string): OpenCall {
  const call = draft.marking.calls.find((each) => each.id === id)
  if (!call) throw new Refused('process.no_such_call', `no open call ${id}`)
  return call
}

/** A service, a rule or a called process answered. Only a rule leaves no mark: nothing went out of the house. */
function answer(draft: Draft, event: Extract<ProcessEvent, { type: 'answer' }>): void {
  const call = getCall(draft, event.call)
  const node = nodeOf(draft, call.node)
  const token = find(draft.marking.tokens, call.token)
  closeCall(draft, call)
  if (call.instance === undefined || !node.resultVariable) learn(draft, node, event.outcome)
  if (call.instance !== undefined) keepResult(draft, node, token, call.instance, event.outcome)
  if (call.kind !== 'rule') record(draft, token.thread, { node: node.id, kind: 'sent' })
  finishInstance(draft, node, token, call.instance)
}

/** A call or a task can't be done: the error goes to the boundary event that catches it. */
function fail(draft: Draft, event: Extract<ProcessEvent, { type: 'fail' }>): void {
  const work = draft.marking.tasks.find((each) => each.id === event.call) ?? getCall(draft, event.call)
  deliverFailure(draft, find(draft.marking.tokens, work.token), event.error)
}

function timer(draft: Draft, id: string): void {
  const found = draft.marking.timers.find((each) => each.id === id)
  if (!found) throw new Refused('process.no_such_timer', `no running timer ${id}`)
  deliverTimer(draft, found)
}

function signal(draft: Draft, event: Extract<ProcessEvent, { type: 'signal' }>): void {
  if (event.outcome) draft.marking.variables = { ...draft.marking.variables, ...event.outcome }
  if (deliverSignal(draft, event.name) === 0)
    throw new Refused('process.nobody_waits', `nobody waits for the signal ${event.name}`)
}
