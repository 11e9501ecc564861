/** The operators + − × ÷ and power over numbers, texts, dates, times and durations (DMN 1.5, tables 56 to 60). */

import { add, divide, multiply, negate, power, subtract } from './numbers.ts'
import { spend, warn } from './scope.ts'
import {
  addMonths,
  addToDateTime,
  addToTime,
  atMidnight,
  instantOf,
  instantOfTime,
  offsetOf,
  wholeNanoseconds,
} from './temporal.ts'
import { overOptions } from './unknown-values.ts'
import {
  DaysDuration,
  Dec,
  FeelDate,
  FeelDateTime,
  FeelTime,
  isNum,
  MonthsDuration,
  type Num,
  type Run,
  Unknown,
  type Value,
} from './values.ts'

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**'

/** The result of an operator on any two values; null with a warning where the two do not go together. */
export function calculate(run: Run, operator: ArithmeticOperator, a: Value, b: Value): Value {
  if (a instanceof Unknown || b instanceof Unknown) {
    return overOptions([a, b], ([x, y]) => calculate(run, operator, x as Value, y as Value))
  }
  const result = isNum(a) && isNum(b) ? onNumbers(operator, a, b) : onOthers(operator, a, b)
  if (typeof result === 'string') spend(run, result)
  return result ?? warn(run, `‘${operator}’ cannot be used on these values`)
}

function onNumbers(operator: ArithmeticOperator, a: Num, b: Num): Num | null {
  switch (operator) {
    case '+':
      return add(a, b)
    case '-':
      return subtract(a, b)
    case '*':
      return multiply(a, b)
    case '/':
      return divide(a, b)
    case '**':
      return power(a, b)
  }
}

function onOthers(operator: ArithmeticOperator, a: Value, b: Value): Value {
  switch (operator) {
    case '+':
      return typeof a === 'string' && typeof b === 'string' ? a + b : (sum(a, b) ?? sum(b, a))
    case '-':
      return difference(a, b)
    case '*':
      return product(a, b) ?? product(b, a)
    case '/':
      return quotient(a, b)
    case '**':
      return null
  }
}

function sum(a: Value, b: Value): Value {
  if (b instanceof DaysDuration) return plusSeconds(a, b.seconds)
  return b instanceof MonthsDuration ? plusMonths(a, b.months) : null
}

function plusSeconds(a: Value, seconds: Num): Value {
  if (a instanceof FeelDate) {
    const moment = addToDateTime(atMidnight(a), seconds)
    return moment?.date ?? null
  }
  if (a instanceof FeelDateTime) return addToDateTime(a, seconds)
  if (a instanceof FeelTime) return addToTime(a, seconds)
  return a instanceof DaysDuration ? new DaysDuration(add(a.seconds, seconds) as Num) : null
}

function plusMonths(a: Value, months: number): Value {
  if (a instanceof FeelDate) return addMonths(a, months)
  if (a instanceof FeelDateTime) {
    const date = addMonths(a.date, months)
    return date && new FeelDateTime(date, a.time)
  }
  return a instanceof MonthsDuration ? new MonthsDuration(a.months + months) : null
}

function difference(a: Value, b: Value): Value {
  if (b instanceof DaysDuration) return plusSeconds(a, negate(b.seconds))
  if (b instanceof MonthsDuration) return plusMonths(a, -b.months)
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((a.offset === null && a.zone === null) !== (b.offset === null && b.zone === null)) return null
    return new DaysDuration(subtract(instantOfTime(a), instantOfTime(b)) as Num)
  }
  const left = a instanceof FeelDate ? atMidnight(a) : a
  const right = b instanceof FeelDate ? atMidnight(b) : b
  if (!(left instanceof FeelDateTime && right instanceof FeelDateTime)) return null
  if ((offsetOf(left) === null) !== (offsetOf(right) === null)) return null
  return new DaysDuration(subtract(instantOf(left), instantOf(right)) as Num)
}

function product(a: Value, b: Value): Value {
  if (!isNum(b)) return null
  if (a instanceof DaysDuration) {
    const seconds = multiply(a.seconds, b)
    return seconds === null ? null : wholeNanoseconds(seconds)
  }
  return a instanceof MonthsDuration ? new MonthsDuration(new Dec(a.months).times(b).trunc().toNumber()) : null
}

function quotient(a: Value, b: Value): Value {
  if (a instanceof DaysDuration) {
    if (b instanceof DaysDuration) return divide(a.seconds, b.seconds)
    const seconds = isNum(b) ? divide(a.seconds, b) : null
    return seconds === null ? null : wholeNanoseconds(seconds)
  }
  if (!(a instanceof MonthsDuration)) return null
  if (b instanceof MonthsDuration) return divide(a.months, b.months)
  const months = isNum(b) ? divide(a.months, b) : null
  return months === null ? null : new MonthsDuration(new Dec(months).trunc().toNumber())
}

/** −a for numbers and durations. */
export function opposite(run: Run, a: Value): Value {
  if (isNum(a)) return negate(a)
  if (a instanceof Unknown) return a
  if (a instanceof DaysDuration) return new DaysDuration(negate(a.seconds))
  if (a instanceof MonthsDuration) return new MonthsDuration(0 - a.months)
  return warn(run, 'Only numbers and durations have a negative')
}
