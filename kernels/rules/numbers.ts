/** Decimal arithmetic on FEEL numbers (DMN 1.5, 10.3.4.1), on doubles wherever a double gives the exact decimal. */
import type { Decimal } from 'decimal.js'
import { Dec, type Num } from './values.ts'

const SCALE = 1e6
const SCALED_MAX = 4.9e8
/** Below it, an integer has at most 15 digits, and divided by a power of ten is the nearest double of that decimal. */
const EXACT = 1e15

/** The exponents of decimal128. */
const MOST_EXPONENT = 6144
const LEAST_EXPONENT = -6176

/** A number in its one form: a double up to 15 digits, a Decimal beyond; null when it is beyond decimal128. */
export function settle(value: Decimal): Num | null {
  if (!value.isFinite() || value.e > MOST_EXPONENT) return null
  if (value.e < LEAST_EXPONENT) return 0
  if (value.e > 300 || value.e < -300) return value.isZero() ? 0 : value
  return value.precision() <= 15 ? value.toNumber() || 0 : value
}

/** A number read from a FEEL or JSON literal such as `1.50` or `1e3`. */
export function readNumber(text: string): Num | null {
  const value = Number(text)
  if (Number.isSafeInteger(value) && /^\d{1,15}$/.test(text)) return value
  return settle(new Dec(text))
}

/** The millionths of a double that is exactly a decimal with up to six places, else NaN. */
function millionths(value: number): number {
  const scaled = Math.round(value * SCALE)
  return scaled / SCALE === value && value < SCALED_MAX && value > -SCALED_MAX ? scaled : Number.NaN
}

/** The ten-thousandths of a double that is exactly a decimal with up to four places, else NaN. */
function tenThousandths(value: number): number {
  const scaled = Math.round(value * 1e4)
  return scaled / 1e4 === value ? scaled : Number.NaN
}

/** a + b */
export function add(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(a) && Number.isInteger(b)) return sum
    const scaled = millionths(a) + millionths(b)
    if (!Number.isNaN(scaled)) return scaled / SCALE
  }
  return settle(new Dec(a).plus(b))
}

/** a − b */
export function subtract(a: Num, b: Num): Num | null {
  return add(a, negate(b))
}

/** a × b */
export function multiply(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (Number.isSafeInteger(product) && Number.isInteger(a) && Number.isInteger(b)) return product || 0
    const scaled = tenThousandths(a) * tenThousandths(b)
    if (scaled < EXACT && scaled > -EXACT) return scaled / 1e8 || 0
  }
  return settle(new Dec(a).times(b))
}

/** a ÷ b; null on division by zero */
export function divide(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return null
    const quotient = a / b
    if (Number.isSafeInteger(quotient) && Number.isSafeInteger(a) && Number.isSafeInteger(b)) return quotient || 0
  }
  const divisor = new Dec(b)
  return divisor.isZero() ? null : settle(new Dec(a).div(divisor))
}

/** a to the power of b */
export function power(a: Num, b: Num): Num | null {
  if (b === 2) return multiply(a, a)
  return settle(new Dec(a).pow(b))
}

/** −a */
export function negate(a: Num): Num {
  return typeof a === 'number' ? 0 - a : (a.neg() as Num)
}

/** Less than 0, 0 or more than 0 as a is below, equal to or above b. Doubles of shortest decimals keep their order. */
export function compareNumbers(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return new Dec(a).cmp(b)
}

/** The greatest integer not above a. */
export function floorOf(a: Num): Num | null {
  return typeof a === 'number' ? Math.floor(a) : settle(a.floor())
}

/** a − b × floor(a ÷ b), with the sign of the divisor (DMN 1.5, table 76). */
export function modulo(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    return b === 0 ? null : ((a % b) + b) % b || 0
  }
  const divisor = new Dec(b)
  if (divisor.isZero()) return null
  const Wide = Dec.clone({ precision: 80 })
  const wide = new Wide(a)
  return settle(new Dec(wide.minus(wide.div(divisor).floor().times(divisor))))
}

/** A number as a JavaScript integer, or null when it is not one. */
export function integerOf(a: unknown): number | null {
  if (typeof a === 'number') return Number.isInteger(a) ? a : null
  if (a instanceof Dec) return a.isInteger() ? a.toNumber() : null
  return null
}
