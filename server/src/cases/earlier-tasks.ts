/** The steps to which a step can be returned: user tasks on the way to it that were done. */
import type { ProcessDefinition } from '@steppe/kernels/process'

/** User tasks before `node` that a token has left, the nearest first. */
export function earlierTasks(
  definition: ProcessDefinition,
  done: readonly string[],
  node: string,
): { value: string; name: string }[] {
  const before: string[] = []
  const queue = [node]
  const visited = new Set<string>(queue)
  for (let id = queue.shift(); id; id = queue.shift()) {
    for (const flow of definition.nodes[id]?.incoming ?? []) {
      const from = definition.flows[flow]?.from
      if (!from || visited.has(from)) continue
      visited.add(from)
      queue.push(from)
      if (definition.nodes[from]?.kind === 'user' && done.includes(from)) before.push(from)
    }
  }
  return before.map((id) => ({ value: id, name: definition.nodes[id]?.name ?? id }))
}
