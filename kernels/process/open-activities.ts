/** What happens when a token enters an activity: tasks, calls, timers and subprocesses are opened. */

import type { ProcessNode } from './definition.ts'
import { type Arrival, type Draft, type DraftTask, type DraftToken, enterState, find, nodeOf, park } from './draft.ts'
import { newThread } from './follow-threads.ts'
import type { Instances, OpenCall, OpenTask, Signer, TrailEntry } from './marking.ts'

/** Lets the token wait in the activity and opens its work, once or for each item. Returns false when there is no item. */
export function openActivity(draft: Draft, node: ProcessNode, arrival: Arrival): boolean {
  if (!node.multi) {
    const token = park(draft, arrival)
    armBoundary(draft, token, node)
    openWork(draft, node, token)
    return true
  }
  const items = draft.oracle.items(draft, node, arrival.scope)
  if (items.length === 0) return false
  const token = park(draft, arrival, { items, next: 0, open: 0, done: 0, results: [] })
  armBoundary(draft, token, node)
  const atOnce = node.multi.sequential ? 1 : items.length
  for (let count = 0; count < atOnce; count++) openNext(draft, node, token)
  return true
}

/** Opens the next instance of a multi-instance activity. */
export function openNext(draft: Draft, node: ProcessNode, token: DraftToken): void {
  const state = token.instances as Instances
  token.instances = { ...state, next: state.next + 1, open: state.open + 1 }
  openWork(draft, node, token, state.next)
}

function openWork(draft: Draft, node: ProcessNode, token: DraftToken, instance?: number): void {
  switch (node.kind) {
    case 'user':
    case 'manual':
      openTask(draft, node, token, instance)
      return
    case 'service':
    case 'rule':
    case 'call':
      openCall(draft, node, token, node.kind, instance)
      return
    case 'subprocess':
      openSubprocess(draft, node, token, instance)
      return
    default:
      return
  }
}

/** What an instance sees besides the case's facts: its item and its place in the list. */
export function localsOf(node: ProcessNode, token: DraftToken, instance: number | undefined): Record<string, unknown> {
  if (instance === undefined || !token.instances) return {}
  const item = token.instances.items[instance]
  return { loopCounter: instance + 1, ...(node.multi?.element ? { [node.multi.element]: item } : {}) }
}

function openTask(draft: Draft, node: ProcessNode, token: DraftToken, instance: number | undefined): void {
  const locals = localsOf(node, token, instance)
  const value = (source: string | undefined) =>
    source === undefined ? undefined : draft.oracle.value(draft, source, token.scope, locals)
  const task: DraftTask = { id: `t${++draft.marking.last.task}`, token: token.id, node: node.id }
  if (instance !== undefined) task.instance = instance
  const assignee = value(node.assignee)
  if (assignee !== undefined) task.assignee = assignee
  if (node.signing) task.signers = jointSigners(assignee)
  if (draft.at !== undefined) task.since = draft.at
  draft.marking.tasks.push(task)
  announceTask(draft, node, token, task, value(node.candidates))
}

function jointSigners(assignee: unknown): readonly Signer[] {
  const all = Array.isArray(assignee) ? assignee : assignee === undefined || assignee === null ? [] : [assignee]
  return all.map((who) => ({ who, group: 'joint' as const }))
}

const COPIED = ['name', 'action', 'form', 'term', 'state', 'part', 'documentation', 'outcomes', 'signing'] as const

function announceTask(draft: Draft, node: ProcessNode, token: DraftToken, task: OpenTask, candidates: unknown): void {
  const words: Record<string, unknown> = {}
  for (const word of COPIED) if (node[word] !== undefined) words[word] = node[word]
  if (task.assignee !== undefined) words.assignee = task.assignee
  if (candidates !== undefined) words.candidates = candidates
  if (task.signers) words.signers = task.signers.map((each) => each.who)
  if (task.instance !== undefined)
    Object.assign(words, { instance: task.instance, item: token.instances?.items[task.instance] })
  if (draft.again?.node === node.id)
    Object.assign(words, { again: true, ...(draft.again.by === undefined ? {} : { lastBy: draft.again.by }) })
  draft.effects.push({ type: 'task-opened', task: task.id, node: node.id, ...words })
}

