/** Finds a decision table's matching rules without trying each: a set of rules per interval or text of a column. */
import { readNumber } from './numbers.ts'
import type { Node } from './syntax.ts'
import type { Value } from './values.ts'

/** A set of rules, 32 to a word. */
type RuleSet = Uint32Array

/** What one cell allows: anything, some numbers, some texts or booleans, or what only evaluation tells. */
type CellShape =
  | { readonly kind: 'any' }
  | { readonly kind: 'numbers'; readonly negated: boolean; readonly spans: readonly Span[] }
  | { readonly kind: 'keys'; readonly negated: boolean; readonly keys: readonly (string | boolean)[] }
  | { readonly kind: 'other' }

type Span = { readonly low: number; readonly lowClosed: boolean; readonly high: number; readonly highClosed: boolean }

/** A part of a column's values that all its cells treat alike, in words, with the rules that let it through. */
export type Atom = {
  readonly label: string
  readonly rules: RuleSet
  readonly sample: number | string | boolean | null
}

/** The rules that a column lets through for a value; `null` when the value is of another kind than the column. */
export type ColumnIndex = {
  readonly kind: 'numbers' | 'keys'
  readonly rulesFor: (value: Value) => RuleSet | null
  /** False when some cells can only be evaluated; their rules are then always let through. */
  readonly complete: boolean
  /** All of the column's values, part by part. */
  readonly atoms: () => readonly Atom[]
}

const OTHER: CellShape = { kind: 'other' }
/** What one number column may hold in memory, in words of 32 rules. */
const MOST_WORDS = 4_000_000

function numberOf(node: Node): number | null {
  if (node.kind === 'negate') {
    const inner = numberOf(node.of)
    return inner === null ? null : 0 - inner
  }
  const value = node.kind === 'number' ? readNumber(node.text) : null
  return typeof value === 'number' ? value : null
}

function spanOf(node: Node): Span | null {
  const point = numberOf(node)
  if (point !== null) return { low: point, lowClosed: true, high: point, highClosed: true }
  if (node.kind === 'range') {
    const low = numberOf(node.low)
    const high = numberOf(node.high)
    return low === null || high === null ? null : { low, lowClosed: node.lowClosed, high, highClosed: node.highClosed }
  }
  const end = node.kind === 'openRange' ? numberOf(node.end) : null
  if (node.kind !== 'openRange' || end === null || node.operator === '!=') return null
  if (node.operator === '=') return { low: end, lowClosed: true, high: end, highClosed: true }
  if (node.operator.startsWith('<')) {
    return { low: Number.NEGATIVE_INFINITY, lowClosed: true, high: end, highClosed: node.operator === '<=' }
  }
  return { low: end, lowClosed: node.operator === '>=', high: Number.POSITIVE_INFINITY, highClosed: true }
}

/** The shape of a cell that was read as unary tests. */
function shapeOf(cell: Node): CellShape {
  if (cell.kind === 'any') return { kind: 'any' }
  if (cell.kind !== 'tests') return OTHER
  const { tests, negated } = cell
  const spans = tests.map(spanOf)
  if (spans.every((span) => span !== null)) return { kind: 'numbers', negated, spans }
  const keys = tests.map((test) => (test.kind === 'string' ? test.text : test.kind === 'constant' ? test.value : null))
  return keys.every((key) => key !== null) ? { kind: 'keys', negated, keys } : OTHER
}

function add(set: RuleSet, rule: number): void {
  set[rule >> 5] = (set[rule >> 5] as number) | (1 << (rule & 31))
}

function remove(set: RuleSet, rule: number): void {
  set[rule >> 5] = (set[rule >> 5] as number) & ~(1 << (rule & 31))
}

/** Indexes a column; rules whose cell only evaluation decides are let through, and `complete` is false. */
export function indexColumn(cells: readonly Node[]): ColumnIndex | null {
  const shapes = cells.map(shapeOf)
  const kinds = new Set(shapes.map((shape) => shape.kind))
  const complete = !kinds.has('other')
  if (kinds.has('numbers') && !kinds.has('keys')) return indexNumbers(shapes, complete)
  if (kinds.has('keys') && !kinds.has('numbers')) return indexKeys(shapes, complete)
  return null
}

