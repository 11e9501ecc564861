/** Ways through the diagram, by its lines alone. */
import { getNode, type ProcessDefinition, successors } from './definition.ts'

/** The shortest way from a start event to the node; the node alone when no line leads there. */
export function pathTo(def: ProcessDefinition, target: string): readonly string[] {
  const cameFrom = new Map<string, string | undefined>()
  const queue = [...(def.starts[def.id] ?? [])]
  for (const id of queue) cameFrom.set(id, undefined)
  for (let position = 0; position < queue.length; position++) {
    const id = queue[position] as string
    for (const next of [...successors(def, getNode(def, id)), ...(def.starts[id] ?? [])]) {
      if (cameFrom.has(next)) continue
      cameFrom.set(next, id)
      queue.push(next)
    }
  }
  const path = [target]
  for (let id = cameFrom.get(target); id !== undefined; id = cameFrom.get(id)) path.unshift(id)
  return path
}
