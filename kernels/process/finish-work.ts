/** What happens when work is done: an instance counts, the last one lets the token go on. */
import type { ProcessNode } from './definition.ts'
import { type Draft, type DraftToken, removeToken } from './draft.ts'
import { leave } from './leave-nodes.ts'
import type { Instances } from './marking.ts'
import { openNext } from './open-activities.ts'

/** One piece of work in the token is finished. */
export function finishInstance(draft: Draft, node: ProcessNode, token: DraftToken, instance: number | undefined): void {
  if (instance !== undefined && token.instances && !isLastInstance(draft, node, token)) return
  removeToken(draft, token, 'cancelled')
  leave(draft, node, token)
}

function isLastInstance(draft: Draft, node: ProcessNode, token: DraftToken): boolean {
  const before = token.instances as Instances
  token.instances = { ...before, open: before.open - 1, done: before.done + 1 }
  if (isEnough(draft, node, token)) return true
  if (token.instances.next < before.items.length && node.multi?.sequential) openNext(draft, node, token)
  return token.instances.open === 0
}

/** The completion condition of the activity, with the counts that BPMN 2.0 table 10.30 names. */
function isEnough(draft: Draft, node: ProcessNode, token: DraftToken): boolean {
  const { items, open, done, results } = token.instances as Instances
  if (node.multi?.until === undefined) return false
  const counts = {
    numberOfInstances: items.length,
    numberOfActiveInstances: open,
    numberOfCompletedInstances: done,
    results: results.filter((each) => each !== null),
  }
  return draft.oracle.value(draft, node.multi.until, token.scope, counts) === true
}

/** Writes the outcome of one instance into the list of results, under the node's result variable. */
export function keepResult(
  draft: Draft,
  node: ProcessNode,
  token: DraftToken,
  instance: number,
  outcome: unknown,
): void {
  const state = token.instances as Instances
  const results = state.items.map((_, index) =>
    index === instance ? (outcome ?? null) : (state.results[index] ?? null),
  )
  token.instances = { ...state, results }
  if (node.resultVariable) draft.marking.variables = { ...draft.marking.variables, [node.resultVariable]: results }
}
