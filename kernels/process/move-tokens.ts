/** Moves tokens until all of them wait: BPMN 2.0 §13, execution semantics. */
import { getFlow, type ProcessNode } from './definition.ts'
import {
  type Arrival,
  type Draft,
  emptyScope,
  enterState,
  find,
  isJoin,
  learn,
  nodeOf,
  park,
  Refused,
} from './draft.ts'
import { finishInstance } from './finish-work.ts'
import { lineage, pruneThreads, record } from './follow-threads.ts'
import { fireInclusiveJoins, firstOfEachFlow } from './join-inclusive.ts'
import { fireJoin, leave } from './leave-nodes.ts'
import { armTimer, openActivity } from './open-activities.ts'
import { endProcess, sendSignal, throwError } from './raise-events.ts'

/** More moves than this without anything to wait for is a circle without end. */
const MOST_MOVES = 10_000

/** Moves all tokens on their way, fires the joins that can fire, ends the subprocesses and the process that are empty. */
export function moveTokens(draft: Draft): void {
  do {
    for (let next = draft.queue.pop(); next; next = draft.queue.pop()) enter(draft, next)
  } while (draft.marking.status === 'running' && (endEmptyScopes(draft) || fireInclusiveJoins(draft)))
  pruneThreads(draft)
}

function enter(draft: Draft, arrival: Arrival): void {
  if (++draft.moves > MOST_MOVES)
    throw new Refused('process.endless', 'a circle with nothing to wait for', arrival.node)
  const node = nodeOf(draft, arrival.node)
  draft.entered.push(node.id)
  if (isJoin(node)) {
    arriveAtJoin(draft, node, arrival)
    return
  }
  enterState(draft, node.id, node.state)
  switch (node.kind) {
    case 'start':
    case 'boundary':
    case 'exclusive':
    case 'parallel':
    case 'inclusive':
      leave(draft, node, arrival)
      return
    case 'end':
      enterEnd(draft, node, arrival)
      return
    case 'catch':
    case 'receive':
    case 'event-gateway':
      waitForEvent(draft, node, arrival)
      return
    case 'throw':
    case 'send':
      enterThrow(draft, node, arrival)
      return
    case 'script':
      runScript(draft, node, arrival)
      return
    case 'user':
    case 'manual':
    case 'service':
    case 'rule':
    case 'call':
    case 'subprocess':
      if (!openActivity(draft, node, arrival)) leave(draft, node, arrival)
      return
    default:
      throw new Error(`no rule for ${node.kind satisfies never}`)
  }
}

function arriveAtJoin(draft: Draft, node: ProcessNode, arrival: Arrival): void {
  park(draft, arrival)
  if (node.kind === 'inclusive') return
  const waiting = draft.marking.tokens.filter((token) => token.node === node.id && token.scope === arrival.scope)
  const first = firstOfEachFlow(waiting)
  if (first.length === node.incoming.length) fireJoin(draft, node, first)
}

function waitForEvent(draft: Draft, node: ProcessNode, arrival: Arrival): void {
  if (node.trigger?.kind === 'link') {
    leave(draft, node, arrival)
    return
  }
  const token = park(draft, arrival)
  armTimer(draft, token, node)
  for (const id of node.boundary) armTimer(draft, token, nodeOf(draft, id))
  if (node.kind !== 'event-gateway') return
  for (const flow of node.outgoing) armTimer(draft, token, nodeOf(draft, getFlow(draft.def, flow).to))
}

function enterThrow(draft: Draft, node: ProcessNode, arrival: Arrival): void {
  const { trigger } = node
  if (node.linkTo !== undefined) {
    draft.marking.done.push(...(draft.marking.done.includes(node.id) ? [] : [node.id]))
    draft.queue.push({ ...arrival, node: node.linkTo })
    return
  }
  if (trigger?.kind === 'message') {
    draft.effects.push({ type: 'message-sent', node: node.id, name: trigger.name })
    record(draft, arrival.thread, { node: node.id, kind: 'sent' })
  }
  leave(draft, node, arrival)
  if (trigger?.kind === 'signal') sendSignal(draft, node, trigger.name)
}

function runScript(draft: Draft, node: ProcessNode, arrival: Arrival): void {
  const value = draft.oracle.value(draft, node.script ?? 'null', arrival.scope)
  if (node.resultVariable) draft.marking.variables = { ...draft.marking.variables, [node.resultVariable]: value }
  else if (typeof value === 'object' && value !== null && !Array.isArray(value)) learn(draft, node, { ...value })
  leave(draft, node, arrival)
}

function enterEnd(draft: Draft, node: ProcessNode, arrival: Arrival): void {
  const { trigger } = node
  if (!draft.marking.done.includes(node.id)) draft.marking.done.push(node.id)
  rememberEnd(draft, node, arrival)
  draft.endedBy = { node: node.id, kind: 'none' }
  if (trigger?.kind === 'message') {
    draft.effects.push({ type: 'message-sent', node: node.id, name: trigger.name })
    draft.endedBy = { node: node.id, kind: 'message' }
  } else if (trigger?.kind === 'signal') {
    draft.endedBy = { node: node.id, kind: 'signal' }
    sendSignal(draft, node, trigger.name)
  } else if (trigger?.kind === 'terminate') {
    draft.endedBy = { node: node.id, kind: 'terminate' }
    emptyScope(draft, arrival.scope, 'cancelled')
  } else if (trigger?.kind === 'error') throwError(draft, node, arrival.scope, trigger.code)
}

/** Keeps the way that ended here inside a subprocess, so that one can return into it. */
function rememberEnd(draft: Draft, node: ProcessNode, arrival: Arrival): void {
  const scope = find(draft.marking.scopes, arrival.scope)
  if (scope.host < 0 || scope.instance !== undefined) return
  const inside = lineage(draft, arrival.thread).filter((thread) => thread.scope === scope.id)
  const trail = inside.toReversed().flatMap((thread) => thread.trail)
  if (trail.length === 0) return
  scope.ended = [...(scope.ended ?? []).filter((branch) => branch.via !== node.id), { via: node.id, trail }]
}

/** Ends the first scope without tokens; the token around it moves on. */
function endEmptyScopes(draft: Draft): boolean {
  const { marking } = draft
  const empty = marking.scopes.find((scope) => !marking.tokens.some((token) => token.scope === scope.id))
  if (!empty) return false
  if (empty.host < 0) {
    endProcess(draft, draft.endedBy ?? { node: empty.node, kind: 'none' })
    return false
  }
  const host = find(marking.tokens, empty.host)
  marking.scopes = marking.scopes.filter((scope) => scope.id !== empty.id)
  const ended = empty.ended
  if (ended) record(draft, host.thread, { node: empty.node, kind: 'sub', branches: ended })
  finishInstance(draft, nodeOf(draft, host.node), host, empty.instance)
  return true
}
