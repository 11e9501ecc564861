/** Built-in functions on numbers (DMN 1.5, table 76). */
import type { Decimal } from 'decimal.js'
import { type Builtin, form } from './builtin-forms.ts'
import { compareNumbers, floorOf, integerOf, modulo, negate, settle } from './numbers.ts'
import { DaysDuration, Dec, MonthsDuration, type Num, type Value } from './values.ts'

/** The scale may not go beyond the exponents of a decimal128. */
const SCALE_MIN = -6111
const SCALE_MAX = 6176

function scaled(n: Num, scale: Num, mode: Decimal.Rounding): Value {
  const places = integerOf(scale) ?? Math.trunc(Number(scale))
  if (places < SCALE_MIN || places > SCALE_MAX) return null
  const value = new Dec(n)
  if (places >= 0) return settle(value.toDecimalPlaces(places, mode))
  const unit = new Dec(10).pow(-places)
  return settle(value.div(unit).toDecimalPlaces(0, mode).times(unit))
}

function rounding(name: string, mode: Decimal.Rounding): Builtin {
  return {
    name,
    forms: [form('n: number, scale?: number', ([n, scale]: [Num, Num?]) => scaled(n, scale ?? 0, mode))],
  }
}

export const numberBuiltins: readonly Builtin[] = [
  {
    name: 'decimal',
    forms: [form('n: number, scale: number', ([n, scale]: [Num, Num]) => scaled(n, scale, Dec.ROUND_HALF_EVEN))],
  },
  rounding('floor', Dec.ROUND_FLOOR),
  rounding('ceiling', Dec.ROUND_CEIL),
  rounding('round up', Dec.ROUND_UP),
  rounding('round down', Dec.ROUND_DOWN),
  rounding('round half up', Dec.ROUND_HALF_UP),
  rounding('round half down', Dec.ROUND_HALF_DOWN),
  {
    name: 'abs',
    forms: [
      form('n: number', ([n]: [Num]) => (compareNumbers(n, 0) < 0 ? negate(n) : n)),
      form('n: duration', ([n]: [DaysDuration | MonthsDuration]) =>
        n instanceof MonthsDuration
          ? new MonthsDuration(Math.abs(n.months))
          : new DaysDuration(compareNumbers(n.seconds, 0) < 0 ? negate(n.seconds) : n.seconds),
      ),
    ],
  },
  { name: 'modulo', forms: [form('dividend: number, divisor: number', ([a, b]: [Num, Num]) => modulo(a, b))] },
  { name: 'sqrt', forms: [form('number: number', ([n]: [Num]) => settle(new Dec(n).sqrt()))] },
  { name: 'log', forms: [form('number: number', ([n]: [Num]) => settle(new Dec(n).ln()))] },
  {
    name: 'exp',
    forms: [form('number: number', ([n]: [Num]) => (compareNumbers(n, 14000) > 0 ? null : settle(new Dec(n).exp())))],
  },
  { name: 'odd', forms: [form('number: number', ([n]: [Num]) => parity(n, 1))] },
  { name: 'even', forms: [form('number: number', ([n]: [Num]) => parity(n, 0))] },
]

function parity(n: Num, rest: number): boolean {
  return compareNumbers(floorOf(n) as Num, n) === 0 && modulo(n, 2) === rest
}
