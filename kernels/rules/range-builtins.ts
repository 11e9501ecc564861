/** Built-in functions on ranges and points (DMN 1.5, table 79), and `is` and `range`. */
import { type Builtin, form } from './builtin-forms.ts'
import { compare, equals } from './compare-values.ts'
import { FeelDate, FeelDateTime, type FeelRange, FeelTime, isNum, type Value } from './values.ts'

type Point = Value
type Answer = boolean | null

/** Compares two ends; an end that is not there lies beyond everything on its side. */
function ends(a: Value | undefined, b: Value | undefined, sideA: number, sideB: number): number | null {
  if (a === undefined || b === undefined) {
    if (a === undefined && b === undefined) return sideA - sideB
    return a === undefined ? sideA : -sideB
  }
  return compare(a, b)
}

const lowLow = (a: FeelRange, b: FeelRange) => ends(a.low, b.low, -1, -1)
const highHigh = (a: FeelRange, b: FeelRange) => ends(a.high, b.high, 1, 1)
const highLow = (a: FeelRange, b: FeelRange) => ends(a.high, b.low, 1, -1)
const pointLow = (p: Point, r: FeelRange) => ends(p, r.low, 0, -1)
const pointHigh = (p: Point, r: FeelRange) => ends(p, r.high, 0, 1)

/** Applies a law to orders; null when one of them does not exist. */
function law(orders: readonly (number | null)[], holds: (...orders: number[]) => boolean): Answer {
  return orders.includes(null) ? null : holds(...(orders as number[]))
}

function beforePoints(a: Point, b: Point): Answer {
  return law([compare(a, b)], (order = 0) => order < 0)
}

function pointBeforeRange(p: Point, r: FeelRange): Answer {
  return law([pointLow(p, r)], (order = 0) => order < 0 || (order === 0 && !r.lowClosed))
}

function rangeBeforePoint(r: FeelRange, p: Point): Answer {
  return law([pointHigh(p, r)], (order = 0) => order > 0 || (order === 0 && !r.highClosed))
}

function rangeBeforeRange(a: FeelRange, b: FeelRange): Answer {
  return law([highLow(a, b)], (order = 0) => order < 0 || (order === 0 && !(a.highClosed && b.lowClosed)))
}

function meets(a: FeelRange, b: FeelRange): Answer {
  return law([highLow(a, b)], (order = 0) => order === 0 && a.highClosed && b.lowClosed)
}

function overlaps(a: FeelRange, b: FeelRange): Answer {
  return law(
    [highLow(a, b), highLow(b, a)],
    (ahead = 0, behind = 0) =>
      (ahead > 0 || (ahead === 0 && a.highClosed && b.lowClosed)) &&
      (behind > 0 || (behind === 0 && b.highClosed && a.lowClosed)),
  )
}

function overlapsBefore(a: FeelRange, b: FeelRange): Answer {
  return law([lowLow(a, b), highLow(a, b), highHigh(a, b)], (start = 0, reach = 0, end = 0) => {
    const starts = start < 0 || (start === 0 && a.lowClosed && !b.lowClosed)
    const reaches = reach > 0 || (reach === 0 && a.highClosed && b.lowClosed)
    return starts && reaches && (end < 0 || (end === 0 && (!a.highClosed || b.highClosed)))
  })
}

function overlapsAfter(a: FeelRange, b: FeelRange): Answer {
  return law([lowLow(a, b), highLow(b, a), highHigh(a, b)], (start = 0, reach = 0, end = 0) => {
    const starts =
      start > 0 || (start === 0 && !a.lowClosed && b.lowClosed) || (start === 0 && a.lowClosed === b.lowClosed)
    const reaches = reach > 0 || (reach === 0 && b.highClosed && a.lowClosed)
    return (
      (start > 0 || (start === 0 && !a.lowClosed && b.lowClosed)) &&
      starts &&
      reaches &&
      (end > 0 || (end === 0 && (a.highClosed || !b.highClosed)))
    )
  })
}

function pointFinishes(p: Point, r: FeelRange): Answer {
  return law([pointHigh(p, r)], (order = 0) => order === 0 && r.highClosed)
}

function finishes(a: FeelRange, b: FeelRange): Answer {
  return law([highHigh(a, b), lowLow(a, b)], (end = 0, start = 0) => {
    return end === 0 && a.highClosed === b.highClosed && (start > 0 || (start === 0 && (!a.lowClosed || b.lowClosed)))
  })
}

function includesPoint(r: FeelRange, p: Point): Answer {
  return law([pointLow(p, r), pointHigh(p, r)], (low = 0, high = 0) => {
    return (low > 0 || (low === 0 && r.lowClosed)) && (high < 0 || (high === 0 && r.highClosed))
  })
}

