/** Reads FEEL conditions into the graph: what compares one fact with constants becomes steps, the rest is asked firm by firm. */
import { builtinNamed } from './builtins.ts'
import { civilFromDays, daysFromCivil } from './calendar-days.ts'
import { compileNode } from './compile-feel.ts'
import type { DecisionModel, DecisionTable } from './decision-model.ts'
import { evaluateDecision } from './evaluate-decision.ts'
import { type FeelBudget, readFeel, startRun, stopped } from './feel.ts'
import { divide, multiply } from './numbers.ts'
import { figureOf, scaledColumn } from './population-arithmetic.ts'
import type { Facts, Predicate, Subject } from './population-axes.ts'
import { type Column, type FirmBase, isKnown } from './population-base.ts'
import type { LogicGraph } from './population-graph.ts'
import {
  FALSE,
  NULL,
  type Steps,
  settled,
  stepsOfNumber,
  stepsOfWhole,
  TRUE,
  type Truth,
  truthOf,
  UNKNOWN,
} from './population-predicates.ts'
import {
  type DerivedFacts,
  isPlain,
  literalOf,
  modelOfTables,
  occurrences,
  PassedOn,
  replaced,
  type Way,
  waysOf,
} from './population-tables.ts'
import type { Compilation } from './scope.ts'
import type { Node } from './syntax.ts'
import { FeelDate, FeelDateTime, FeelRange, isNum, type Value } from './values.ts'

/** The name that stands for a subject within a predicate on it. */
const SUBJECT = '?subject'

/** The widest span of days over which a predicate that is no comparison is asked day by day. */
const MOST_DAYS = 40_000

/** Why a part of a condition is asked firm by firm, which costs about a microsecond a firm. */
export type Asked = { readonly at: number; readonly why: string }

/** Reads the conditions of one population. */
export class ConditionReader {
  private readonly base: FirmBase
  private readonly graph: LogicGraph
  private readonly budget: FeelBudget
  private readonly tables: DerivedFacts
  private readonly names: readonly string[]
  private readonly ways = new Map<string, readonly Way[] | null>()
  private model: DecisionModel | null = null
  private readonly facts = new WeakMap<Node, readonly string[]>()
  private readonly spans = new Map<string, readonly [low: number, high: number]>()
  private to: Compilation = { findType: () => undefined, declared: new Set(), reads: new Set() }
  /** What the condition read last leaves to the interpreter. */
  asked: Asked[] = []

  constructor(base: FirmBase, graph: LogicGraph, budget: FeelBudget, tables: DerivedFacts = {}) {
    this.base = base
    this.tables = tables
    this.names = [...Object.keys(base.columns), ...Object.keys(tables)]
    this.graph = graph
    this.budget = budget
  }

  /** The graph's node for a condition. */
  read(node: Node, to: Compilation): number {
    this.asked = []
    this.to = to
    return this.logic(node)
  }

  private logic(node: Node): number {
    const { graph } = this
    switch (node.kind) {
      case 'and':
      case 'or':
        return graph.join(node.kind, [this.logic(node.left), this.logic(node.right)])
      case 'if':
        return this.choice(node) ?? this.comparison(node)
      case 'call':
        return this.isNot(node) ? graph.not(this.logic(node.values[0] as Node)) : this.comparison(node)
      case 'between': {
        const { at, value } = node
        const low: Node = { kind: 'binary', operator: '>=', left: value, right: node.low, at }
        const high: Node = { kind: 'binary', operator: '<=', left: value, right: node.high, at }
        return graph.join('and', [this.logic(low), this.logic(high)])
      }
      default:
        return this.comparison(node)
    }
  }

  /** `not(condition)`; of anything that is not a condition, `not` is null, as the interpreter says. */
  private isNot(node: Node & { kind: 'call' }): boolean {
    const [of] = node.values
    if (node.of.kind !== 'name' || node.of.name !== 'not' || this.to.declared.has('not')) return false
    return of !== undefined && node.values.length === 1 && node.names === null && this.yieldsTruth(of)
  }

