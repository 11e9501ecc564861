/** Events on their way to those who wait: timers, messages, signals and errors; and the end of the process. */
import { awaitedNodes, type ProcessNode } from './definition.ts'
import { type Draft, type DraftToken, enterState, find, learn, nodeOf, Refused, removeToken } from './draft.ts'
import { forkThread, record } from './follow-threads.ts'
import { leave } from './leave-nodes.ts'
import type { OpenTimer, ProcessEvent, Scope } from './marking.ts'
import { armTimer } from './open-activities.ts'

interface Wait {
  readonly token: DraftToken
  readonly node: ProcessNode
}

/** Everyone who waits for the message or signal, those who wait longest first. */
export function findWaits(draft: Draft, kind: 'message' | 'signal', name: string): readonly Wait[] {
  return draft.marking.tokens.flatMap((token) =>
    awaitedNodes(draft.def, token.node)
      .filter((node) => node.trigger?.kind === kind && node.trigger.name === name)
      .map((node) => ({ token, node })),
  )
}

/** A message comes to one who waits for it (BPMN 2.0 §10.5.1). */
export function deliverMessage(draft: Draft, event: Extract<ProcessEvent, { type: 'message' }>): void {
  const waits = findWaits(draft, 'message', event.name)
  const wait = event.node === undefined ? waits[0] : waits.find((each) => each.node.id === event.node)
  if (!wait) throw new Refused('process.nobody_waits', `nobody waits for the message ${event.name}`, event.node)
  learn(draft, wait.node, event.outcome)
  trigger(draft, wait)
}

/** A signal comes to all who wait for it. */
export function deliverSignal(draft: Draft, name: string): number {
  const waits = findWaits(draft, 'signal', name)
  for (const wait of waits) if (draft.marking.tokens.includes(wait.token)) trigger(draft, wait)
  return waits.length
}

export function sendSignal(draft: Draft, node: ProcessNode, name: string): void {
  draft.effects.push({ type: 'signal-sent', node: node.id, name })
  deliverSignal(draft, name)
}

/** A timer ran out. A cycle on a non-interrupting event is set again as long as it has rounds. */
export function deliverTimer(draft: Draft, timer: OpenTimer): void {
  draft.marking.timers = draft.marking.timers.filter((each) => each.id !== timer.id)
  const token = find(draft.marking.tokens, timer.token)
  const node = nodeOf(draft, timer.node)
  trigger(draft, { token, node })
  const rest = node.interrupting === false && timer.cycle !== undefined ? remainingCycle(timer.cycle) : undefined
  if (rest !== undefined) armTimer(draft, token, node, rest)
}

/** `R3/PT1H` after one round is `R2/PT1H`; `R/PT1H` never ends (ISO 8601 repeating intervals). */
function remainingCycle(cycle: string): string | undefined {
  const rounds = /^R(\d+)(?=\/)/.exec(cycle)
  if (!rounds) return cycle.startsWith('R/') ? cycle : undefined
  const left = Number(rounds[1]) - 1
  return left > 0 ? cycle.replace(rounds[0], `R${left}`) : undefined
}

function trigger(draft: Draft, { token, node }: Wait): void {
  if (node.kind === 'boundary') {
    fireBoundary(draft, token, node)
    return
  }
  removeToken(draft, token, 'completed')
  if (token.node !== node.id) {
    draft.entered.push(node.id)
    enterState(draft, node.id, node.state)
  }
  if (node.trigger?.kind === 'message') record(draft, token.thread, { node: node.id, kind: 'sent' })
  leave(draft, node, token)
}

/** A boundary event happens: it ends the activity, or sends a second token beside it (BPMN 2.0 §13.5.3). */
function fireBoundary(draft: Draft, token: DraftToken, node: ProcessNode): void {
  draft.entered.push(node.id)
  if (node.interrupting !== false) {
    const host = nodeOf(draft, token.node)
    if (host.kind === 'user' || host.kind === 'manual') record(draft, token.thread, interrupted(draft, host))
    removeToken(draft, token, 'interrupted')
    enterState(draft, node.id, node.state)
    leave(draft, node, token)
    return
  }
  const [own, other] = forkThread(draft, token.thread, 2) as [number, number]
  for (const thread of draft.marking.threads) {
    if (thread.parent === token.thread && thread.id !== own && thread.id !== other && thread.scope !== token.scope)
      thread.parent = own
  }
  token.thread = own
  enterState(draft, node.id, node.state)
  leave(draft, node, { thread: other, scope: token.scope, detached: node.id })
}

function interrupted(draft: Draft, host: ProcessNode) {
  const state = draft.marking.state === undefined ? {} : { state: draft.marking.state }
  return { node: host.id, kind: 'task' as const, ...state }
}

/** The nearest boundary event that catches the error: on the activity itself, then on the subprocesses around it. */
function findCatcher(draft: Draft, token: DraftToken | undefined, code: string | undefined): Wait | undefined {
  for (let at = token; at; at = hostOf(draft, at)) {
    const border = nodeOf(draft, at.node).boundary.map((id) => nodeOf(draft, id))
    const errors = border.filter((each) => each.trigger?.kind === 'error')
    const codeOf = (each: ProcessNode) => (each.trigger?.kind === 'error' ? each.trigger.code : undefined)
    const node =
      errors.find((each) => codeOf(each) === code && code !== undefined) ??
      errors.find((each) => codeOf(each) === undefined)
    if (node) return { token: at, node }
  }
  return undefined
}

function hostOf(draft: Draft, token: DraftToken): DraftToken | undefined {
  const scope = find(draft.marking.scopes, token.scope)
  return scope.host < 0 ? undefined : find(draft.marking.tokens, scope.host)
}

/** A call failed: caught by a boundary event, or refused so that the caller may try again. */
export function deliverFailure(draft: Draft, token: DraftToken, code: string | undefined): void {
  const wait = findCatcher(draft, token, code)
  if (!wait) throw new Refused('process.error_not_caught', `nobody catches the error ${code ?? ''}`.trim(), token.node)
  fireBoundary(draft, wait.token, wait.node)
}

/** An error end event: caught around the subprocess, or the process fails. */
export function throwError(draft: Draft, node: ProcessNode, scope: number, code: string | undefined): void {
  const { host } = find(draft.marking.scopes, scope) as Scope
  const wait = host < 0 ? undefined : findCatcher(draft, find(draft.marking.tokens, host), code)
  if (wait) {
    fireBoundary(draft, wait.token, wait.node)
    return
  }
  endProcess(draft, { node: node.id, kind: 'error' }, code)
}

/** Closes everything. */
export function endProcess(
  draft: Draft,
  by: { readonly node: string; readonly kind: 'none' | 'terminate' | 'error' | 'message' | 'signal' | 'cancelled' },
  error?: string,
): void {
  const { marking } = draft
  draft.queue = []
  for (const token of marking.tokens) removeToken(draft, token, 'cancelled')
  Object.assign(marking, { scopes: [], threads: [] })
  marking.status = by.kind === 'cancelled' ? 'cancelled' : by.kind === 'error' ? 'failed' : 'ended'
  draft.effects.push({ type: 'ended', ...by, ...(error === undefined ? {} : { error }) })
}