function includesRange(a: FeelRange, b: FeelRange): Answer {
  return law([lowLow(a, b), highHigh(a, b)], (low = 0, high = 0) => {
    return (
      (low < 0 || (low === 0 && (a.lowClosed || !b.lowClosed))) &&
      (high > 0 || (high === 0 && (a.highClosed || !b.highClosed)))
    )
  })
}

function pointStarts(p: Point, r: FeelRange): Answer {
  return law([pointLow(p, r)], (order = 0) => order === 0 && r.lowClosed)
}

function starts(a: FeelRange, b: FeelRange): Answer {
  return law([lowLow(a, b), highHigh(a, b)], (start = 0, end = 0) => {
    return start === 0 && a.lowClosed === b.lowClosed && (end < 0 || (end === 0 && (!a.highClosed || b.highClosed)))
  })
}

function coincides(a: FeelRange, b: FeelRange): Answer {
  return law([lowLow(a, b), highHigh(a, b)], (low = 0, high = 0) => {
    return low === 0 && high === 0 && a.lowClosed === b.lowClosed && a.highClosed === b.highClosed
  })
}

type PointRange = (p: Point, r: FeelRange) => Answer
type RangePoint = (r: FeelRange, p: Point) => Answer
type Ranges = (a: FeelRange, b: FeelRange) => Answer

const pointRange = (apply: PointRange) =>
  form('point: point, range: range', ([p, r]: [Point, FeelRange]) => apply(p, r))
const rangePoint = (apply: RangePoint) =>
  form('range: range, point: point', ([r, p]: [FeelRange, Point]) => apply(r, p))
const ranges = (apply: Ranges) => form('range1: range, range2: range', ([a, b]: [FeelRange, FeelRange]) => apply(a, b))
const points = (apply: (a: Point, b: Point) => Answer) =>
  form('point1: point, point2: point', ([a, b]: [Point, Point]) => apply(a, b))

export const rangeBuiltins: readonly Builtin[] = [
  {
    name: 'before',
    forms: [points(beforePoints), pointRange(pointBeforeRange), rangePoint(rangeBeforePoint), ranges(rangeBeforeRange)],
  },
  {
    name: 'after',
    forms: [
      points((a, b) => beforePoints(b, a)),
      pointRange((p, r) => rangeBeforePoint(r, p)),
      rangePoint((r, p) => pointBeforeRange(p, r)),
      ranges((a, b) => rangeBeforeRange(b, a)),
    ],
  },
  { name: 'meets', forms: [ranges(meets)] },
  { name: 'met by', forms: [ranges((a, b) => meets(b, a))] },
  { name: 'overlaps', forms: [ranges(overlaps)] },
  { name: 'overlaps before', forms: [ranges(overlapsBefore)] },
  { name: 'overlaps after', forms: [ranges(overlapsAfter)] },
  { name: 'finishes', forms: [pointRange(pointFinishes), ranges(finishes)] },
  { name: 'finished by', forms: [rangePoint((r, p) => pointFinishes(p, r)), ranges((a, b) => finishes(b, a))] },
  { name: 'includes', forms: [rangePoint(includesPoint), ranges(includesRange)] },
  { name: 'during', forms: [pointRange((p, r) => includesPoint(r, p)), ranges((a, b) => includesRange(b, a))] },
  { name: 'starts', forms: [pointRange(pointStarts), ranges(starts)] },
  { name: 'started by', forms: [rangePoint((r, p) => pointStarts(p, r)), ranges((a, b) => starts(b, a))] },
  { name: 'coincides', forms: [points((a, b) => law([compare(a, b)], (order = 1) => order === 0)), ranges(coincides)] },
  {
    name: 'is',
    forms: [form('value1?: any, value2?: any', ([a, b]: [Value?, Value?]) => isSame(a ?? null, b ?? null))],
  },
]

/** Sameness of kind and value, which for times and moments means the same clock and offset (table 78). */
function isSame(a: Value, b: Value): boolean {
  if (a instanceof FeelTime && b instanceof FeelTime) return sameTime(a, b)
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) return isSame(a.date, b.date) && sameTime(a.time, b.time)
  if (a instanceof FeelDate !== b instanceof FeelDate) return false
  if (a !== null && b !== null && !isNum(a) && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false
  return equals(a, b) === true
}

function sameTime(a: FeelTime, b: FeelTime): boolean {
  const clocks = a.hour === b.hour && a.minute === b.minute && a.second === b.second
  return clocks && a.offset === b.offset && a.zone === b.zone
}