  /** Null where the interpreter has to be asked. */
  private choice(node: Node & { kind: 'if' }): number | null {
    const parts = [node.condition, node.whenTrue, node.whenFalse]
    if (!parts.every((part) => this.yieldsTruth(part))) return null
    const [condition, whenTrue, whenFalse] = parts.map((part) => this.logic(part)) as [number, number, number]
    return this.graph.choose(condition, whenTrue, whenFalse)
  }

  /** Whether a node's value is sure to be a truth, null or unknown. */
  private yieldsTruth(node: Node): boolean {
    switch (node.kind) {
      case 'and':
      case 'or':
      case 'between':
      case 'in':
        return true
      case 'constant':
        return typeof node.value === 'boolean'
      case 'name':
        return this.base.columns[node.name]?.kind === 'boolean' && !Object.hasOwn(this.tables, node.name)
      case 'binary':
        return COMPARISONS.includes(node.operator)
      case 'if':
        return [node.condition, node.whenTrue, node.whenFalse].every((part) => this.yieldsTruth(part))
      case 'call':
        return this.isNot(node)
      default:
        return false
    }
  }

  /** A condition on a derived fact: what it says of each of the table's results that may be. */
  private onTable(node: Node, fact: string): number | null {
    const ways = isPlain(node) && occurrences(node, fact) === 1 ? this.waysOf(fact) : null
    if (ways === null) return null
    const said = ways.map(({ when, value }) => {
      const literal = literalOf(value, node.at)
      return literal && { when, says: this.logic(replaced(node, fact, literal)) }
    })
    return said.includes(null) ? null : this.graph.blend(said as { when: number; says: number }[])
  }

  /** The ways of a table, read once; null for one that needs itself. */
  private waysOf(fact: string): readonly Way[] | null {
    const found = this.ways.get(fact)
    if (found !== undefined) return found
    this.ways.set(fact, null)
    const ways = waysOf(this.tables[fact] as DecisionTable, {
      graph: this.graph,
      result: (source) => {
        const node = this.tree(source, false)
        if (node === null) return undefined
        if (this.factsOf(node).length === 0) return this.value(node)({})
        const isFact = node.kind === 'name' && !Object.hasOwn(this.tables, node.name)
        return isFact ? new PassedOn(node.name) : undefined
      },
      isColumn: (input) => this.base.columns[input] !== undefined,
      cell: (input, tests) => this.cell(this.tree(input, false), this.tree(tests, true)),
    })
    this.ways.set(fact, ways)
    return ways
  }

  private cell(value: Node | null, cell: Node | null): number | null {
    if (value === null || cell === null) return null
    if (cell.kind !== 'tests') return cell.kind === 'any' ? this.graph.constant(TRUE) : null
    const within = this.logic({ kind: 'in', value, tests: cell.tests, at: value.at })
    return this.graph.settle(cell.negated ? this.graph.not(within) : within)
  }

  private tree(source: string, unary: boolean): Node | null {
    const read = readFeel(source, { names: this.names, unary })
    return 'refused' in read ? null : read.node
  }

  /** The facts that a table reads directly. */
  private readsOfTable(fact: string): readonly string[] {
    const { inputs = [], rules = [] } = this.tables[fact] ?? {}
    const trees = [
      ...inputs.map(({ text }) => this.tree(text, false)),
      ...rules.flatMap(({ tests, results }) => [
        ...tests.map((cell) => this.tree(cell === '' ? '-' : cell, true)),
        ...results.map((result) => this.tree(result, false)),
      ]),
    ]
    return [...new Set(trees.flatMap((node) => (node === null ? [] : this.factsOf(node))))].filter(
      (read) => read !== '?',
    )
  }

  /** A firm's facts with those that tables derive from them, as far as a node reads such. */
  private withDerived(node: Node): (facts: Facts) => Facts {
    const derived = this.factsOf(node).filter((fact) => Object.hasOwn(this.tables, fact))
    if (derived.length === 0) return (facts) => facts
    this.model ??= modelOfTables(this.tables, (fact) => this.readsOfTable(fact))
    const { model, budget } = this
    return (facts) => {
      const missing = derived.filter((fact) => facts[fact] === undefined)
      const found = missing.map((fact) => [
        fact,
        evaluateDecision(model, fact, facts, { ...budget, threeValued: true }).feel,
      ])
      return { ...facts, ...Object.fromEntries(found) }
    }
  }

