/** Where a running process stands, what may happen to it, and what it asks of the world. All plain JSON. */

/** One thing that happened on the way of a token: a task done, branches joined, a subprocess finished, a word sent out. */
export interface TrailEntry {
  readonly node: string
  /** `task` can be returned to; `join` and `sub` hold the ways that ended there; `sent` left the house. */
  readonly kind: 'task' | 'join' | 'sub' | 'sent'
  readonly by?: unknown
  /** The case status in force when the task was opened. */
  readonly state?: string
  readonly branches?: readonly Branch[]
}
export interface Branch {
  /** The flow by which it reached the join, or the end event of the subprocess. */
  readonly via: string
  readonly trail: readonly TrailEntry[]
}

/**
 * A way through the diagram. A split makes a thread for each branch, below the thread that was split; so the siblings
 * of a split are the threads below it. A node stands once in a trail: coming round again cuts the trail back to it.
 */
export interface Thread {
  readonly id: number
  readonly parent: number
  readonly scope: number
  readonly trail: readonly TrailEntry[]
}

/** The state of an activity done for each item of a list. */
export interface Instances {
  readonly items: readonly unknown[]
  /** The index of the item to be opened next. */
  readonly next: number
  readonly open: number
  readonly done: number
  readonly results: readonly unknown[]
}

/** A token that waits: in an activity, at an event, or (with `via`) in front of a join. */
export interface Token {
  readonly id: number
  readonly thread: number
  readonly scope: number
  readonly node: string
  readonly via?: string
  /** The non-interrupting boundary event that made it. */
  readonly detached?: string
  readonly instances?: Instances
  readonly since?: string
}

/** A run of the process (the first, `host` -1) or of an embedded subprocess inside the token `host`. */
export interface Scope {
  readonly id: number
  readonly node: string
  readonly host: number
  readonly instance?: number
  readonly locals?: Readonly<Record<string, unknown>>
  readonly ended?: readonly Branch[]
}

/** One whose signature is asked. `joint`: counts for the node's policy; the others were added (加签). */
export interface Signer {
  readonly who: unknown
  readonly group: 'joint' | 'before' | 'parallel' | 'after'
  readonly agree?: boolean
  readonly principal?: unknown
}

export interface OpenTask {
  readonly id: string
  readonly token: number
  readonly node: string
  readonly instance?: number
  readonly assignee?: unknown
  readonly claimedBy?: unknown
  /** Those who handed the task on, first the original assignee. */
  readonly principals?: readonly unknown[]
  readonly signers?: readonly Signer[]
  /** The answer given, while signatures are still wanting. */
  readonly held?: { readonly by?: unknown; readonly outcome: Readonly<Record<string, unknown>> }
  /** Somebody acted on it, so the predecessor can't take it back. */
  readonly touched?: true
  readonly since?: string
}
export interface OpenCall {
  readonly id: string
  readonly token: number
  readonly node: string
  readonly kind: 'service' | 'rule' | 'call'
  readonly instance?: number
}
export interface OpenTimer {
  readonly id: string
  readonly token: number
  readonly node: string
  readonly cycle?: string
}

/** Where the process stands. Its size is bounded by the diagram, however often a loop is run. */
export interface Marking {
  readonly process: string
  readonly status: 'running' | 'ended' | 'failed' | 'cancelled'
  readonly state?: string
  readonly last: Readonly<Record<'task' | 'call' | 'timer' | 'token' | 'thread' | 'scope', number>>
  readonly tokens: readonly Token[]
  readonly threads: readonly Thread[]
  readonly scopes: readonly Scope[]
  readonly tasks: readonly OpenTask[]
  readonly calls: readonly OpenCall[]
  readonly timers: readonly OpenTimer[]
  /** Nodes that were left by a token and not rolled back since. */
  readonly done: readonly string[]
  /** What the process learnt by itself: outcomes of tasks, rules and calls. Lies over the caller's facts. */
  readonly variables: Readonly<Record<string, unknown>>
}

export type CloseReason = 'completed' | 'cancelled' | 'returned' | 'interrupted' | 'taken-back'

