/**
 * An axis is a fact, or a figure made of facts, along which firms are told apart: its values fall into atoms, within which
 * all predicates on it answer alike. Each firm's value is placed once; every predicate is then a union of atoms.
 */
import { daysFromCivil } from './calendar-days.ts'
import { compareNumbers } from './numbers.ts'
import { type Estimate, estimate, type Figure } from './population-arithmetic.ts'
import { type Column, type FirmBase, factsOfFirm } from './population-base.ts'
import { type Cut, compareCuts, cutText, doubleAt, type Steps, type Truth } from './population-predicates.ts'
import { FeelDate, isNum, type Num, Unknown, type Value } from './values.ts'

/** Facts by name. */
export type Facts = { readonly [fact: string]: unknown }

/** What an expression is worth over some facts; within the budget of the population. */
export type Ask = (facts: Facts) => Value

/** What firms are told apart by. */
export type Subject =
  | { readonly kind: 'column'; readonly fact: string; readonly column: Column }
  /** Arithmetic over columns; `ask` reckons it in decimals. */
  | { readonly kind: 'figure'; readonly figure: Figure; readonly facts: readonly string[]; readonly ask: Ask }
  /** Anything else, firm by firm; its atoms are no, null, not known, yes. */
  | { readonly kind: 'asked'; readonly facts: readonly string[]; readonly ask: (facts: Facts) => Truth }

/** A predicate on an axis: its answers along it, and where the value is not known or null. */
export type Predicate = {
  readonly axis: number
  readonly steps: Steps
  readonly unknown: Truth
  readonly null: Truth
  /** Answers for values that the steps do not reach: texts no firm has, days beyond those of all firms. */
  readonly beyond: {
    readonly ask: (facts: Facts) => Truth
    readonly low: number
    readonly high: number
    /** Whether all texts that it does not name are alike to it. */
    readonly listed: boolean
    /** Whether `ask` may answer null. */
    readonly nullable: boolean
  } | null
}

/** A run of atoms with one answer, up to and without `end`. */
export type Stretch = { readonly start: number; readonly end: number; readonly truth: Truth }

/** An axis with its atoms: 0 to `atoms` − 1 along it, then one for not known and one for null. */
export type Axis = {
  readonly subject: Subject
  readonly cuts: readonly Cut[]
  /** The cuts as doubles: exact for columns, the nearest for figures. */
  readonly bounds: Float64Array
  readonly atoms: number
  readonly places: Map<string, number>
  readonly codes: Map<string, number> | null
}

/** The axis of a subject on which all these predicates lie. */
export function makeAxis(subject: Subject, predicates: readonly Predicate[]): Axis {
  const byText = new Map(predicates.flatMap(({ steps }) => steps.cuts.map((cut) => [cutText(cut), cut] as const)))
  const cuts = [...byText.values()].sort(compareCuts)
  const exact = subject.kind === 'column' && subject.column.kind === 'number'
  const bounds = Float64Array.from(cuts, (cut) => (exact ? doubleAt(cut) : Number(cut.at)))
  const text = subject.kind === 'column' && subject.column.kind === 'text' ? subject.column.dictionary : null
  return {
    subject,
    cuts,
    bounds,
    atoms: cuts.length + 1,
    places: new Map(cuts.map((cut, place) => [cutText(cut), place])),
    codes: text && new Map(text.map((word, code) => [word, code])),
  }
}

/** A predicate's answers over an axis's atoms. */
export function stretchesOf(axis: Axis, { cuts, truths }: Steps): Stretch[] {
  const ends = [...cuts.map((cut) => (axis.places.get(cutText(cut)) as number) + 1), axis.atoms]
  return ends.map((end, index) => ({
    start: index === 0 ? 0 : (ends[index - 1] as number),
    end,
    truth: truths[index] as Truth,
  }))
}

