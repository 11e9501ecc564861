/** Equality and order of FEEL values (DMN 1.5, tables 53 to 55). Null means the two cannot be compared. */
import { compareNumbers, floorOf } from './numbers.ts'
import { atMidnight, instantOf, instantOfTime, offsetOf } from './temporal.ts'
import { overOptions } from './unknown-values.ts'
import {
  type Context,
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  isContext,
  isNum,
  MonthsDuration,
  type Num,
  Unknown,
  type Value,
} from './values.ts'

/** Whether two values are equal; null when they are of different kinds; not known when either is. */
export function equals(a: Value, b: Value): boolean | null | Unknown {
  if (typeof a === 'number' && typeof b === 'number') return a === b
  if (a instanceof Unknown || b instanceof Unknown)
    return overOptions([a, b], ([x, y]) => equals(x as Value, y as Value)) as boolean | null | Unknown
  if (a === null || b === null) return a === b
  if (typeof a !== 'object' && typeof a === typeof b) return a === b
  if (isNum(a)) return isNum(b) ? compareNumbers(a, b) === 0 : null
  if (Array.isArray(a)) return Array.isArray(b) ? listsEqual(a, b) : null
  if (a instanceof FeelRange) return b instanceof FeelRange ? rangesEqual(a, b) : null
  if (isContext(a)) return isContext(b) ? contextsEqual(a, b) : null
  if (a instanceof FeelFunction || b instanceof FeelFunction) return null
  return momentsEqual(a, b)
}

function momentsEqual(a: Value, b: Value): boolean | null {
  if (a instanceof FeelDateTime || b instanceof FeelDateTime) {
    const left = a instanceof FeelDate ? atMidnight(a) : a
    const right = b instanceof FeelDate ? atMidnight(b) : b
    if (!(left instanceof FeelDateTime && right instanceof FeelDateTime)) return null
    if ((offsetOf(left) === null) !== (offsetOf(right) === null)) return false
    return sameSecond(instantOf(left), instantOf(right))
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((a.offset === null && a.zone === null) !== (b.offset === null && b.zone === null)) return false
    return sameSecond(instantOfTime(a), instantOfTime(b))
  }
  const order = compare(a, b)
  return order === null ? null : order === 0
}

/** Equality of times counts whole seconds (10.3.2.3.4); their order does not. */
function sameSecond(a: Num, b: Num): boolean {
  return compareNumbers(floorOf(a) as Num, floorOf(b) as Num) === 0
}

function listsEqual(a: readonly Value[], b: readonly Value[]): boolean | Unknown {
  if (a.length !== b.length) return false
  return allEqual(a.map((item, index) => equals(item, b[index] as Value)))
}

function contextsEqual(a: Context, b: Context): boolean | Unknown {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length || !names.every((name) => Object.hasOwn(b, name))) return false
  return allEqual(names.map((name) => equals(a[name] as Value, b[name] as Value)))
}

function allEqual(answers: readonly (boolean | null | Unknown)[]): boolean | Unknown {
  if (answers.some((answer) => answer === false || answer === null)) return false
  return answers.find((answer) => answer instanceof Unknown) ?? true
}

function rangesEqual(a: FeelRange, b: FeelRange): boolean {
  if (a.lowClosed !== b.lowClosed || a.highClosed !== b.highClosed || a.sign !== b.sign) return false
  const sameEnd = (left: Value | undefined, right: Value | undefined) =>
    left === undefined || right === undefined ? left === right : equals(left, right) === true
  return sameEnd(a.low, b.low) && sameEnd(a.high, b.high)
}

/** Below 0, 0 or above 0 as a is before, the same as or after b; null when the two have no order. */
export function compare(a: Value, b: Value): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  if (isNum(a)) return isNum(b) ? compareNumbers(a, b) : null
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : null
  if (a instanceof FeelDate && b instanceof FeelDate) return a.year - b.year || a.month - b.month || a.day - b.day
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareTimes(a, b) : null
  if (a instanceof DaysDuration) return b instanceof DaysDuration ? compareNumbers(a.seconds, b.seconds) : null
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? a.months - b.months : null
  const left = a instanceof FeelDate ? atMidnight(a) : a
  const right = b instanceof FeelDate ? atMidnight(b) : b
  if (!(left instanceof FeelDateTime && right instanceof FeelDateTime)) return null
  return compareNumbers(instantOf(left), instantOf(right))
}

function compareTimes(a: FeelTime, b: FeelTime): number {
  return compareNumbers(instantOfTime(a), instantOfTime(b))
}

/** Text in the order of its code points, not of its UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  for (let at = 0; at < a.length && at < b.length; at++) {
    const left = a.codePointAt(at) as number
    const right = b.codePointAt(at) as number
    if (left !== right) return left < right ? -1 : 1
  }
  return a.length < b.length ? -1 : 1
}

/** Whether a range holds a value; null when the value cannot be compared with its ends. */
export function rangeHolds(range: FeelRange, value: Value): boolean | null | Unknown {
  if (value instanceof Unknown)
    return overOptions([value], ([known]) => rangeHolds(range, known as Value)) as boolean | null | Unknown
  if (range.sign !== '') {
    const same = equals(value, range.low as Value)
    return typeof same === 'boolean' && range.sign === '!=' ? !same : same
  }
  const above = range.low === undefined ? 1 : compare(value, range.low)
  const below = range.high === undefined ? -1 : compare(value, range.high)
  if (above === null || below === null) return null
  return (above > 0 || (above === 0 && range.lowClosed)) && (below < 0 || (below === 0 && range.highClosed))
}
