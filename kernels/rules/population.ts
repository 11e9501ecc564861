/**
 * All rules for all firms at once: columns of facts, each distinct predicate once as a bitmap, rules as programs over
 * bitmaps, in three values. What it answers is what the interpreter answers for each firm; a property test holds the two
 * together. Where a part of a condition is neither a comparison of one figure with constants nor a question about one
 * text, boolean or date, the interpreter itself is asked firm by firm, and `interpreted` says so.
 */
import { usesOf } from './emit-program.ts'
import { evaluateFlat, flatten } from './evaluate-graph.ts'
import type { FeelBudget } from './feel.ts'
import { readFeel } from './feel.ts'
import { type Axis, atomOfFirm, makeAxis, type Predicate, stretchesOf, wholeOf } from './population-axes.ts'
import { type FirmBase, fittingFact } from './population-base.ts'
import { type Asked, ConditionReader } from './population-conditions.ts'
import { type Logic, LogicGraph } from './population-graph.ts'
import { FALSE, TRUE, type Truth, UNKNOWN } from './population-predicates.ts'
import { BLOCK, makeProgram, type Program, runProgram } from './population-program.ts'
import type { DerivedFacts } from './population-tables.ts'
import type { FeelRefusal } from './syntax.ts'

/** A rule: it says yes when all of its conditions (FEEL over facts) are true, no when one is false or null, else not known. */
export type PopulationRule = { readonly id: string; readonly when: readonly string[] }

/**
 * What time it is for conditions that ask, how many steps each asking of the interpreter may take, and the tables of facts
 * that follow from others, such as a size class. A derived fact needs no column; where it has one, the column is asked.
 */
export type PopulationOptions = Pick<FeelBudget, 'now' | 'steps'> & { readonly tables?: DerivedFacts }

/** Conditions that do not parse, by rule. */
export type PopulationRefusal = {
  readonly refused: true
  readonly code: 'rules.feel_syntax'
  readonly problems: readonly { readonly rule: string; readonly condition: number; readonly refusal: FeelRefusal }[]
}

/** Rules compiled for a base of firms. */
export type Population = {
  readonly base: FirmBase
  readonly rules: readonly PopulationRule[]
  /** Parts of conditions that the interpreter is asked about, firm by firm. */
  readonly interpreted: readonly (Asked & { readonly rule: string; readonly condition: number })[]
  /** How many distinct predicates the rules have, and along how many axes. */
  readonly size: { readonly predicates: number; readonly axes: number }
  readonly nodes: readonly Logic[]
  readonly predicates: readonly Predicate[]
  readonly axes: readonly Axis[]
  /** The node of each rule. */
  readonly roots: readonly number[]
}

/** For each rule, how many firms it is for, and of how many it is not known. */
export type VerdictCounts = { readonly yes: Uint32Array; readonly unknown: Uint32Array; readonly firms: number }

/** The firms of one rule as bitmaps, bit `n & 31` of word `n >> 5` for the nth row from the first. */
export type Audience = { readonly yes: Uint32Array; readonly unknown: Uint32Array }

/**
 * Compiles rules for a base. Facts that the base has no column for are not known. A column's numbers are doubles that
 * stand for their shortest decimals, and thresholds are decimals: `0.1` in a column equals `0.1` in a rule, and a figure
 * such as `spent / revenue >= 0.03` is decided in decimals where doubles cannot tell.
 */
export function compilePopulation(
  base: FirmBase,
  rules: readonly PopulationRule[],
  options: PopulationOptions = {},
): Population | PopulationRefusal {
  const graph = new LogicGraph()
  const { tables = {}, ...budget } = options
  const derived = Object.fromEntries(Object.entries(tables).filter(([fact]) => base.columns[fact] === undefined))
  const reader = new ConditionReader(base, graph, budget, derived)
  const names = [...Object.keys(base.columns), ...Object.keys(derived)]
  const known = new Map<string, { readonly node: number; readonly asked: readonly Asked[] } | FeelRefusal>()
  const problems: PopulationRefusal['problems'][number][] = []
  const interpreted: Population['interpreted'][number][] = []
  const read = (source: string) => {
    const tree = readFeel(source, { names })
    if ('refused' in tree) return tree
    const node = graph.settle(reader.read(tree.node, tree.to))
    return { node, asked: reader.asked }
  }
  const roots = rules.map(({ id, when }) => {
    const parts = when.flatMap((source, condition) => {
      const found = known.get(source) ?? read(source)
      known.set(source, found)
      if ('refused' in found) problems.push({ rule: id, condition, refusal: found })
      else interpreted.push(...found.asked.map((asked) => ({ ...asked, rule: id, condition })))
      return 'refused' in found ? [] : [found.node]
    })
    return graph.join('and', parts)
  })
  if (problems.length > 0) return { refused: true, code: 'rules.feel_syntax', problems }
  const { nodes, predicates, subjects } = graph
  const byAxis = subjects.map((): Predicate[] => [])
  for (const predicate of predicates) byAxis[predicate.axis]?.push(predicate)
  const axes = subjects.map((subject, axis) => makeAxis(subject, byAxis[axis] as Predicate[]))
  const size = { predicates: usedPredicates(nodes, roots), axes: axes.length }
  return { base, rules, interpreted, size, nodes, predicates, axes, roots }
}

