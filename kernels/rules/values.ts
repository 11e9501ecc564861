/** The values of FEEL (DMN 1.5, 10.3.2): what an expression may take in and give back. */
import { Decimal } from 'decimal.js'
import type { FeelType } from './types.ts'

/** Decimal arithmetic as DMN asks for it: 34 digits, half even (IEEE 754 decimal128). */
export const Dec = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -6200, toExpPos: 6200 })

/** A FEEL number: a double where it holds the decimal exactly (up to 15 digits), a Decimal beyond. */
export type Num = number | Decimal

/** Any FEEL value. Contexts are plain objects, lists are arrays, null is null. */
export type Value =
  | null
  | boolean
  | string
  | Num
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | FeelRange
  | FeelFunction
  | Unknown
  | readonly Value[]
  | Context

/** A FEEL context: names to values. */
export type Context = { readonly [name: string]: Value }

/** A civil date; years from -999,999,999 to 999,999,999. */
export class FeelDate {
  readonly year: number
  readonly month: number
  readonly day: number
  constructor(year: number, month: number, day: number) {
    this.year = year
    this.month = month
    this.day = day
  }
  toString(): string {
    return `${yearText(this.year)}-${two(this.month)}-${two(this.day)}`
  }
  toJSON(): string {
    return this.toString()
  }
}

/** A time of day; `second` may carry a fraction, `offset` is in seconds east of UTC, `zone` an IANA name. */
export class FeelTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly offset: number | null
  readonly zone: string | null
  constructor(hour: number, minute: number, second: number, offset: number | null = null, zone: string | null = null) {
    this.hour = hour
    this.minute = minute
    this.second = second
    this.offset = offset
    this.zone = zone
  }
  toString(): string {
    return `${two(this.hour)}:${two(this.minute)}:${secondText(this.second)}${offsetText(this)}`
  }
  toJSON(): string {
    return this.toString()
  }
}

/** A date and a time. */
export class FeelDateTime {
  readonly date: FeelDate
  readonly time: FeelTime
  constructor(date: FeelDate, time: FeelTime) {
    this.date = date
    this.time = time
  }
  toString(): string {
    return `${this.date}T${this.time}`
  }
  toJSON(): string {
    return this.toString()
  }
}

/** A days and time duration, in seconds. */
export class DaysDuration {
  readonly seconds: Num
  constructor(seconds: Num) {
    this.seconds = seconds
  }
  toString(): string {
    return daysDurationText(new Dec(this.seconds))
  }
  toJSON(): string {
    return this.toString()
  }
}

/** A years and months duration, in months. */
export class MonthsDuration {
  readonly months: number
  constructor(months: number) {
    this.months = months
  }
  toString(): string {
    const count = Math.abs(this.months)
    const years = Math.floor(count / 12)
    const months = count % 12
    const text = (years > 0 ? `${years}Y` : '') + (months > 0 ? `${months}M` : '')
    return `${this.months < 0 ? '-' : ''}P${text === '' ? '0M' : text}`
  }
  toJSON(): string {
    return this.toString()
  }
}

/** A range; an absent (`undefined`) end is unbounded, as in `(< 10)`. `sign` marks `(= x)` and `(!= x)`. */
export class FeelRange {
  readonly low: Value | undefined
  readonly high: Value | undefined
  readonly lowClosed: boolean
  readonly highClosed: boolean
  readonly sign: '' | '=' | '!='
  constructor(
    low: Value | undefined,
    lowClosed: boolean,
    high: Value | undefined,
    highClosed: boolean,
    sign: '' | '=' | '!=' = '',
  ) {
    this.low = low
    this.high = high
    this.lowClosed = lowClosed
    this.highClosed = highClosed
    this.sign = sign
  }
  toString(): string {
    const end = (value: Value | undefined) => (value === undefined ? '' : textOf(value, true))
    return `${this.lowClosed ? '[' : '('}${end(this.low)}..${end(this.high)}${this.highClosed ? ']' : ')'}`
  }
  toJSON(): string {
    return this.toString()
  }
}

/** What a function needs of the running evaluation. */
export type Run = {
  /** The facts of the decision or function being evaluated. */
  facts: { readonly [name: string]: unknown }
  readonly warnings: string[]
  /** The moment that `now()` and `today()` answer with; without it they are null. */
  readonly now: FeelDateTime | null
  /** Whether an absent fact is "not known" (three values) rather than null. */
  readonly threeValued: boolean
  /** Decision tables that were used, where that is asked for. */
  notes: TableNote[] | null
  steps: number
  depth: number
  /** Why the evaluation was stopped, if it was. */
  stopped: Stop | null
}

/** An evaluation that was stopped: it took too many steps, or its functions called each other too deeply. */
export type Stop = {
  readonly refused: true
  readonly code: 'rules.too_many_steps' | 'rules.too_deep'
  readonly message: string
  readonly advice: string
  /** Offset in the source of the innermost loop or call, where known, and the element of the model that has it. */
  readonly at: number | null
  readonly element: string | null
}

