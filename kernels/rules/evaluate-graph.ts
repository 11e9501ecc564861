/** Evaluates a graph of conditions for one firm: the nodes in a row of numbers, each after those it needs. */
import { operandsOf } from './emit-program.ts'
import type { Logic } from './population-graph.ts'
import { conjunction, disjunction, FALSE, NULL, opposite, TRUE, type Truth, UNKNOWN } from './population-predicates.ts'

const KINDS = {
  constant: 0,
  predicate: 1,
  and: 2,
  or: 3,
  not: 4,
  if: 5,
  settled: 6,
  possible: 7,
  sure: 8,
  blend: 9,
} as const

/**
 * The nodes as numbers in a row: kind, how many operands, the operands. `share` says for how many firms a predicate is not
 * no; an `and` asks those for the fewest first, since it is decided by the first no.
 */
export function flatten(nodes: readonly Logic[], share: (predicate: number) => number = () => 1): Int32Array {
  const shareOf = (node: number): number => {
    const logic = nodes[node]
    return logic?.kind === 'predicate' ? share(logic.predicate) : 1
  }
  const shares = Float64Array.from(nodes, (_logic, node) => shareOf(node))
  return Int32Array.from(
    nodes.flatMap((logic) => {
      if (logic.kind === 'constant') return [KINDS.constant, 1, logic.truth]
      if (logic.kind === 'predicate') return [KINDS.predicate, 1, logic.predicate]
      const of =
        logic.kind === 'and'
          ? [...logic.of].sort((a, b) => (shares[a] as number) - (shares[b] as number))
          : operandsOf(logic)
      return [KINDS[logic.kind], of.length, ...of]
    }),
  )
}

/** Evaluates all nodes, from what each predicate says. */
export function evaluateFlat(flat: Int32Array, ofPredicate: Uint8Array, states: Uint8Array): void {
  let node = 0
  for (let at = 0; at < flat.length; node++) {
    const kind = flat[at] as number
    const count = flat[at + 1] as number
    const first = flat[at + 2] as number
    const end = at + 2 + count
    if (kind === KINDS.and) {
      let bits = 15
      for (let place = at + 2; place < end && bits !== 0; place++) bits &= states[flat[place] as number] as number
      states[node] = conjunction(bits)
    } else if (kind === KINDS.predicate) states[node] = ofPredicate[first] as number
    else if (kind === KINDS.or) {
      let bits = 0
      for (let place = at + 2; place < end; place++) bits |= states[flat[place] as number] as number
      states[node] = disjunction(bits)
    } else states[node] = lessCommon(kind, flat, at + 2, states)
    at = end
  }
}

function lessCommon(kind: number, flat: Int32Array, at: number, states: Uint8Array): Truth {
  const first = flat[at] as number
  if (kind === KINDS.constant) return first as Truth
  const state = states[first] as Truth
  if (kind === KINDS.not) return opposite(state)
  if (kind === KINDS.settled) return state === NULL ? FALSE : state
  if (kind === KINDS.possible) return state === TRUE || state === UNKNOWN ? TRUE : FALSE
  if (kind === KINDS.sure) return state === TRUE ? TRUE : FALSE
  if (kind === KINDS.blend) return blended(flat, at, states)
  const whenTrue = states[flat[at + 1] as number] as Truth
  const whenFalse = states[flat[at + 2] as number] as Truth
  if (state === UNKNOWN) return whenTrue === whenFalse ? whenTrue : UNKNOWN
  return state === TRUE ? whenTrue : whenFalse
}

function blended(flat: Int32Array, at: number, states: Uint8Array): Truth {
  const end = at + (flat[at - 1] as number)
  let answer: Truth | null = null
  for (let place = at; place < end; place += 2) {
    if (states[flat[place] as number] !== TRUE) continue
    const says = states[flat[place + 1] as number] as Truth
    if (answer !== null && answer !== says) return UNKNOWN
    answer = says
  }
  return answer ?? UNKNOWN
}