function usedPredicates(nodes: readonly Logic[], roots: readonly number[]): number {
  const uses = usesOf(nodes, roots)
  return nodes.filter((logic, node) => logic.kind === 'predicate' && (uses[node] as number) > 0).length
}

/** Counts each rule's verdicts over the firms of some rows, all unless told. Parts of a base may be counted side by side. */
export function countVerdicts(population: Population, from = 0, to = population.base.size): VerdictCounts {
  const { roots, base } = population
  const program = makeProgram(population, roots, base, false)
  runProgram(program, from, to)
  const counters = program.words.subarray(program.counters / 4, program.counters / 4 + roots.length * 2)
  const yes = Uint32Array.from(roots, (_root, rule) => counters[rule * 2] as number)
  const unknown = Uint32Array.from(roots, (_root, rule) => (counters[rule * 2 + 1] as number) - (yes[rule] as number))
  return { yes, unknown, firms: Math.max(0, to - from) }
}

/** The firms that one rule is for, among some rows; or why it does not parse. */
export function audienceOf(
  base: FirmBase,
  rule: PopulationRule,
  options: PopulationOptions = {},
  from = 0,
  to = base.size,
): Audience | PopulationRefusal {
  const population = compilePopulation(base, [rule], options)
  if ('refused' in population) return population
  const words = (to - from + 31) >> 5
  const audience = { yes: new Uint32Array(words), unknown: new Uint32Array(words) }
  audienceWriter(population)(from, to, [audience], from)
  return audience
}

/**
 * Writes the firms of all rules, in their order, for the rows of a stretch; `origin` is the row that the first bit of an
 * audience stands for. A stretch begins a whole number of words after it. Rows may be written anew when their facts changed.
 */
export type AudienceWriter = (from: number, to: number, into: readonly Audience[], origin?: number) => void

export function audienceWriter(population: Population): AudienceWriter {
  const program = makeProgram(population, population.roots, population.base, true)
  return (from, to, into, origin = 0) =>
    runProgram(program, from, to, (start, count) => {
      for (const [rule, audience] of into.entries()) keep(program, rule, audience, start - origin, count)
    })
}

function keep(
  { words, results }: Program,
  rule: number,
  { yes, unknown }: Audience,
  start: number,
  count: number,
): void {
  const rows = results[rule]
  if (rows === undefined) return
  const [yesAt, maybeAt] = [(rows.yes * BLOCK) / 32, (rows.maybe * BLOCK) / 32]
  for (let at = 0; at * 32 < count; at++) {
    const last = count - at * 32
    const mask = last >= 32 ? -1 : 2 ** last - 1
    const sure = (words[yesAt + at] as number) & mask
    yes[(start >>> 5) + at] = sure
    unknown[(start >>> 5) + at] = (words[maybeAt + at] as number) & mask & ~sure
  }
}

/** Verdicts as they are kept for one firm: by rule, 0 no, 1 yes, 2 not known. */
export type FirmVerdicts = Uint8Array

/**
 * A program for one firm after the other: give it a firm's facts, by name, and it says each rule's verdict. A fact that
 * is absent, null or of another kind than its column is not known. A date is a FEEL date or `2026-10-01`.
 */
