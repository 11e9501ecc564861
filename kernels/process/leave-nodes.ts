/** How tokens go out of nodes: along one flow, along several, or several tokens as one. */
import { getFlow, type ProcessNode } from './definition.ts'
import { type Arrival, type Draft, type DraftToken, enterState, removeToken } from './draft.ts'
import { forkThread, joinThreads } from './follow-threads.ts'

/** Sends the token on its way out of a node, along one or several flows. */
export function leave(draft: Draft, node: ProcessNode, from: Omit<Arrival, 'node' | 'via'>): void {
  if (!draft.marking.done.includes(node.id)) draft.marking.done.push(node.id)
  const flows = chooseFlows(draft, node, from.scope)
  if (flows.length === 0) draft.endedBy = { node: node.id, kind: 'none' }
  const threads = forkThread(draft, from.thread, flows.length)
  for (let index = flows.length - 1; index >= 0; index--) {
    const via = flows[index] as string
    const arrival = { node: getFlow(draft.def, via).to, via, thread: threads[index] as number, scope: from.scope }
    draft.queue.push(from.detached === undefined ? arrival : { ...arrival, detached: from.detached })
  }
}

function chooseFlows(draft: Draft, node: ProcessNode, scope: number): readonly string[] {
  const { outgoing } = node
  const isFree = (flow: string) => getFlow(draft.def, flow).condition === undefined && flow !== node.defaultFlow
  return outgoing.every(isFree) ? outgoing : draft.oracle.choose(draft, node, scope)
}

/** Makes one token of those that came in through different flows. */
export function fireJoin(draft: Draft, node: ProcessNode, tokens: readonly DraftToken[]): void {
  const first = tokens[0] as DraftToken
  const thread = joinThreads(draft, tokens, node.id)
  for (const token of tokens) removeToken(draft, token, 'completed')
  enterState(draft, node.id, node.state)
  const detached = tokens.every((token) => token.detached !== undefined) ? first.detached : undefined
  leave(draft, node, { thread, scope: first.scope, ...(detached === undefined ? {} : { detached }) })
}