  /** Facts with those that stand behind derived ones. */
  private behind(facts: readonly string[]): string[] {
    const all = new Set<string>()
    const visit = (fact: string): void => {
      if (all.has(fact)) return
      all.add(fact)
      if (Object.hasOwn(this.tables, fact)) this.readsOfTable(fact).forEach(visit)
    }
    facts.forEach(visit)
    return [...all]
  }

  /** A condition without `and`, `or` and `not`: on no fact, on one, on a figure, or on whatever else. */
  private comparison(node: Node): number {
    const facts = this.factsOf(node)
    if (facts.length === 0) return this.graph.constant(this.truth(node)({}))
    const parted = partedByIf(node)
    const either = parted && this.choice(parted)
    if (either !== null) return either
    const derived = facts.find((fact) => Object.hasOwn(this.tables, fact))
    if (derived !== undefined) return this.onTable(node, derived) ?? this.askEach(node, facts)
    const [fact] = facts
    const column = this.base.columns[fact as string]
    if (facts.length === 1 && column !== undefined && column.kind !== 'number') {
      const made =
        column.kind === 'date' ? this.onDate(node, fact as string, column) : this.onCodes(node, fact as string, column)
      if (made !== null) return made
    }
    return this.onFigure(node) ?? this.askEach(node, facts)
  }

  /** The facts that a node reads, without the paths into them. */
  private factsOf(node: Node): readonly string[] {
    const found = this.facts.get(node)
    if (found !== undefined) return found
    const to = { ...this.to, reads: new Set<string>() }
    compileNode(node, null, to)
    const reads = [...to.reads].filter((read) => builtinNamed(read) === undefined)
    const facts = reads.filter((read) => !reads.some((other) => other !== read && read.startsWith(`${other}.`)))
    this.facts.set(node, facts)
    return facts
  }

  /** What a node says over facts. Never throws; what takes too many steps is null. */
  private truth(node: Node): (facts: Facts) => Truth {
    const value = this.value(node)
    return (facts) => truthOf(value(facts))
  }

  private value(node: Node): (facts: Facts) => Value {
    const code = compileNode(node, null, this.to)
    const complete = this.withDerived(node)
    const { budget } = this
    return (facts) => {
      const run = startRun(complete(facts), { ...budget, threeValued: true, warnings: [] })
      try {
        return code(run, null)
      } catch (fault) {
        return stopped(run, fault)
      }
    }
  }

  /** A text or boolean column: asked once for each text. */
  private onCodes(node: Node, fact: string, column: Column & { kind: 'text' | 'boolean' }): number {
    const ask = this.truth(node)
    const words: readonly (string | boolean)[] = column.kind === 'text' ? column.dictionary : [false, true]
    const quick = column.kind === 'text' ? constantTexts(node, fact, column.dictionary) : null
    const steps = stepsOfWhole(0, quick ?? words.map((word) => ask({ [fact]: word })))
    const listed = quick !== null
    const beyond = column.kind === 'text' ? { ask, low: 0, high: words.length - 1, listed, nullable: !listed } : null
    return this.put(this.columnAxis(fact, column), steps, ask, beyond, node)
  }

  /** A date column: comparisons by their constants, other questions day by day over the days that firms have. */
  private onDate(node: Node, fact: string, column: Column & { kind: 'date' }): number | null {
    const ask = this.truth(node)
    const axis = this.columnAxis(fact, column)
    const onDay = (day: number) => ask({ [fact]: civilFromDays(day) })
    const constants = isComparisonOf(node, fact) ? this.constantsOf(node) : null
    if (constants !== null) return this.put(axis, stepsOfDays(constants.flatMap(daysAround), onDay), ask, null, node)
    const [low, high] = this.spanOf(fact, column)
    if (high - low > MOST_DAYS) return null
    const answers = Array.from({ length: Math.max(0, high - low + 1) }, (_none, index) => onDay(low + index))
    return this.put(axis, stepsOfWhole(low, answers), ask, { ask, low, high, listed: false, nullable: true }, node)
  }