export function firmProgram(population: Population): (facts: { readonly [fact: string]: unknown }) => FirmVerdicts {
  const { axes, nodes, predicates, roots, base } = population
  const rows = axes.map((axis, index) => axisTable(axis, predicates, index))
  const flat = flatten(nodes, (predicate) => shareOf(axes, predicates[predicate] as Predicate))
  const places = Uint32Array.from(roots)
  const states = new Uint8Array(nodes.length)
  const ofPredicate = new Uint8Array(predicates.length)
  return (given) => {
    const facts = fittingFacts(base, given)
    for (const [index, axis] of axes.entries()) placePredicates(axis, rows[index] as AxisTable, facts, ofPredicate)
    evaluateFlat(flat, ofPredicate, states)
    const verdicts = new Uint8Array(roots.length)
    for (let rule = 0; rule < verdicts.length; rule++)
      verdicts[rule] = VERDICTS[states[places[rule] as number] as Truth] as number
    return verdicts
  }
}

/** The part of its axis's atoms in which a predicate is not no. */
function shareOf(axes: readonly Axis[], { axis, steps }: Predicate): number {
  const along = axes[axis] as Axis
  const open = stretchesOf(along, steps).filter(({ truth }) => truth !== FALSE)
  return open.reduce((sum, { start, end }) => sum + end - start, 0) / along.atoms
}

const VERDICTS = Uint8Array.from({ length: 16 }, (_none, truth) => (truth === TRUE ? 1 : truth === UNKNOWN ? 2 : 0))

function fittingFacts(
  base: FirmBase,
  given: { readonly [fact: string]: unknown },
): { readonly [fact: string]: unknown } {
  const facts: { [fact: string]: unknown } = {}
  for (const [name, fact] of Object.entries(given)) {
    const column = base.columns[name]
    const fitting = column === undefined ? (fact ?? undefined) : fittingFact(column.kind, fact)
    if (fitting !== undefined) facts[name] = fitting
  }
  return facts
}

/** The predicates on an axis and where each one's answers begin along it. */
type AxisTable = {
  readonly predicates: readonly number[]
  readonly open: readonly { readonly index: number; readonly predicate: Predicate }[]
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly truths: Uint8Array
  readonly unknown: Uint8Array
  readonly null: Uint8Array
}

function axisTable(axis: Axis, all: readonly Predicate[], index: number): AxisTable {
  const own = all.flatMap((predicate, place) => (predicate.axis === index ? [{ predicate, place }] : []))
  const stretches = own.map(({ predicate }) => stretchesOf(axis, predicate.steps))
  let total = 0
  const starts = Uint32Array.from([0, ...stretches.map(({ length }) => (total += length))])
  return {
    predicates: own.map(({ place }) => place),
    open: own.flatMap(({ predicate, place }) => (predicate.beyond === null ? [] : [{ index: place, predicate }])),
    starts,
    ends: Uint32Array.from(stretches.flat(), ({ end }) => end),
    truths: Uint8Array.from(stretches.flat(), ({ truth }) => truth),
    unknown: Uint8Array.from(own, ({ predicate }) => predicate.unknown),
    null: Uint8Array.from(own, ({ predicate }) => predicate.null),
  }
}

/** Writes what each predicate on an axis says of a firm. */
function placePredicates(
  axis: Axis,
  table: AxisTable,
  facts: { readonly [fact: string]: unknown },
  into: Uint8Array,
): void {
  const atom = atomOfFirm(axis, facts)
  const { predicates, starts, ends, truths } = table
  for (let own = 0; own < predicates.length; own++) {
    const place = predicates[own] as number
    if (atom >= axis.atoms) {
      into[place] = (atom === axis.atoms ? table.unknown[own] : table.null[own]) as number
      continue
    }
    let stretch = starts[own] as number
    while ((ends[stretch] as number) <= atom) stretch++
    into[place] = truths[stretch] as number
  }
  if (table.open.length > 0 && atom < axis.atoms && axis.subject.kind === 'column') askBeyond(axis, table, facts, into)
}

/** Asks the interpreter about texts that no firm of the base has and days beyond those of the base. */
function askBeyond(axis: Axis, table: AxisTable, facts: { readonly [fact: string]: unknown }, into: Uint8Array): void {
  const whole = axis.subject.kind === 'column' ? wholeOf(axis, facts[axis.subject.fact]) : 0
  for (const { index, predicate } of table.open) {
    const { beyond } = predicate
    if (beyond !== null && (whole < beyond.low || whole > beyond.high)) into[index] = beyond.ask(facts)
  }
}
