/** When an inclusive join may fire. Source: BPMN 2.0 §13.4.3. */
import type { ProcessNode } from './definition.ts'
import { type Draft, type DraftToken, nodeOf } from './draft.ts'
import { fireJoin } from './leave-nodes.ts'

/** Fires the first inclusive join for which nobody is still on the way. To be asked only when all tokens wait. */
export function fireInclusiveJoins(draft: Draft): boolean {
  const { tokens } = draft.marking
  for (const token of tokens) {
    if (token.via === undefined) continue
    const node = nodeOf(draft, token.node)
    if (node.kind !== 'inclusive') continue
    const here = tokens.filter((each) => each.node === node.id && each.scope === token.scope)
    if (isAwaited(node, here, tokens)) continue
    fireJoin(draft, node, firstOfEachFlow(here))
    return true
  }
  return false
}

/** The token that waited longest on each flow. */
export function firstOfEachFlow(waiting: readonly DraftToken[]): readonly DraftToken[] {
  return waiting.filter((token, index) => waiting.findIndex((each) => each.via === token.via) === index)
}

/** A token elsewhere that can reach an empty flow of the join, and none of its filled ones, is waited for. */
function isAwaited(join: ProcessNode, here: readonly DraftToken[], tokens: readonly DraftToken[]): boolean {
  const filled = new Set(here.map((token) => token.via))
  const upstream = join.upstream ?? {}
  const reaches = (node: string, full: boolean) =>
    join.incoming.some((flow) => filled.has(flow) === full && upstream[flow]?.includes(node))
  return tokens.some(
    (token) =>
      token.scope === here[0]?.scope &&
      token.node !== join.id &&
      reaches(token.node, false) &&
      !reaches(token.node, true),
  )
}