  private spanOf(fact: string, { values, known }: Column & { kind: 'date' }): readonly [number, number] {
    const found = this.spans.get(fact)
    if (found !== undefined) return found
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (let row = 0; row < this.base.size; row++) {
      if (!isKnown(known, row)) continue
      low = Math.min(low, values[row] as number)
      high = Math.max(high, values[row] as number)
    }
    const span = high < low ? ([0, -1] as const) : ([low, high] as const)
    this.spans.set(fact, span)
    return span
  }

  /** Numbers: a comparison of a figure with constants, or of two figures, whose difference is then compared with 0. */
  private onFigure(node: Node): number | null {
    if (node.kind !== 'binary' && node.kind !== 'in') return null
    if (node.kind === 'in') return this.onSubject(node, node.value, { ...node, value: subjectNode })
    if (this.factsOf(node.right).length === 0) return this.onSubject(node, node.left, { ...node, left: subjectNode })
    if (this.factsOf(node.left).length === 0) return this.onSubject(node, node.right, { ...node, right: subjectNode })
    if (node.operator === '=' || node.operator === '!=') return null
    const difference: Node = { kind: 'binary', operator: '-', left: node.left, right: node.right, at: node.at }
    return this.onSubject(node, difference, { ...node, left: subjectNode, right: { kind: 'number', text: '0', at: 0 } })
  }

  private onSubject(node: Node, subject: Node, onIt: Node): number | null {
    const isNumber = (fact: string) => this.base.columns[fact]?.kind === 'number'
    const constantOf = (part: Node) => (this.factsOf(part).length === 0 ? this.value(part)({}) : undefined)
    const figure = figureOf(subject, isNumber, constantOf)
    const constants = this.constantsOf(onIt)
    if (figure === null || figure.kind === 'constant' || constants === null) return null
    const ask = this.truth(onIt)
    const scaled = scaledColumn(figure)
    if (scaled !== null) {
      const { fact, by } = scaled
      const ends = constants.filter(isNum).map((end) => multiply(end, by) ?? end)
      const sameSteps = stepsOfNumber(ends, (sample) => ask({ [SUBJECT]: divide(sample, by) }))
      return this.put(this.columnAxis(fact, this.base.columns[fact] as Column), sameSteps, ask, null, node)
    }
    const axis = this.graph.axis(treeText(subject), (): Subject => {
      return { kind: 'figure', figure, facts: this.factsOf(subject), ask: this.value(subject) }
    })
    const steps = stepsOfNumber(constants.filter(isNum), (sample) => ask({ [SUBJECT]: sample }))
    return this.put(axis, steps, ask, null, node)
  }

  private columnAxis(fact: string, column: Column): number {
    return this.graph.axis(`column ${fact}`, () => ({ kind: 'column', fact, column }))
  }

  private put(
    axis: number,
    steps: Steps,
    ask: (facts: Facts) => Truth,
    beyond: Predicate['beyond'],
    node: Node,
  ): number {
    const unknown = ask({})
    const isFigure = this.graph.subjects[axis]?.kind === 'figure'
    const predicate = { axis, steps, unknown, null: isFigure ? ask({ [SUBJECT]: null }) : unknown, beyond }
    return this.graph.predicate(predicate, treeText(node))
  }

  /** The constants that a comparison compares its subject with; null when it compares with what is none. */
  private constantsOf(node: Node): Value[] | null {
    const parts = node.kind === 'in' ? node.tests : node.kind === 'binary' ? [node.left, node.right] : []
    const others = parts.filter((part) => this.factsOf(part).length === 0)
    if (others.some(mentionsInput) || others.length !== (node.kind === 'in' ? parts.length : 1)) return null
    return others.flatMap((part) => endsOf(this.value(part)({})))
  }

