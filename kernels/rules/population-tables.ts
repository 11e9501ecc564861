/**
 * Facts that a decision table derives, such as a firm's size class, as part of the graph: under which conditions each of
 * the table's results is possible. What is asked of such a fact is then asked of each result, and is known where all that
 * are possible agree, as the interpreter has it.
 */
import { coversAll } from './check-table.ts'
import type { DecisionModel, DecisionTable, ModelElement } from './decision-model.ts'
import { compareNumbers } from './numbers.ts'
import type { LogicGraph } from './population-graph.ts'
import { FALSE, TRUE } from './population-predicates.ts'
import type { Node } from './syntax.ts'
import { FeelDate, isNum, textOf, type Value } from './values.ts'

/** Decision tables by the facts that they derive; each has one output, and inputs that are FEEL over facts. */
export type DerivedFacts = { readonly [fact: string]: DecisionTable }

/** A fact that a table passes on as its result, such as a class that an office established. */
export class PassedOn {
  readonly fact: string
  constructor(fact: string) {
    this.fact = fact
  }
}

/** A result of a table and the node that says whether it is possible. */
export type Way = { readonly when: number; readonly value: Value | PassedOn }

type Result = Way['value']

/** How the reader of conditions reads the parts of a table. */
export type TableReader = {
  readonly graph: LogicGraph
  /** The node of a cell on its input; null where one of the two is no FEEL. */
  readonly cell: (input: string, tests: string) => number | null
  /** Whether an input is a fact with a column, and so never null. */
  readonly isColumn: (input: string) => boolean
  /** The value of an expression without facts, or the fact that it is; undefined for others. */
  readonly result: (source: string) => Value | PassedOn | undefined
}

/** The ways in which a table may come out; null for tables that are only evaluated firm by firm. */
export function waysOf(table: DecisionTable, reader: TableReader): readonly Way[] | null {
  const [output] = table.outputs
  if (output === undefined || table.outputs.length > 1 || table.inputs.some(({ allowed }) => allowed !== null))
    return null
  const values = table.rules.map(({ results }) => reader.result(results[0] ?? ''))
  const otherwise = output.otherwise === null ? null : reader.result(output.otherwise)
  const matches = table.rules.map(({ tests }) => matchOf(table, tests, reader))
  if (otherwise === undefined || values.includes(undefined) || matches.includes(null)) return null
  // A fact may be what the table is not allowed to give; that is seen firm by firm.
  if (output.allowed !== null && values.some((value) => value instanceof PassedOn)) return null
  const { graph } = reader
  const nodes = matches as number[]
  const sure = nodes.map((node) => graph.sure(node))
  const possible = nodes.map((node) => graph.possible(node))
  const none = noneOf(table, reader, sure, possible)
  const rest = { when: none, value: otherwise }
  if (table.hitPolicy === 'U') return [...uniqueWays(graph, values as Result[], sure, possible), rest]
  const order = orderOf(table, values as Result[], reader)
  if (order === null) return null
  const ranked = order.map((rank, rule) => {
    const before = sure.filter((_node, other) => (order[other] as number) < rank)
    const when = graph.join('and', [possible[rule] as number, graph.not(graph.join('or', before))])
    return { when, value: values[rule] as Result }
  })
  return [...ranked, rest]
}

function matchOf(table: DecisionTable, tests: readonly string[], reader: TableReader): number | null {
  const cells = table.inputs.map(({ text }, column) => {
    const cell = tests[column] ?? '-'
    return cell === '-' || cell === '' ? reader.graph.constant(TRUE) : reader.cell(text, cell)
  })
  return cells.includes(null) ? null : reader.graph.join('and', cells as number[])
}

/** That no rule matches: none does surely, nor may one where the table leaves no gap; never where nothing is null either. */
function noneOf(
  table: DecisionTable,
  { graph, isColumn }: TableReader,
  sure: readonly number[],
  possible: readonly number[],
): number {
  const complete = coversAll(
    table,
    table.inputs.map(() => null),
  )
  if (complete && table.inputs.every(({ text }) => isColumn(text))) return graph.constant(FALSE)
  return graph.not(graph.join('or', complete ? [...sure, ...possible] : sure))
}

