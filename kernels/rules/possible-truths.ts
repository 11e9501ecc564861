/** What a condition can ever say: tried at one firm of each kind that its predicates tell apart. */

import type { FactKind } from './check-kinds.ts'
import { operandsOf } from './emit-program.ts'
import { evaluateFlat, flatten } from './evaluate-graph.ts'
import { type Axis, makeAxis, type Predicate, type Stretch, stretchesOf } from './population-axes.ts'
import { columnOf, type FirmBase } from './population-base.ts'
import type { LogicGraph } from './population-graph.ts'
import { NULL, type Truth, UNKNOWN } from './population-predicates.ts'

/** Combinations that are tried at most; of more, nothing is said. */
const MOST_TRIED = 20_000

/** Stands for all texts that no rule names. */
const UNNAMED = '\u0000'

/** A base without firms whose columns have the kinds of the facts; texts are those that are named, and one that is none of them. */
export function emptyBase(facts: { readonly [fact: string]: FactKind }, texts: readonly string[]): FirmBase {
  const columns = Object.entries(facts).map(([name, { kind, choices }]) => {
    const column = columnOf(kind, [])
    return [name, column.kind === 'text' ? { ...column, dictionary: choices ?? [...texts, UNNAMED] } : column] as const
  })
  return { size: 0, columns: Object.fromEntries(columns) }
}

/** The truths that some nodes can have together, for each combination of what firms can be; null when there are too many. */
export function possibleTruths(
  graph: LogicGraph,
  roots: readonly number[],
  facts: { readonly [fact: string]: FactKind },
): Truth[][] | null {
  const used = predicatesUnder(graph, roots)
  const axes = [...new Set(used.map((index) => (graph.predicates[index] as Predicate).axis))]
  const choices = axes.map((axis) => {
    const own = used.filter((index) => (graph.predicates[index] as Predicate).axis === axis)
    return waysOf(graph, axis, own, facts)
  })
  if (choices.reduce((product, { length }) => product * length, 1) > MOST_TRIED) return null
  const flat = flatten(graph.nodes)
  const states = new Uint8Array(graph.nodes.length)
  const truths = new Uint8Array(graph.predicates.length)
  const found = new Map<string, Truth[]>()
  const walk = (axis: number): void => {
    const ways = choices[axis]
    if (ways === undefined) {
      evaluateFlat(flat, truths, states)
      const said = roots.map((root) => states[root] as Truth)
      found.set(said.join(), said)
      return
    }
    for (const way of ways) {
      for (const [index, truth] of way) truths[index] = truth
      walk(axis + 1)
    }
  }
  walk(0)
  return [...found.values()]
}

function predicatesUnder(graph: LogicGraph, roots: readonly number[]): number[] {
  const seen = new Set<number>()
  const visit = (node: number): void => {
    if (seen.has(node)) return
    seen.add(node)
    const logic = graph.nodes[node]
    if (logic !== undefined) for (const of of operandsOf(logic)) visit(of)
  }
  roots.forEach(visit)
  return [...seen].flatMap((node) => {
    const logic = graph.nodes[node]
    return logic?.kind === 'predicate' ? [logic.predicate] : []
  })
}

type Way = readonly (readonly [predicate: number, truth: Truth])[]

/** What the predicates of one axis say in each of its atoms that a known fact can be in. */
function waysOf(
  graph: LogicGraph,
  axis: number,
  own: readonly number[],
  facts: { readonly [fact: string]: FactKind },
): Way[] {
  const predicates = own.map((index) => graph.predicates[index] as Predicate)
  const subject = graph.subjects[axis]
  const open = own.map((index) => [index, UNKNOWN] as const)
  if (subject === undefined || subject.kind === 'asked') return [open]
  const made = makeAxis(subject, predicates)
  const spans = predicates.map((predicate) => stretchesOf(made, predicate.steps))
  const ways = Array.from({ length: made.atoms }, (_none, atom) => atom)
    .filter((atom) => isWithin(made, atom, facts))
    .map((atom) =>
      own.map(
        (index, place) =>
          [index, truthIn(made, atom, predicates[place] as Predicate, spans[place] as Stretch[])] as const,
      ),
    )
  const isNull = own.map((index) => [index, graph.predicates[index]?.null ?? NULL] as const)
  return subject.kind === 'figure' ? [...ways, isNull] : ways
}

/** A predicate's answer in an atom; of texts that nobody names, it may depend on the text. */
function truthIn({ subject }: Axis, atom: number, predicate: Predicate, stretches: readonly Stretch[]): Truth {
  const index = stretches.findIndex(({ end }) => atom < end)
  const text = subject.kind === 'column' && subject.column.kind === 'text' ? subject.column : null
  const unnamed = text?.dictionary.at(-1) === UNNAMED && index === stretches.length - 1
  if (unnamed && predicate.beyond?.listed === false) return UNKNOWN
  return stretches[index]?.truth ?? UNKNOWN
}

/** Whether a number of an atom can lie within the bounds of its fact, and a text is one there is. */
function isWithin({ subject, bounds }: Axis, atom: number, facts: { readonly [fact: string]: FactKind }): boolean {
  if (subject.kind !== 'column') return true
  const [from, to] = [bounds[atom - 1] ?? Number.NEGATIVE_INFINITY, bounds[atom] ?? Number.POSITIVE_INFINITY]
  if (subject.column.kind === 'text') return to > 0 && from < subject.column.dictionary.length
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = facts[subject.fact] ?? {}
  return subject.column.kind !== 'number' || (to > min && from <= max)
}
