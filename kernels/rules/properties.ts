/** What stands behind a dot: entries of contexts, and the parts of dates, times, durations and ranges (table 65). */
import { weekdayOf } from './calendar-days.ts'
import { subtract } from './numbers.ts'
import { offsetOf } from './temporal.ts'
import {
  type Context,
  DaysDuration,
  Dec,
  FeelDate,
  FeelDateTime,
  FeelRange,
  FeelTime,
  isContext,
  MonthsDuration,
  type Num,
  type Value,
} from './values.ts'

/** The entry of a context, or undefined when it has none of that name. */
export function entryOf(context: Context, name: string): Value | undefined {
  return Object.hasOwn(context, name) ? context[name] : undefined
}

/** The property of a value, or undefined when it has none of that name; of a list, the property of each item. */
export function propertyOf(value: Value, name: string): Value | undefined {
  if (isContext(value)) return entryOf(value, name)
  if (Array.isArray(value)) return value.map((item: Value) => propertyOf(item, name) ?? null)
  if (value instanceof FeelDate) return dateProperty(value, name)
  if (value instanceof FeelTime) return timeProperty(value, name)
  if (value instanceof FeelDateTime) return momentProperty(value, name)
  if (value instanceof DaysDuration) return daysProperty(value, name)
  if (value instanceof MonthsDuration) return monthsProperty(value, name)
  return value instanceof FeelRange ? rangeProperty(value, name) : undefined
}

function momentProperty(value: FeelDateTime, name: string): Value | undefined {
  if (name === 'time offset') {
    const offset = offsetOf(value)
    return offset === null ? null : new DaysDuration(offset)
  }
  const part = dateProperty(value.date, name)
  return part === undefined ? timeProperty(value.time, name) : part
}

function dateProperty(date: FeelDate, name: string): Value | undefined {
  switch (name) {
    case 'year':
      return date.year
    case 'month':
      return date.month
    case 'day':
      return date.day
    case 'weekday':
      return weekdayOf(date)
    default:
      return undefined
  }
}

function timeProperty(time: FeelTime, name: string): Value | undefined {
  switch (name) {
    case 'hour':
      return time.hour
    case 'minute':
      return time.minute
    case 'second':
      return time.second
    case 'time offset':
      return time.offset === null ? null : new DaysDuration(time.offset)
    case 'timezone':
      return time.zone
    default:
      return undefined
  }
}

const UNITS: { readonly [name: string]: readonly [size: number, within: number] } = {
  days: [86400, Number.POSITIVE_INFINITY],
  hours: [3600, 24],
  minutes: [60, 60],
}

function daysProperty(duration: DaysDuration, name: string): Num | undefined {
  const total = new Dec(duration.seconds)
  if (name === 'seconds') return subtract(duration.seconds, total.divToInt(60).times(60)) as Num
  const unit = UNITS[name]
  if (unit === undefined) return undefined
  const count = total.divToInt(unit[0]).toNumber()
  return Number.isFinite(unit[1]) ? count % unit[1] || 0 : count
}

function monthsProperty(duration: MonthsDuration, name: string): number | undefined {
  if (name === 'years') return Math.trunc(duration.months / 12) || 0
  return name === 'months' ? duration.months % 12 || 0 : undefined
}

function rangeProperty(range: FeelRange, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.low ?? null
    case 'end':
      return range.high ?? null
    case 'start included':
      return range.lowClosed
    case 'end included':
      return range.highClosed
    default:
      return undefined
  }
}