/** Of a unique table: one rule, or, where two match surely, nothing. */
function uniqueWays(
  graph: LogicGraph,
  values: readonly Result[],
  sure: readonly number[],
  possible: readonly number[],
): Way[] {
  const others = values.map((_value, rule) =>
    graph.join(
      'or',
      sure.filter((_node, other) => other !== rule),
    ),
  )
  const ways = values.map((value, rule) => ({
    when: graph.join('and', [possible[rule] as number, graph.not(others[rule] as number)]),
    value,
  }))
  const twice = sure.map((node, rule) => graph.join('and', [node, others[rule] as number]))
  return [...ways, { when: graph.join('or', twice), value: null }]
}

/** Which rule comes before which: by place, or by the priority of its result; null for other hit policies. */
function orderOf(table: DecisionTable, values: readonly Result[], reader: TableReader): number[] | null {
  if (table.hitPolicy === 'F') return values.map((_value, rule) => rule)
  if (table.hitPolicy !== 'P') return null
  const allowed = reader.result(`[${table.outputs[0]?.allowed ?? ''}]`)
  if (!Array.isArray(allowed)) return null
  const order = values.map((value) =>
    value instanceof PassedOn ? -1 : allowed.findIndex((each: Value) => sameValue(each, value)),
  )
  return order.includes(-1) ? null : order
}

function sameValue(a: Value, b: Value): boolean {
  return isNum(a) && isNum(b) ? compareNumbers(a, b) === 0 : textOf(a, true) === textOf(b, true)
}

/** A result as an expression: a value as a literal; null for values that have none. */
export function literalOf(value: Value | PassedOn, at: number): Node | null {
  if (value instanceof PassedOn) return { kind: 'name', name: value.fact, at }
  if (value === null || typeof value === 'boolean') return { kind: 'constant', value, at }
  if (typeof value === 'string') return { kind: 'string', text: value, at }
  if (value instanceof FeelDate) return { kind: 'temporal', text: String(value), at }
  if (!isNum(value)) return null
  const text = textOf(value)
  const size: Node = { kind: 'number', text: text.replace(/^-/, ''), at }
  return text.startsWith('-') ? { kind: 'negate', of: size, at } : size
}

/** Kinds of nodes that ask a question of values, without choosing, joining answers or going through lists. */
const PLAIN = new Set([
  'number',
  'string',
  'constant',
  'temporal',
  'name',
  'negate',
  'binary',
  'in',
  'list',
  'range',
  'openRange',
  'call',
])

/** Whether a question is answered from values alone, so that asking it of each possible value is all there is to it. */
export function isPlain(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return true
  if ('kind' in node && !PLAIN.has(String(node.kind))) return false
  return Object.values(node).every(isPlain)
}

/** How often a name stands in a tree. */
export function occurrences(node: unknown, name: string): number {
  if (typeof node !== 'object' || node === null) return 0
  if ('kind' in node && node.kind === 'name' && 'name' in node && node.name === name) return 1
  return Object.values(node).reduce((sum: number, part) => sum + occurrences(part, name), 0)
}

/** A tree in which a fact's name is replaced. */
export function replaced(node: Node, fact: string, by: Node): Node {
  const visit = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map(visit)
    if ('kind' in part && part.kind === 'name' && 'name' in part && part.name === fact) return by
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, visit(value)]))
  }
  return visit(node) as Node
}

/** The tables as a decision model, for firms that have to be asked about one by one. */
export function modelOfTables(tables: DerivedFacts, readsOf: (fact: string) => readonly string[]): DecisionModel {
  const refer = (id: string) => ({ namespace: null, id })
  const named = (name: string) => ({ id: name, name, variable: { name, typeRef: null } })
  const facts = new Set(Object.keys(tables).flatMap(readsOf))
  const elements = Object.entries(tables).map(([fact, logic]): ModelElement => {
    const reads = readsOf(fact)
    const isDerived = (name: string) => Object.hasOwn(tables, name)
    return {
      kind: 'decision',
      ...named(fact),
      inputs: reads.filter((name) => !isDerived(name)).map(refer),
      decisions: reads.filter(isDerived).map(refer),
      knowledge: [],
      authorities: [],
      question: null,
      logic,
    }
  })
  const inputs = [...facts].filter((name) => !Object.hasOwn(tables, name))
  const given = inputs.map((name): ModelElement => ({ kind: 'input', ...named(name) }))
  return { name: 'tables', namespace: 'tables', items: [], elements: [...given, ...elements], imports: [] }
}