/** How many bounds a value has reached. */
function reached(bounds: Float64Array, value: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((bounds[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many cuts a decimal has reached. */
function reachedExactly(cuts: readonly Cut[], value: Num): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const { at, after } = cuts[middle] as Cut
    const order = compareNumbers(value, at)
    if (order > 0 || (order === 0 && !after)) low = middle + 1
    else high = middle
  }
  return low
}

/** An axis along a column. */
export type ColumnAxis = Axis & { readonly subject: Subject & { kind: 'column' } }

/** Whether an axis has so few cuts that comparing all firms with each is quicker than placing each firm among them. */
export function isCompared(axis: Axis): axis is ColumnAxis {
  const { subject, cuts } = axis
  return subject.kind === 'column' && cuts.length <= MOST_COMPARED
}

const MOST_COMPARED = 32

/** Places firms of a block on an axis; `atoms` receives the atom of each. */
export type Placer = (from: number, count: number, atoms: Int32Array) => void

/** What places firms on an axis. */
export function placerOf(axis: Axis, base: FirmBase): Placer {
  const { subject } = axis
  switch (subject.kind) {
    case 'column':
      return subject.column.kind === 'number' ? placeNumbers(axis, subject.column) : placeWhole(axis, subject.column)
    case 'figure':
      return placeFigures(axis, subject, base)
    case 'asked':
      return placeAsked(axis, subject, base)
  }
}

function placeNumbers({ bounds, atoms: unknown }: Axis, column: Column & { kind: 'number' }): Placer {
  const { known, values } = column
  return (from, count, atoms) => {
    for (let at = 0; at < count; at++) {
      const row = from + at
      const value = values[row] as number
      const there = (((known[row >> 5] as number) >>> (row & 31)) & 1) === 1 && value - value === 0
      atoms[at] = there ? reached(bounds, value) : unknown
    }
  }
}

/** The widest span of days or codes that is kept as a table of atoms. */
const WIDEST = 1 << 20

function placeWhole({ bounds, atoms: unknown }: Axis, { known, values }: Column): Placer {
  const low = bounds[0] ?? 0
  const span = bounds.length === 0 ? 0 : Math.min(WIDEST, (bounds.at(-1) as number) - low)
  const table = Uint32Array.from({ length: span + 1 }, (_none, step) => reached(bounds, low + step))
  return (from, count, atoms) => {
    for (let at = 0; at < count; at++) {
      const row = from + at
      const there = (((known[row >> 5] as number) >>> (row & 31)) & 1) === 1
      const step = (values[row] as number) - low
      const atom = step < 0 ? 0 : step <= span ? (table[step] as number) : reached(bounds, step + low)
      atoms[at] = there ? atom : unknown
    }
  }
}

function placeFigures(axis: Axis, subject: Subject & { kind: 'figure' }, base: FirmBase): Placer {
  const pool: Estimate[] = []
  const knowns = subject.facts.map((fact) => base.columns[fact] as Column & { kind: 'number' })
  const { bounds } = axis
  return (from, count, atoms) => {
    if (pool[0] !== undefined && pool[0].values.length < count) pool.length = 0
    const { values, errors } = estimate(subject.figure, base, from, count, pool)
    for (let at = 0; at < count; at++) {
      const row = from + at
      let there = 1
      for (const { known } of knowns) there &= (known[row >> 5] as number) >>> (row & 31)
      const value = values[at] as number
      const slack = (errors[at] as number) + Math.abs(value) * 2 ** -51
      const low = reached(bounds, value - slack)
      const sure = value - value === 0 && slack - slack === 0 && !((bounds[low] as number) <= value + slack)
      const clear = sure && !(low > 0 && (bounds[low - 1] as number) >= value - slack)
      atoms[at] = there === 0 ? axis.atoms : clear ? low : placeOfValue(axis, subject.ask(factsOfFirm(base, row)))
    }
  }
}

function placeAsked(axis: Axis, subject: Subject & { kind: 'asked' }, base: FirmBase): Placer {
  const columns = subject.facts.filter((fact) => base.columns[fact] !== undefined)
  if (columns.length === 0) {
    const atom = askedAtom(axis, subject.ask({}))
    return (_from, count, atoms) => atoms.fill(atom, 0, count)
  }
  const narrow = { ...base, columns: Object.fromEntries(columns.map((fact) => [fact, base.columns[fact] as Column])) }
  return (from, count, atoms) => {
    for (let at = 0; at < count; at++) atoms[at] = askedAtom(axis, subject.ask(factsOfFirm(narrow, from + at)))
  }
}

/** The places of the four answers along an asked axis: cuts stand at 6, 10 and 15, as far as its predicates use them. */
function askedAtom(axis: Axis, truth: Truth): number {
  return reached(axis.bounds, truth)
}

/** The atom of a figure's value. */
function placeOfValue(axis: Axis, value: Value): number {
  if (value instanceof Unknown) return axis.atoms
  return isNum(value) ? reachedExactly(axis.cuts, value) : axis.atoms + 1
}

/**
 * The atom of one firm, from its facts. −1 where the axis has no place for its value: a text or a day beyond those of the
 * base, which predicates may have to be asked about.
 */
export function atomOfFirm(axis: Axis, facts: { readonly [fact: string]: unknown }): number {
  const { subject } = axis
  if (subject.kind === 'asked') return askedAtom(axis, subject.ask(facts))
  if (subject.kind === 'figure') {
    return subject.facts.every((fact) => facts[fact] !== undefined)
      ? placeOfValue(axis, subject.ask(facts))
      : axis.atoms
  }
  const fact = facts[subject.fact]
  if (fact === undefined) return axis.atoms
  return reached(axis.bounds, wholeOf(axis, fact))
}

/** A fitting fact as the number that stands for it along its axis; −1 for a text that no firm has. */
export function wholeOf(axis: Axis, fact: unknown): number {
  if (typeof fact === 'string') return axis.codes?.get(fact) ?? -1
  if (fact instanceof FeelDate) return daysFromCivil(fact.year, fact.month, fact.day)
  return Number(fact)
}