/** What a decision table did: its inputs' values and the rules that matched, by index. */
export type TableNote = {
  readonly table: string
  readonly inputs: readonly { readonly text: string; readonly value: Value }[]
  readonly matched: readonly number[]
  /** Rules that may match, for lack of facts. */
  readonly open: readonly number[]
}

/** A function value: built in, defined in FEEL, or a business knowledge model or decision service. */
export class FeelFunction {
  readonly name: string
  readonly parameters: readonly string[]
  readonly parameterTypes: readonly FeelType[]
  readonly result: FeelType
  readonly invoke: (run: Run, values: readonly Value[]) => Value
  constructor(
    name: string,
    parameters: readonly string[],
    parameterTypes: readonly FeelType[],
    result: FeelType,
    invoke: (run: Run, values: readonly Value[]) => Value,
  ) {
    this.name = name
    this.parameters = parameters
    this.parameterTypes = parameterTypes
    this.result = result
    this.invoke = invoke
  }
  toString(): string {
    return `function(${this.parameters.join(', ')})`
  }
  toJSON(): string {
    return this.toString()
  }
}

/**
 * "Not known": the answer would follow if the facts of any one of `ways` were supplied. Differs from null. `options` are
 * the values it can have, where these are few and known.
 */
export class Unknown {
  readonly ways: readonly (readonly string[])[]
  readonly options: readonly Value[] | null
  constructor(ways: readonly (readonly string[])[], options: readonly Value[] | null = null) {
    this.ways = ways
    this.options = options
  }
  toString(): string {
    return 'not known'
  }
  toJSON(): null {
    return null
  }
}

/** Whether a value is a context, and not a list, temporal, range or function. */
export function isContext(value: unknown): value is Context {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether a value is a FEEL number. */
export function isNum(value: unknown): value is Num {
  return typeof value === 'number' || value instanceof Decimal
}

/** A value as FEEL text: what `string()` gives, and within lists and contexts its literal. */
export function textOf(value: Value, inside = false): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return inside ? JSON.stringify(value) : value
  if (typeof value === 'number') return numberText(value)
  if (value instanceof Decimal) return value.toFixed()
  if (Array.isArray(value)) return `[${value.map((item: Value) => textOf(item, true)).join(', ')}]`
  if (isContext(value)) return `{${Object.entries(value).map(entryText).join(', ')}}`
  return inside && isTemporal(value) ? `@"${value}"` : String(value)
}

function entryText([name, value]: [string, Value]): string {
  return `${/^[\p{L}_$][\p{L}\p{N}_ ]*$/u.test(name) ? name : JSON.stringify(name)}: ${textOf(value, true)}`
}

function isTemporal(value: Value): boolean {
  return (
    value instanceof FeelDate ||
    value instanceof FeelTime ||
    value instanceof FeelDateTime ||
    value instanceof DaysDuration ||
    value instanceof MonthsDuration
  )
}

/** A value as plain JSON data: decimals as numbers, dates and durations as ISO 8601 text, not known as undefined. */
export function plainValue(value: Value): unknown {
  if (value instanceof Decimal) return value.toNumber()
  if (value instanceof Unknown) return undefined
  if (Array.isArray(value)) return value.map((item: Value) => plainValue(item) ?? null)
  if (isContext(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plainValue(entry)]))
  }
  return typeof value === 'object' && value !== null ? String(value) : value
}

function numberText(value: number): string {
  const text = String(value)
  return text.includes('e') ? new Dec(value).toFixed() : text
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function yearText(year: number): string {
  return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0')
}

function secondText(second: number): string {
  if (Number.isInteger(second)) return two(second)
  const text = new Dec(second).toFixed()
  return second < 10 ? `0${text}` : text
}

function offsetText(time: FeelTime): string {
  if (time.zone !== null) return `@${time.zone}`
  if (time.offset === null) return ''
  if (time.offset === 0) return 'Z'
  const size = Math.abs(time.offset)
  const seconds = size % 60
  const text = `${two(Math.floor(size / 3600))}:${two(Math.floor((size % 3600) / 60))}`
  return (time.offset < 0 ? '-' : '+') + text + (seconds === 0 ? '' : `:${two(seconds)}`)
}

function daysDurationText(total: Decimal): string {
  const size = total.abs()
  const days = size.divToInt(86400)
  const rest = size.minus(days.times(86400))
  const hours = rest.divToInt(3600)
  const minutes = rest.minus(hours.times(3600)).divToInt(60)
  const seconds = rest.minus(hours.times(3600)).minus(minutes.times(60))
  const part = (amount: Decimal, unit: string) => (amount.isZero() ? '' : `${amount.toFixed()}${unit}`)
  const time = part(hours, 'H') + part(minutes, 'M') + part(seconds, 'S')
  const text = part(days, 'D') + (time === '' ? '' : `T${time}`)
  return `${total.isNegative() && !total.isZero() ? '-' : ''}P${text === '' ? 'T0S' : text}`
}
