/** Decides the ways out of nodes with FEEL, as the caller evaluates it. */
import { getFlow, type ProcessNode } from './definition.ts'
import { type Draft, find, type Oracle, Refused } from './draft.ts'
import type { Expressions } from './marking.ts'

/** The oracle of a running process. What is not known (`null`) does not hold: then the default flow is taken. */
export function feelOracle(expressions: Expressions): Oracle {
  const value: Oracle['value'] = (draft, source, scope, more) => {
    try {
      return expressions.evaluate(source, contextOf(draft, scope, more))
    } catch (fault) {
      throw new Refused(
        'process.expression_failed',
        `${source}: ${fault instanceof Error ? fault.message : String(fault)}`,
      )
    }
  }
  return {
    value,
    choose: (draft, node, scope) => chooseByConditions(draft, node, (source) => value(draft, source, scope) === true),
    items: (draft, node, scope) => readItems(node, (source) => value(draft, source, scope)),
  }
}

/** The caller's facts, over them what the process learnt, over that the items of the instances around. */
function contextOf(
  draft: Draft,
  scope: number,
  more: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  let locals: Readonly<Record<string, unknown>> = {}
  for (let id = scope; ; ) {
    const at = find(draft.marking.scopes, id)
    locals = { ...at.locals, ...locals }
    if (at.host < 0) break
    id = find(draft.marking.tokens, at.host).scope
  }
  return { ...draft.facts, ...draft.marking.variables, ...locals, ...more }
}

/** BPMN 2.0 §13.4: an exclusive gateway takes the first that holds, all others take each that holds; else the default. */
function chooseByConditions(draft: Draft, node: ProcessNode, holds: (source: string) => boolean): readonly string[] {
  const candidates = node.outgoing.filter((flow) => flow !== node.defaultFlow)
  const isTaken = (flow: string) => {
    const { condition } = getFlow(draft.def, flow)
    return condition === undefined || holds(condition)
  }
  const first = node.kind === 'exclusive' ? candidates.find(isTaken) : undefined
  const taken = node.kind === 'exclusive' ? (first === undefined ? [] : [first]) : candidates.filter(isTaken)
  if (node.defaultFlow === undefined) {
    if (taken.length > 0) return taken
    throw new Refused('process.no_way_out', 'no condition holds and no default is marked', node.id)
  }
  const conditionalTaken = taken.some((flow) => getFlow(draft.def, flow).condition !== undefined)
  return conditionalTaken ? taken : [...taken, node.defaultFlow]
}

function readItems(node: ProcessNode, value: (source: string) => unknown): readonly unknown[] {
  const { collection, cardinality } = node.multi ?? {}
  const found = value(collection ?? cardinality ?? 'null')
  if (collection !== undefined && Array.isArray(found)) return found
  const count = Number(found)
  if (collection === undefined && Number.isInteger(count) && count >= 0 && count <= 10_000)
    return Array.from({ length: count }, (_, index) => index + 1)
  throw new Refused('process.not_a_list', `${collection ?? cardinality} is not a list`, node.id)
}
