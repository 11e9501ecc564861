/** What could happen next to a running process, whoever acts; used to prove it sound. */
import { awaitedNodes, getNode, type ProcessDefinition, type ProcessNode } from './definition.ts'
import { ANYONE } from './free-choice.ts'
import type { Marking, ProcessEvent } from './marking.ts'

/** An event that takes `token` on. */
export interface PossibleEvent {
  readonly event: ProcessEvent
  readonly token: number
}

/**
 * All that may happen. A non-interrupting boundary event happens again only when the tokens it made before have gone:
 * its second firing would find nothing new.
 */
export function possibleEvents(def: ProcessDefinition, marking: Marking): readonly PossibleEvent[] {
  const isSpent = (node: ProcessNode) =>
    node.interrupting === false && marking.tokens.some((token) => token.detached === node.id)
  return [
    ...completions(def, marking),
    ...timers(def, marking, isSpent),
    ...awaited(def, marking, isSpent),
    ...failures(def, marking),
  ]
}

function completions(def: ProcessDefinition, marking: Marking): readonly PossibleEvent[] {
  const tasks = marking.tasks.map((task) => ({
    event: completion(getNode(def, task.node), task.id),
    token: task.token,
  }))
  const calls = marking.calls.map((call) => ({ event: { type: 'answer' as const, call: call.id }, token: call.token }))
  return [...tasks, ...calls]
}

/** With any word that the task allows: conditions are free choices anyway. A joint signature is one signature. */
function completion(node: ProcessNode, task: string): ProcessEvent {
  if (node.signing) return { type: 'sign', task, by: ANYONE, agree: true }
  const [word] = node.outcomes ?? []
  return { type: 'complete', task, outcome: word === undefined ? {} : { outcome: word } }
}

type IsSpent = (node: ProcessNode) => boolean

function timers(def: ProcessDefinition, marking: Marking, isSpent: IsSpent): readonly PossibleEvent[] {
  return marking.timers
    .filter((timer) => !isSpent(getNode(def, timer.node)))
    .map((timer) => ({ event: { type: 'timer' as const, timer: timer.id }, token: timer.token }))
}

function awaited(def: ProcessDefinition, marking: Marking, isSpent: IsSpent): readonly PossibleEvent[] {
  const found = new Map<string, PossibleEvent>()
  for (const token of marking.tokens) {
    for (const node of awaitedNodes(def, token.node)) {
      if (isSpent(node)) continue
      if (node.trigger?.kind === 'message') {
        const event = { type: 'message' as const, name: node.trigger.name, node: node.id }
        found.set(`m ${node.id} ${token.id}`, { event, token: token.id })
      } else if (node.trigger?.kind === 'signal') {
        found.set(`s ${node.trigger.name}`, { event: { type: 'signal', name: node.trigger.name }, token: token.id })
      }
    }
  }
  return [...found.values()]
}

/** A call or a task may fail in each way that some boundary event on it or around it catches. */
function failures(def: ProcessDefinition, marking: Marking): readonly PossibleEvent[] {
  return [...marking.calls, ...marking.tasks].flatMap((work) => {
    const codes = new Set(catchersAround(def, marking, work.token).map((trigger) => trigger.code))
    return [...codes].map((code) => ({
      event: { type: 'fail' as const, call: work.id, ...(code === undefined ? {} : { error: code }) },
      token: work.token,
    }))
  })
}

function catchersAround(
  def: ProcessDefinition,
  marking: Marking,
  tokenId: number,
): readonly { readonly code?: string }[] {
  const token = marking.tokens.find((each) => each.id === tokenId)
  if (!token) return []
  const border = getNode(def, token.node).boundary.map((id) => getNode(def, id).trigger)
  const own = border.flatMap((trigger) => (trigger?.kind === 'error' ? [trigger] : []))
  const scope = marking.scopes.find((each) => each.id === token.scope)
  return scope && scope.host >= 0 ? [...own, ...catchersAround(def, marking, scope.host)] : own
}
