/** An order of the nodes in which flows lead forward, but for those that close a circle. */
import { getNode, type ProcessDefinition, type ProcessNode, successors } from './definition.ts'

/** For each node its place in the order; the nodes inside a subprocess come before those behind it. */
export function orderNodes(def: ProcessDefinition): ReadonlyMap<string, number> {
  const finished: string[] = []
  const seen = new Set<string>()
  for (const start of def.starts[def.id] ?? []) visit(def, start, seen, finished)
  return new Map(finished.reverse().map((id, index) => [id, index]))
}

/** Depth first without recursion; a node is finished after all that it leads to. */
function visit(def: ProcessDefinition, start: string, seen: Set<string>, finished: string[]): void {
  if (seen.has(start)) return
  seen.add(start)
  const path = [{ id: start, next: [...leadsTo(def, getNode(def, start))] }]
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const id = top.next.pop()
    if (id === undefined) {
      finished.push(top.id)
      path.pop()
    } else if (!seen.has(id)) {
      seen.add(id)
      path.push({ id, next: [...leadsTo(def, getNode(def, id))] })
    }
  }
}

/** Into a subprocess through its start, out of it behind its ends. */
function leadsTo(def: ProcessDefinition, node: ProcessNode): readonly string[] {
  const around = node.outgoing.length === 0 ? def.nodes[node.scope] : undefined
  const out = around ? leadsTo(def, { ...around, kind: 'user' }) : []
  return [...successors(def, node), ...out, ...(node.kind === 'subprocess' ? (def.starts[node.id] ?? []) : [])]
}