function indexKeys(shapes: readonly CellShape[], complete: boolean): ColumnIndex {
  const base = new Uint32Array((shapes.length + 31) >> 5)
  for (const [rule, shape] of shapes.entries()) if (shape.kind !== 'keys' || shape.negated) add(base, rule)
  const byKey = new Map<string | boolean, RuleSet>()
  for (const [rule, shape] of shapes.entries()) {
    for (const key of shape.kind === 'keys' ? shape.keys : []) {
      const set = byKey.get(key) ?? Uint32Array.from(base)
      byKey.set(key, set)
      if (shape.kind === 'keys' && shape.negated) remove(set, rule)
      else add(set, rule)
    }
  }
  return {
    kind: 'keys',
    complete,
    rulesFor: (value) => (typeof value === 'string' || typeof value === 'boolean' ? (byKey.get(value) ?? base) : null),
    atoms: () => [
      ...[...byKey].map(([key, rules]) => ({ label: JSON.stringify(key), rules, sample: key })),
      ...(closesBooleans(byKey) ? [] : [otherAtom(byKey, base)]),
    ],
  }
}

function closesBooleans(keys: ReadonlyMap<string | boolean, RuleSet>): boolean {
  return keys.has(true) && keys.has(false) && keys.size === 2
}

function otherAtom(keys: ReadonlyMap<string | boolean, RuleSet>, rules: RuleSet): Atom {
  const sample = otherKey(keys)
  return { label: typeof sample === 'boolean' ? String(sample) : 'anything else', rules, sample }
}

/** A value of the keys' kind that is none of them. */
function otherKey(keys: ReadonlyMap<string | boolean, RuleSet>): string | boolean {
  for (const flag of [true, false]) if (keys.has(flag) && keys.size === 1) return !flag
  return `not ${[...keys.keys()].join(' or ')}`
}

/**
 * Numbers fall into slots: slot 2i+1 is the boundary i itself, slot 2i lies below it. Each slot has its rules.
 */
function indexNumbers(shapes: readonly CellShape[], complete: boolean): ColumnIndex | null {
  const spans = shapes.flatMap((shape) => (shape.kind === 'numbers' ? shape.spans : []))
  const ends = spans.flatMap((span) => [span.low, span.high]).filter((end) => Number.isFinite(end))
  const boundaries = Float64Array.from(new Set(ends)).sort()
  const words = (shapes.length + 31) >> 5
  const slots = boundaries.length * 2 + 1
  if (slots * words > MOST_WORDS) return null
  const sets = Array.from({ length: slots }, () => new Uint32Array(words))
  for (const [rule, shape] of shapes.entries()) fillSlots(sets, boundaries, rule, shape)
  return {
    kind: 'numbers',
    complete,
    rulesFor: (value) => (typeof value === 'number' ? (sets[slotOf(boundaries, value)] as RuleSet) : null),
    atoms: () => sets.map((rules, slot) => ({ ...slotPlace(boundaries, slot), rules })),
  }
}

function slotPlace(boundaries: Float64Array, slot: number): { label: string; sample: number } {
  const place = slot >> 1
  const below = boundaries[place - 1]
  const above = boundaries[place]
  if (slot % 2 === 1) return { label: String(above), sample: above as number }
  if (below === undefined)
    return above === undefined ? { label: 'any number', sample: 0 } : { label: `< ${above}`, sample: above - 1 }
  return above === undefined
    ? { label: `> ${below}`, sample: below + 1 }
    : { label: `(${below}..${above})`, sample: (below + above) / 2 }
}

function fillSlots(sets: readonly RuleSet[], boundaries: Float64Array, rule: number, shape: CellShape): void {
  const negated = shape.kind === 'numbers' && shape.negated
  if (shape.kind !== 'numbers' || negated) for (const set of sets) add(set, rule)
  for (const span of shape.kind === 'numbers' ? shape.spans : []) {
    if (span.low > span.high) continue
    const from = Number.isFinite(span.low) ? slotOf(boundaries, span.low) + (span.lowClosed ? 0 : 1) : 0
    const to = Number.isFinite(span.high) ? slotOf(boundaries, span.high) - (span.highClosed ? 0 : 1) : sets.length - 1
    for (let slot = from; slot <= to; slot++) {
      if (negated) remove(sets[slot] as RuleSet, rule)
      else add(sets[slot] as RuleSet, rule)
    }
  }
}

function slotOf(boundaries: Float64Array, value: number): number {
  let low = 0
  let high = boundaries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((boundaries[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return boundaries[low] === value ? low * 2 + 1 : low * 2
}

/** The rules in all of the sets, in order. */
export function commonRules(sets: readonly RuleSet[], count: number): number[] {
  const rules: number[] = []
  const words = (count + 31) >> 5
  for (let word = 0; word < words; word++) {
    let bits = 0xffffffff
    for (const set of sets) bits &= set[word] as number
    for (; bits !== 0; bits &= bits - 1) {
      const rule = word * 32 + 31 - Math.clz32(bits & -bits)
      if (rule < count) rules.push(rule)
    }
  }
  return rules
}
