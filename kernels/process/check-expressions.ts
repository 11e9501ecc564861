/** Checks every FEEL text of a process before it is published. */
import type { ProcessDefinition, ProcessNode, ProcessRefusal } from './definition.ts'
import type { Expressions } from './marking.ts'

/** One refusal `process.bad_expression` for each text that the caller's FEEL can't read; `where` is the node or flow. */
export function checkExpressions(def: ProcessDefinition, expressions: Expressions): readonly ProcessRefusal[] {
  const inNodes = Object.values(def.nodes).flatMap((node) =>
    sourcesOf(node).map((source) => ({ where: node.id, source })),
  )
  const inFlows = Object.values(def.flows).flatMap((flow) =>
    flow.condition === undefined ? [] : [{ where: flow.id, source: flow.condition }],
  )
  return [...inNodes, ...inFlows].flatMap(({ where, source }) => {
    const what = expressions.check(source)
    if (what === undefined) return []
    return [
      { refused: true, code: 'process.bad_expression', what: `${source}: ${what}`, where, mend: 'Correct the FEEL.' },
    ]
  })
}

function sourcesOf(node: ProcessNode): readonly string[] {
  const { assignee, candidates, inputs, script, multi, trigger } = node
  const times = trigger?.kind === 'timer' ? [trigger.duration, trigger.date, trigger.cycle] : []
  const computed = times.flatMap((time) => (time?.startsWith('=') ? [time.slice(1)] : []))
  const written = [assignee, candidates, inputs, script, multi?.collection, multi?.cardinality, multi?.until]
  return [...written.flatMap((source) => (source === undefined ? [] : [source])), ...computed]
}