  private askEach(node: Node, direct: readonly string[]): number {
    const facts = this.behind(direct)
    const absent = facts.filter((fact) => this.base.columns[fact] === undefined)
    if (absent.length < facts.length)
      this.asked.push({
        at: node.at,
        why: 'It is no comparison of one figure with constants, so it is asked firm by firm',
      })
    const ask = this.truth(node)
    const axis = this.graph.axis(`asked ${treeText(node)}`, () => ({ kind: 'asked', facts, ask }))
    const cuts = [NULL, UNKNOWN, TRUE].map((at) => ({ at, after: false }))
    const steps: Steps = { cuts, truths: [FALSE, NULL, UNKNOWN, TRUE] }
    return this.graph.predicate({ axis, steps, unknown: UNKNOWN, null: NULL, beyond: null }, '')
  }
}

const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=']

/** `x <= (if … then … else …)` as a choice between two comparisons; null for others. */
function partedByIf(node: Node): (Node & { kind: 'if' }) | null {
  if (node.kind !== 'binary' || !COMPARISONS.includes(node.operator)) return null
  const side = node.right.kind === 'if' ? 'right' : 'left'
  const parted = node[side]
  if (parted.kind !== 'if') return null
  return {
    ...parted,
    whenTrue: { ...node, [side]: parted.whenTrue },
    whenFalse: { ...node, [side]: parted.whenFalse },
  }
}

const subjectNode: Node = { kind: 'name', name: SUBJECT, at: 0 }

/** A tree as text, without places. */
function treeText(node: Node): string {
  return JSON.stringify(node, (key, value: unknown) => (key === 'at' ? undefined : value))
}

/** Whether a fact stands alone on one side of a comparison. */
function isComparisonOf(node: Node, fact: string): boolean {
  const isFact = (of: Node) => of.kind === 'name' && of.name === fact
  if (node.kind === 'in') return isFact(node.value)
  if (node.kind !== 'binary' || !COMPARISONS.includes(node.operator)) return false
  return isFact(node.left) || isFact(node.right)
}

function mentionsInput(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('kind' in node && node.kind === 'name' && 'name' in node && node.name === '?') return true
  return Object.values(node).some(mentionsInput)
}

/** The answers of `fact = "…"`, `!=` and `in (…)` for each text of a dictionary, without asking for each; null for others. */
function constantTexts(node: Node, fact: string, dictionary: readonly string[]): Truth[] | null {
  if (!isComparisonOf(node, fact)) return null
  const tests = node.kind === 'in' ? node.tests : node.kind === 'binary' ? [node.left, node.right].filter(isText) : []
  const equality = node.kind === 'in' || (node.kind === 'binary' && ['=', '!='].includes(node.operator))
  if (!equality || tests.length === 0 || !tests.every(isText)) return null
  const texts = new Set(tests.map(({ text }) => text))
  const negated = node.kind === 'binary' && node.operator === '!='
  return dictionary.map((word) => (texts.has(word) !== negated ? TRUE : FALSE))
}

function isText(node: Node): node is Node & { kind: 'string' } {
  return node.kind === 'string'
}

/** The constants in a value: itself, its items, its ends. */
function endsOf(value: Value): Value[] {
  if (Array.isArray(value)) return value.flatMap(endsOf)
  if (value instanceof FeelRange)
    return [value.low, value.high].flatMap((end) => (end === undefined ? [] : endsOf(end)))
  return [value]
}

/** The days at which a comparison with a constant may change; a moment's zone may move it by a day. */
function daysAround(value: Value): number[] {
  const date = value instanceof FeelDateTime ? value.date : value
  if (!(date instanceof FeelDate)) return []
  const day = daysFromCivil(date.year, date.month, date.day)
  return value instanceof FeelDate ? [day] : [day - 1, day, day + 1, day + 2]
}

function stepsOfDays(days: readonly number[], onDay: (day: number) => Truth): Steps {
  const marks = [...new Set(days.flatMap((day) => [day, day + 1]))].sort((a, b) => a - b)
  const [first = 0] = marks
  const truths = [onDay(first - 1), ...marks.map(onDay)]
  const cuts = marks.map((at) => ({ at, after: false }))
  return settled(cuts, truths)
}
