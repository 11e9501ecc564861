/** A marking while it is being moved: a private copy, the effects so far, and the tokens still on their way. */
import { getNode, type ProcessDefinition, type ProcessNode } from './definition.ts'
import type {
  CloseReason,
  Effect,
  Instances,
  Marking,
  OpenCall,
  OpenTask,
  OpenTimer,
  Scope,
  Step,
  StepRefusal,
  Thread,
  Token,
} from './marking.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
export type DraftToken = Mutable<Token>
export type DraftTask = Mutable<OpenTask>

export interface DraftMarking {
  process: string
  status: Marking['status']
  state?: string
  last: Mutable<Marking['last']>
  tokens: DraftToken[]
  threads: Mutable<Thread>[]
  scopes: Mutable<Scope>[]
  tasks: DraftTask[]
  calls: OpenCall[]
  timers: OpenTimer[]
  done: string[]
  variables: Readonly<Record<string, unknown>>
}

/** A token on its way into `node`. */
export interface Arrival {
  readonly node: string
  readonly via?: string
  readonly thread: number
  readonly scope: number
  readonly detached?: string
}

/** Who decides and computes: FEEL when a process runs, every possibility when it is proved. */
export interface Oracle {
  /** Which of the node's outgoing flows are taken; at least one. */
  choose(draft: Draft, node: ProcessNode, scope: number): readonly string[]
  value(draft: Draft, source: string, scope: number, more?: Readonly<Record<string, unknown>>): unknown
  /** The items of a multi-instance activity. */
  items(draft: Draft, node: ProcessNode, scope: number): readonly unknown[]
}

export interface Draft {
  readonly def: ProcessDefinition
  readonly marking: DraftMarking
  readonly oracle: Oracle
  readonly effects: Effect[]
  readonly at: string | undefined
  /** Tokens on their way, the next one last. */
  queue: Arrival[]
  /** Nodes entered, in order; the counter-example of a proof is made of it. */
  readonly entered: string[]
  moves: number
  endedBy?: { readonly node: string; readonly kind: 'none' | 'terminate' | 'message' | 'signal' }
  /** Tasks being opened again by a return: who did them. */
  again?: { readonly node: string; readonly by: unknown }
  facts: Readonly<Record<string, unknown>>
}

/** Carries a refusal out of the depth of a move; caught where the step began. */
export class Refused extends Error {
  readonly refusal: StepRefusal
  constructor(code: StepRefusal['code'], what: string, node?: string) {
    super(what)
    this.refusal = node === undefined ? { refused: true, code, what } : { refused: true, code, what, node }
  }
}

export function emptyMarking(process: string): Marking {
  return {
    process,
    status: 'running',
    last: { task: 0, call: 0, timer: 0, token: 0, thread: 0, scope: 0 },
    tokens: [],
    threads: [],
    scopes: [],
    tasks: [],
    calls: [],
    timers: [],
    done: [],
    variables: {},
  }
}

function copyOf(marking: Marking): DraftMarking {
  return {
    ...marking,
    last: { ...marking.last },
    tokens: marking.tokens.map((each) => ({ ...each })),
    threads: marking.threads.map((each) => ({ ...each })),
    scopes: marking.scopes.map((each) => ({ ...each })),
    tasks: marking.tasks.map((each) => ({ ...each })),
    calls: marking.calls.slice(),
    timers: marking.timers.slice(),
    done: marking.done.slice(),
  }
}

export function openDraft(
  def: ProcessDefinition,
  marking: Marking,
  facts: Readonly<Record<string, unknown>>,
  oracle: Oracle,
  at: string | undefined,
): Draft {
  return { def, marking: copyOf(marking), oracle, effects: [], at, queue: [], entered: [], moves: 0, facts }
}

/** Runs a move on a draft; a refusal raised on the way leaves nothing behind. */
export function settle(draft: Draft, move: (draft: Draft) => void): Step | StepRefusal {
  try {
    move(draft)
  } catch (fault) {
    if (fault instanceof Refused) return fault.refusal
    throw fault
  }
  return { marking: draft.marking, effects: draft.effects }
}

