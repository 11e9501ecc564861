/**
 * Figures made of several columns, such as a share of revenue, reckoned in doubles together with how far off they may be.
 * Where that leaves a question open, the caller reckons the firm's figure anew in decimals: so the answers are those of
 * decimal arithmetic, at the speed of doubles. Source of the method: Shewchuk, Adaptive Precision Floating-Point
 * Arithmetic (1997), its first stage.
 */
import type { FirmBase } from './population-base.ts'
import type { Node } from './syntax.ts'
import { isNum, type Value } from './values.ts'

/** Arithmetic over columns and constants. */
export type Figure =
  | { readonly kind: 'column'; readonly fact: string }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: '+' | '-' | '*' | '/'; readonly left: Figure; readonly right: Figure }

/** Reads a tree as a figure; `constantOf` gives the value of a part that needs no facts. Null when it is something else. */
export function figureOf(
  node: Node,
  isNumber: (fact: string) => boolean,
  constantOf: (node: Node) => Value | undefined,
): Figure | null {
  const constant = constantOf(node)
  if (constant !== undefined) return isNum(constant) ? { kind: 'constant', value: Number(constant) } : null
  if (node.kind === 'name') return isNumber(node.name) ? { kind: 'column', fact: node.name } : null
  const sub = (child: Node) => figureOf(child, isNumber, constantOf)
  if (node.kind === 'negate') {
    const of = sub(node.of)
    return of && { kind: '-', left: { kind: 'constant', value: 0 }, right: of }
  }
  if (node.kind !== 'binary' || !['+', '-', '*', '/'].includes(node.operator)) return null
  const left = sub(node.left)
  const right = left && sub(node.right)
  return left && right && { kind: node.operator as '+', left, right }
}

/**
 * A fact as it stands, or in units of a power of ten, as `revenue / 10000`: decimals are divided by these exactly, so that the fact
 * itself may be compared with so many times the constants.
 */
export function scaledColumn(figure: Figure): { readonly fact: string; readonly by: number } | null {
  if (figure.kind === 'column') return { fact: figure.fact, by: 1 }
  if (figure.kind !== '/' || figure.left.kind !== 'column' || figure.right.kind !== 'constant') return null
  const by = figure.right.value
  return /^10*$/.test(String(by)) ? { fact: figure.left.fact, by } : null
}

/** A figure of many firms: what it is about, and by how much it may be wrong at most. Not finite: ask the interpreter. */
export type Estimate = { readonly values: Float64Array; readonly errors: Float64Array }

/** What a double may be off the decimal it stands for, and a result off the true one: half a unit, doubled for safety. */
const HALF_UNIT = 2 ** -52

/** Estimates a figure for `count` firms from a row on, into arrays that are made anew only where `pool` has none. */
export function estimate(
  figure: Figure,
  base: FirmBase,
  from: number,
  count: number,
  pool: Estimate[],
  depth = 0,
): Estimate {
  pool[depth] ??= { values: new Float64Array(count), errors: new Float64Array(count) }
  const into = pool[depth]
  switch (figure.kind) {
    case 'column': {
      const { values } = base.columns[figure.fact] as { readonly values: ArrayLike<number> }
      for (let at = 0; at < count; at++) {
        const value = values[from + at] as number
        into.values[at] = value
        into.errors[at] = Math.abs(value) * HALF_UNIT
      }
      return into
    }
    case 'constant':
      into.values.fill(figure.value)
      into.errors.fill(Math.abs(figure.value) * HALF_UNIT)
      return into
    default: {
      const left = estimate(figure.left, base, from, count, pool, depth)
      const right = estimate(figure.right, base, from, count, pool, depth + 1)
      if (figure.kind === '*') multiplyInto(left, right, count)
      else if (figure.kind === '/') divideInto(left, right, count)
      else addInto(left, right, count, figure.kind === '+' ? 1 : -1)
      return left
    }
  }
}

function addInto({ values, errors }: Estimate, right: Estimate, count: number, sign: number): void {
  for (let at = 0; at < count; at++) {
    const sum = (values[at] as number) + sign * (right.values[at] as number)
    values[at] = sum
    errors[at] = (errors[at] as number) + (right.errors[at] as number) + Math.abs(sum) * HALF_UNIT
  }
}

function multiplyInto({ values, errors }: Estimate, right: Estimate, count: number): void {
  for (let at = 0; at < count; at++) {
    const [a, b] = [values[at] as number, right.values[at] as number]
    const [ea, eb] = [errors[at] as number, right.errors[at] as number]
    values[at] = a * b
    errors[at] = Math.abs(a) * eb + (Math.abs(b) + eb) * ea + Math.abs(a * b) * HALF_UNIT + Number.MIN_VALUE
  }
}

function divideInto({ values, errors }: Estimate, right: Estimate, count: number): void {
  for (let at = 0; at < count; at++) {
    const [a, b] = [values[at] as number, right.values[at] as number]
    const [ea, eb] = [errors[at] as number, right.errors[at] as number]
    const least = Math.abs(b) - eb
    const quotient = least > 0 ? a / b : Number.NaN
    values[at] = quotient
    errors[at] = (ea + Math.abs(quotient) * eb) / least + Math.abs(quotient) * HALF_UNIT + Number.MIN_VALUE
  }
}
