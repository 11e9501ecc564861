/** Predicates on one fact, or on one figure made of facts, as steps: where the answer changes, and to what. */
import { add, compareNumbers, divide, multiply } from './numbers.ts'
import { type Num, Unknown, type Value } from './values.ts'

/**
 * An answer of FEEL's logic as four bits: true; not false; true or null; true or not known. `and` is then the common bits
 * of two answers and `or` is either's, but for null beside not known, which is not known: see `conjunction`.
 */
export type Truth = 0 | 6 | 10 | 15

export const FALSE: Truth = 0
export const NULL: Truth = 6
export const UNKNOWN: Truth = 10
export const TRUE: Truth = 15

/** What the common bits of several answers mean. */
export function conjunction(bits: number): Truth {
  return (bits === 2 ? UNKNOWN : bits) as Truth
}

/** What the bits of either of several answers mean. */
export function disjunction(bits: number): Truth {
  return (bits === 14 ? UNKNOWN : bits) as Truth
}

export function opposite(truth: Truth): Truth {
  return truth === TRUE ? FALSE : truth === FALSE ? TRUE : truth
}

/** What a value says as a condition: what is neither boolean nor unknown says nothing. */
export function truthOf(value: Value): Truth {
  return value === true ? TRUE : value === false ? FALSE : value instanceof Unknown ? UNKNOWN : NULL
}

/** Where an answer changes: at a number itself, or after it. */
export type Cut = { readonly at: Num; readonly after: boolean }

/** The answers between cuts, from the lowest values up; `truths` has one more than there are cuts. */
export type Steps = { readonly cuts: readonly Cut[]; readonly truths: readonly Truth[] }

/** The order of two cuts. */
export function compareCuts(a: Cut, b: Cut): number {
  return compareNumbers(a.at, b.at) || Number(a.after) - Number(b.after)
}

/** The text by which a cut is known. */
export function cutText(cut: Cut): string {
  return `${cut.at}${cut.after ? '+' : ''}`
}

/** Leaves out the cuts at which nothing changes. */
export function settled(cuts: readonly Cut[], truths: readonly Truth[]): Steps {
  const kept: Cut[] = []
  const answers = [truths[0] as Truth]
  for (const [index, cut] of cuts.entries()) {
    const truth = truths[index + 1] as Truth
    if (truth === answers.at(-1)) continue
    kept.push(cut)
    answers.push(truth)
  }
  return { cuts: kept, truths: answers }
}

/** The steps of a predicate that compares a number with constants only, found by asking at and between the constants. */
export function stepsOfNumber(constants: readonly Num[], ask: (sample: Num) => Truth): Steps {
  const sorted = [...constants]
    .sort(compareNumbers)
    .filter((at, index, all) => index === 0 || !same(at, all[index - 1]))
  const [first] = sorted
  if (first === undefined) return { cuts: [], truths: [ask(0)] }
  const cuts: Cut[] = []
  const truths = [ask(below(first))]
  for (const [index, at] of sorted.entries()) {
    const next = sorted[index + 1]
    cuts.push({ at, after: false }, { at, after: true })
    truths.push(ask(at), ask(next === undefined ? above(at) : between(at, next)))
  }
  return settled(cuts, truths)
}

function same(a: Num, b: Num | undefined): boolean {
  return b !== undefined && compareNumbers(a, b) === 0
}

function above(at: Num): Num {
  const sign = compareNumbers(at, 0)
  return sign === 0 ? 1 : ((sign > 0 ? multiply(at, 2) : divide(at, 2)) ?? at)
}

function below(at: Num): Num {
  const sign = compareNumbers(at, 0)
  return sign === 0 ? -1 : ((sign > 0 ? divide(at, 2) : multiply(at, 2)) ?? at)
}

function between(low: Num, high: Num): Num {
  return divide(add(low, high) ?? low, 2) ?? low
}

/** The steps of a predicate on whole numbers (days, codes) from `from` on, by its answers to each. */
export function stepsOfWhole(from: number, answers: readonly Truth[]): Steps {
  return settled(
    answers.slice(1).map((_answer, index) => ({ at: from + index + 1, after: false })),
    answers.length === 0 ? [UNKNOWN] : answers,
  )
}

const bits = new DataView(new ArrayBuffer(8))

/** The least double above a double. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}

/** The least double at or after a cut; doubles count as their shortest decimals. */
export function doubleAt(cut: Cut): number {
  if (typeof cut.at === 'number') return cut.after ? nextUp(cut.at) : cut.at
  const passed = (value: number) => {
    const order = compareNumbers(value, cut.at)
    return order > 0 || (order === 0 && !cut.after)
  }
  let value = cut.at.toNumber()
  if (!Number.isFinite(value)) return value
  while (passed(value)) value = -nextUp(-value)
  while (!passed(value)) value = nextUp(value)
  return value
}