export const nodeOf = (draft: Draft, id: string) => getNode(draft.def, id)

export function find<T extends { readonly id: number | string }>(list: readonly T[], id: number | string): T {
  const found = list.find((each) => each.id === id)
  if (!found) throw new Error(`the marking has no ${id}`)
  return found
}

/** A gateway in front of which tokens wait for each other. */
export const isJoin = (node: ProcessNode) =>
  (node.kind === 'parallel' || node.kind === 'inclusive') && node.incoming.length > 1

/** Lets a token wait; in front of a join it keeps the flow by which it came. */
export function park(draft: Draft, arrival: Arrival, instances?: Instances): DraftToken {
  const token: DraftToken = {
    id: ++draft.marking.last.token,
    thread: arrival.thread,
    scope: arrival.scope,
    node: arrival.node,
  }
  if (arrival.via !== undefined && isJoin(nodeOf(draft, arrival.node))) token.via = arrival.via
  if (arrival.detached !== undefined) token.detached = arrival.detached
  if (instances) token.instances = instances
  if (draft.at !== undefined) token.since = draft.at
  draft.marking.tokens.push(token)
  return token
}

/** Takes a token away with all that hangs on it: tasks, calls, timers and the subprocesses inside. */
export function removeToken(draft: Draft, token: Token, reason: CloseReason): void {
  const { marking } = draft
  marking.tokens = marking.tokens.filter((each) => each.id !== token.id)
  for (const task of marking.tasks) if (task.token === token.id) closeTask(draft, task, reason)
  for (const call of marking.calls) if (call.token === token.id) cancelCall(draft, call)
  for (const timer of marking.timers) if (timer.token === token.id) cancelTimer(draft, timer)
  for (const scope of marking.scopes) if (scope.host === token.id) removeScope(draft, scope.id, reason)
}

/** Ends a run of a subprocess with everything in it. */
export function removeScope(draft: Draft, scope: number, reason: CloseReason): void {
  emptyScope(draft, scope, reason)
  draft.marking.scopes = draft.marking.scopes.filter((each) => each.id !== scope)
}

/** Takes all tokens of a scope away, also those on their way. */
export function emptyScope(draft: Draft, scope: number, reason: CloseReason): void {
  draft.queue = draft.queue.filter((each) => each.scope !== scope)
  for (const token of draft.marking.tokens) if (token.scope === scope) removeToken(draft, token, reason)
}

export function closeTask(draft: Draft, task: OpenTask, reason: CloseReason): void {
  draft.marking.tasks = draft.marking.tasks.filter((each) => each.id !== task.id)
  draft.effects.push({ type: 'task-closed', task: task.id, node: task.node, reason })
}

export function cancelCall(draft: Draft, call: OpenCall): void {
  closeCall(draft, call)
  draft.effects.push({ type: 'call-cancelled', call: call.id, node: call.node })
}

export function closeCall(draft: Draft, call: OpenCall): void {
  draft.marking.calls = draft.marking.calls.filter((each) => each.id !== call.id)
}

export function cancelTimer(draft: Draft, timer: OpenTimer): void {
  draft.marking.timers = draft.marking.timers.filter((each) => each.id !== timer.id)
  draft.effects.push({ type: 'timer-cancelled', timer: timer.id, node: timer.node })
}

/** Writes down what an outcome taught: under the node's result variable, or word by word. */
export function learn(draft: Draft, node: ProcessNode, outcome: Readonly<Record<string, unknown>> | undefined): void {
  if (!outcome) return
  const learnt = node.resultVariable ? { [node.resultVariable]: outcome } : outcome
  draft.marking.variables = { ...draft.marking.variables, ...learnt }
}

export function enterState(draft: Draft, node: string, state: string | undefined): void {
  if (state === undefined) return
  draft.marking.state = state
  draft.effects.push({ type: 'state-entered', state, node })
}