/** What the process asks of its caller, in order. */
export type Effect =
  | {
      readonly type: 'task-opened'
      readonly task: string
      readonly node: string
      readonly name?: string
      readonly assignee?: unknown
      readonly candidates?: unknown
      readonly action?: string
      readonly form?: string
      readonly term?: string
      readonly state?: string
      readonly part?: string
      readonly documentation?: string
      readonly outcomes?: readonly string[]
      readonly signing?: string
      readonly signers?: readonly unknown[]
      /** Multi-instance: the index and the item. */
      readonly instance?: number
      readonly item?: unknown
      /** A task opened again: by whom it was done the last time. */
      readonly again?: true
      readonly lastBy?: unknown
    }
  | {
      readonly type: 'task-changed'
      readonly task: string
      readonly node: string
      readonly change: 'claimed' | 'released' | 'delegated' | 'signers-added' | 'signed' | 'held'
      readonly assignee?: unknown
      readonly claimedBy?: unknown
      readonly principals?: readonly unknown[]
      readonly signers?: readonly Signer[]
    }
  | { readonly type: 'task-closed'; readonly task: string; readonly node: string; readonly reason: CloseReason }
  | {
      readonly type: 'service-called'
      readonly call: string
      readonly node: string
      readonly action: string
      readonly inputs?: unknown
      readonly instance?: number
    }
  | {
      readonly type: 'rule-called'
      readonly call: string
      readonly node: string
      readonly decision: string
      readonly inputs?: unknown
      readonly instance?: number
    }
  | {
      readonly type: 'call-started'
      readonly call: string
      readonly node: string
      readonly calledElement: string
      readonly inputs: unknown
      readonly part?: string
      readonly instance?: number
    }
  | { readonly type: 'call-cancelled'; readonly call: string; readonly node: string }
  | { readonly type: 'message-sent'; readonly node: string; readonly name: string }
  | { readonly type: 'signal-sent'; readonly node: string; readonly name: string }
  | {
      readonly type: 'timer-set'
      readonly timer: string
      readonly node: string
      readonly duration?: string
      readonly date?: string
      readonly cycle?: string
    }
  | { readonly type: 'timer-cancelled'; readonly timer: string; readonly node: string }
  | { readonly type: 'state-entered'; readonly state: string; readonly node: string }
  | {
      readonly type: 'ended'
      readonly node: string
      readonly kind: 'none' | 'terminate' | 'error' | 'message' | 'signal' | 'cancelled'
      readonly error?: string
    }

type Outcome = Readonly<Record<string, unknown>>

/** What may happen to a running process. `at` is the caller's time and is only written down. */
export type ProcessEvent = { readonly at?: string } & (
  | { readonly type: 'complete'; readonly task: string; readonly by?: unknown; readonly outcome?: Outcome }
  | { readonly type: 'answer'; readonly call: string; readonly outcome?: Outcome }
  /** `call` may also be a task that can't be done. */
  | { readonly type: 'fail'; readonly call: string; readonly error?: string }
  | { readonly type: 'timer'; readonly timer: string }
  | { readonly type: 'message'; readonly name: string; readonly node?: string; readonly outcome?: Outcome }
  | { readonly type: 'signal'; readonly name: string; readonly outcome?: Outcome }
  | { readonly type: 'return'; readonly task: string; readonly to: string; readonly by?: unknown }
  | { readonly type: 'take-back'; readonly node: string; readonly by: unknown }
  | { readonly type: 'delegate'; readonly task: string; readonly to: unknown; readonly by?: unknown }
  | {
      readonly type: 'add-signer'
      readonly task: string
      readonly signers: readonly unknown[]
      readonly mode: 'before' | 'after' | 'parallel'
      readonly by?: unknown
    }
  | { readonly type: 'sign'; readonly task: string; readonly by: unknown; readonly agree: boolean }
  | { readonly type: 'claim'; readonly task: string; readonly by: unknown }
  | { readonly type: 'release'; readonly task: string; readonly by: unknown }
  | { readonly type: 'cancel'; readonly by?: unknown }
)

export interface Step {
  readonly marking: Marking
  readonly effects: readonly Effect[]
}

/** An event that can't happen now. The marking stays as it was. */
export interface StepRefusal {
  readonly refused: true
  readonly code:
    | 'process.not_running'
    | 'process.no_such_task'
    | 'process.no_such_call'
    | 'process.no_such_timer'
    | 'process.nobody_waits'
    | 'process.outcome_not_allowed'
    | 'process.needs_signatures'
    | 'process.not_a_signer'
    | 'process.already_signed'
    | 'process.not_yet_to_sign'
    | 'process.already_claimed'
    | 'process.already_completed'
    | 'process.not_earlier'
    | 'process.acted_since'
    | 'process.not_the_completer'
    | 'process.error_not_caught'
    | 'process.no_way_out'
    | 'process.expression_failed'
    | 'process.not_a_list'
    | 'process.endless'
    | 'process.no_start'
  readonly node?: string
  readonly what: string
}

/** FEEL, given by the caller. */
export interface Expressions {
  evaluate(source: string, context: Record<string, unknown>): unknown
  /** What is wrong with the text, or nothing. */
  check(source: string): string | undefined
}