function openCall(draft: Draft, node: ProcessNode, token: DraftToken, kind: OpenCall['kind'], instance?: number): void {
  const call = `c${++draft.marking.last.call}`
  const place = instance === undefined ? {} : { instance }
  draft.marking.calls.push({ id: call, token: token.id, node: node.id, kind, ...place })
  const locals = localsOf(node, token, instance)
  const inputs = node.inputs === undefined ? undefined : draft.oracle.value(draft, node.inputs, token.scope, locals)
  const passed = inputs === undefined ? {} : { inputs }
  if (kind === 'service') {
    draft.effects.push({ type: 'service-called', call, node: node.id, action: node.action ?? '', ...passed, ...place })
  } else if (kind === 'rule') {
    draft.effects.push({ type: 'rule-called', call, node: node.id, decision: node.decision ?? '', ...passed, ...place })
  } else {
    const part = node.part === undefined ? {} : { part: node.part }
    const calledElement = node.calledElement ?? ''
    draft.effects.push({
      type: 'call-started',
      call,
      node: node.id,
      calledElement,
      inputs: inputs ?? locals,
      ...part,
      ...place,
    })
  }
}

function openSubprocess(draft: Draft, node: ProcessNode, token: DraftToken, instance: number | undefined): void {
  const scope = openScope(draft, node, token, instance)
  const thread = newThread(draft, token.thread, scope, [])
  const start = draft.def.starts[node.id]?.[0]
  if (start === undefined) throw new Error(`${node.id} has no start`)
  draft.queue.push({
    node: start,
    thread,
    scope,
    ...(token.detached === undefined ? {} : { detached: token.detached }),
  })
}

/** A run of an embedded subprocess inside the token, with nothing in it yet. */
export function openScope(draft: Draft, node: ProcessNode, token: DraftToken, instance: number | undefined): number {
  const id = ++draft.marking.last.scope
  const place = instance === undefined ? {} : { instance, locals: localsOf(node, token, instance) }
  draft.marking.scopes.push({ id, node: node.id, host: token.id, ...place })
  return id
}

/** Sets the timers of the events that sit on an activity. */
export function armBoundary(draft: Draft, token: DraftToken, node: ProcessNode): void {
  for (const id of node.boundary) armTimer(draft, token, nodeOf(draft, id))
}

/** Sets the timer of an event, if it has one. `cycle` replaces the text of a cycle that ran before. */
export function armTimer(draft: Draft, token: DraftToken, node: ProcessNode, cycle?: string): void {
  if (node.trigger?.kind !== 'timer') return
  const timer = `m${++draft.marking.last.timer}`
  const read = (text: string) =>
    text.startsWith('=') ? String(draft.oracle.value(draft, text.slice(1), token.scope)) : text
  const { duration, date } = node.trigger
  const rounds = cycle ?? (node.trigger.cycle === undefined ? undefined : read(node.trigger.cycle))
  const times = {
    ...(duration === undefined ? {} : { duration: read(duration) }),
    ...(date === undefined ? {} : { date: read(date) }),
    ...(rounds === undefined ? {} : { cycle: rounds }),
  }
  draft.marking.timers.push({
    id: timer,
    token: token.id,
    node: node.id,
    ...(rounds === undefined ? {} : { cycle: rounds }),
  })
  draft.effects.push({ type: 'timer-set', timer, node: node.id, ...times })
}

/** Puts a token back into a task that was done before, and opens the task again. */
export function reopenTask(draft: Draft, entry: TrailEntry, thread: number): void {
  const node = nodeOf(draft, entry.node)
  const { scope } = find(draft.marking.threads, thread)
  const state = node.state ?? entry.state
  draft.entered.push(node.id)
  if (state !== draft.marking.state || node.state !== undefined) enterState(draft, node.id, state)
  draft.again = { node: node.id, by: entry.by }
  openActivity(draft, node, { node: node.id, thread, scope })
  delete draft.again
}
