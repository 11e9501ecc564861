/** Where the process stands, node by node, for drawing it on the diagram. */
import { getNode, type NodeKind, type ProcessDefinition } from './definition.ts'
import type { Marking } from './marking.ts'

export interface Position {
  readonly node: string
  readonly state: 'active' | 'done' | 'waiting'
  readonly since?: string
}

const WAITING: readonly NodeKind[] = ['catch', 'receive', 'event-gateway', 'parallel', 'inclusive']

/** One position for each node that is or was visited: `active` work, `waiting` for an event or for siblings, `done`. */
export function positions(def: ProcessDefinition, marking: Marking): readonly Position[] {
  const found = new Map<string, Position>()
  for (const node of marking.done) found.set(node, { node, state: 'done' })
  for (const token of marking.tokens) {
    const state = WAITING.includes(getNode(def, token.node).kind) ? 'waiting' : 'active'
    found.set(token.node, { node: token.node, state, ...(token.since === undefined ? {} : { since: token.since }) })
  }
  return [...found.values()]
}
