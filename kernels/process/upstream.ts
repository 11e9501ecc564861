/** For each inclusive join, from where a token could still arrive. Source: BPMN 2.0 §13.4.3, activation of the inclusive gateway. */
import { getFlow, getNode, type ProcessDefinition, type ProcessNode } from './definition.ts'

/** The definition with `upstream` written on its inclusive joins. */
export function addUpstream(def: ProcessDefinition): ProcessDefinition {
  const joins = Object.values(def.nodes).filter((node) => node.kind === 'inclusive' && node.incoming.length > 1)
  if (joins.length === 0) return def
  const nodes = { ...def.nodes }
  for (const join of joins) nodes[join.id] = { ...join, upstream: upstreamOf(def, join) }
  return { ...def, nodes }
}

function upstreamOf(def: ProcessDefinition, join: ProcessNode): Record<string, readonly string[]> {
  const entries = join.incoming.map((flow) => [flow, nodesBefore(def, getFlow(def, flow).from, join.id)] as const)
  return Object.fromEntries(entries)
}

/** `from` and all nodes with a way to it that does not visit `join`. */
function nodesBefore(def: ProcessDefinition, from: string, join: string): readonly string[] {
  const seen = new Set<string>()
  const queue = from === join ? [] : [from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    queue.push(...predecessors(def, getNode(def, id)).filter((each) => each !== join))
  }
  return [...seen].sort()
}

function predecessors(def: ProcessDefinition, node: ProcessNode): readonly string[] {
  const before = node.incoming.map((flow) => getFlow(def, flow).from)
  const links = Object.values(def.nodes).filter((each) => each.linkTo === node.id)
  return [...before, ...links.map((each) => each.id), ...(node.attachedTo ? [node.attachedTo] : [])]
}
