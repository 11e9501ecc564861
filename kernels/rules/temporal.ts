/** Dates, times and durations: reading their text, and the instants they stand for (DMN 1.5, 10.3.2.3). */
import { civilFromDays, daysFromCivil, isZone, monthLength, zoneOffset } from './calendar-days.ts'
import { add, negate, readNumber, settle, subtract } from './numbers.ts'
import { DaysDuration, Dec, FeelDate, FeelDateTime, FeelTime, MonthsDuration, type Num, type Value } from './values.ts'

const DATE = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/
const TIME = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(?:(Z|z)|([+-])(\d\d):(\d\d)(?::(\d\d))?|@(.+))?$/
const DAYS = /^(-?)P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?|\.\d+)S)?)?$/
const MONTHS = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/

/** A date of the calendar, or null. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || Math.abs(year) > 999_999_999) return null
  if (!Number.isInteger(month) || month < 1 || month > 12) return null
  if (!Number.isInteger(day) || day < 1 || day > monthLength(year, month)) return null
  return new FeelDate(year, month, day)
}

/** Reads `2026-10-01`. */
export function parseDate(text: string): FeelDate | null {
  const found = DATE.exec(text)
  if (found === null) return null
  return makeDate(Number(found[2]) * (found[1] === '-' ? -1 : 1), Number(found[3]), Number(found[4]))
}

/** A time of day, or null. Offsets reach 14 hours (XML Schema part 2, 3.3.7) and go with no zone. */
export function makeTime(
  hour: number,
  minute: number,
  second: number,
  offset: number | null,
  zone: string | null,
): FeelTime | null {
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) return null
  if (!Number.isInteger(minute) || minute < 0 || minute > 59) return null
  if (!(second >= 0 && second < 60)) return null
  if (offset !== null && Math.abs(offset) > 14 * 3600) return null
  if (zone !== null && !isZone(zone)) return null
  return new FeelTime(hour, minute, second, offset, zone)
}

/** Reads `13:20:00`, with a fraction, and with `Z`, `+08:00` or `@Asia/Shanghai`. */
export function parseTime(text: string): FeelTime | null {
  const found = TIME.exec(text)
  if (found === null) return null
  const [, hour, minute, second, utc, sign, hours, minutes, seconds, zone] = found
  if (minutes !== undefined && (Number(minutes) > 59 || Number(seconds ?? 0) > 59)) return null
  const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  const offset = utc !== undefined ? 0 : sign === undefined ? null : sign === '-' ? 0 - size : size
  const fraction = Math.round(Number(second) * 1e9) / 1e9
  return makeTime(Number(hour), Number(minute), fraction, offset, zone ?? null)
}

/** Reads `2026-10-01T13:20:00+08:00`; `24:00:00` is the midnight that ends the day; a date alone is its midnight. */
export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T')
  if (at < 0) {
    const day = parseDate(text)
    return day === null ? null : new FeelDateTime(day, new FeelTime(0, 0, 0))
  }
  const date = parseDate(text.slice(0, at))
  const rest = text.slice(at + 1)
  const midnight = /^24:00:00(?!\d|\.0*[1-9])/.test(rest)
  const time = parseTime(midnight ? `00${rest.slice(2)}` : rest)
  if (date === null || time === null) return null
  return new FeelDateTime(midnight ? addDays(date, 1) : date, time)
}

/** Reads `P1DT2H` or `P1Y2M`; null when it is neither. */
export function parseDuration(text: string): DaysDuration | MonthsDuration | null {
  const months = MONTHS.exec(text)
  if (months !== null) {
    const count = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)
    return new MonthsDuration(months[1] === '-' ? 0 - count : count)
  }
  const found = DAYS.exec(text)
  if (found === null || text.endsWith('P') || text.endsWith('T')) return null
  const [, sign, days, hours, minutes, seconds] = found
  const whole = new Dec(days ?? 0)
    .times(86400)
    .plus(new Dec(hours ?? 0).times(3600))
    .plus(new Dec(minutes ?? 0).times(60))
  const total = readNumber(whole.plus(new Dec(seconds?.replace(/\.$/, '') ?? 0)).toFixed())
  return total === null ? null : new DaysDuration(sign === '-' ? negate(total) : total)
}

/** Reads the text of an `@"…"` literal: whichever of the temporal kinds it is. */
export function parseTemporal(text: string): Value {
  if (text.includes('T') && !text.replace(/^-/, '').startsWith('P')) return parseDateTime(text)
  return parseDate(text) ?? parseTime(text) ?? parseDuration(text)
}

/** The date some days later. */
export function addDays(date: FeelDate, days: number): FeelDate {
  return civilFromDays(daysFromCivil(date.year, date.month, date.day) + days)
}

/** The date some months later; the day is brought back to the end of a shorter month. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + date.month - 1 + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  return makeDate(year, month, Math.min(date.day, monthLength(year, month)))
}

/** Seconds since midnight on the clock. */
export function secondsOfDay(time: FeelTime): Num {
  return add(time.hour * 3600 + time.minute * 60, time.second) as Num
}

/** The offset of a date and time from UTC, or null when it has none. */
export function offsetOf(moment: FeelDateTime): number | null {
  const { time, date } = moment
  if (time.zone === null) return time.offset
  const wall = daysFromCivil(date.year, date.month, date.day) * 86400 + time.hour * 3600 + time.minute * 60
  return zoneOffset(time.zone, wall + Math.floor(time.second))
}

/** Seconds since 1970-01-01T00:00:00Z; where there is no offset, on the moment's own clock. */
export function instantOf(moment: FeelDateTime): Num {
  const days = daysFromCivil(moment.date.year, moment.date.month, moment.date.day)
  return subtract(add(days * 86400, secondsOfDay(moment.time)) as Num, offsetOf(moment) ?? 0) as Num
}

/** Seconds since midnight UTC of a time alone; a zone without a date counts by its offset at the epoch. */
export function instantOfTime(time: FeelTime): Num {
  const offset = time.zone === null ? (time.offset ?? 0) : zoneOffset(time.zone, 0)
  return subtract(secondsOfDay(time), offset) as Num
}

/** A date as midnight UTC, which is how FEEL compares and subtracts it with a date and time. */
export function atMidnight(date: FeelDate): FeelDateTime {
  return new FeelDateTime(date, new FeelTime(0, 0, 0, 0))
}

/** A time some seconds later on a clock of 24 hours. */
export function addToTime(time: FeelTime, seconds: Num): FeelTime {
  const total = new Dec(add(secondsOfDay(time), seconds) as Num)
  const rest = total.minus(total.div(86400).floor().times(86400))
  return clockTime(rest.toNumber(), time.offset, time.zone)
}

function clockTime(secondsOfDay: number, offset: number | null, zone: string | null): FeelTime {
  const whole = Math.floor(secondsOfDay)
  const second = add(whole % 60, subtract(secondsOfDay, whole) as Num) as number
  return new FeelTime(Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), second, offset, zone)
}

/** A date and time some seconds later: on the same offset; in a zone, the same instant on its clock. */
export function addToDateTime(moment: FeelDateTime, seconds: Num): FeelDateTime | null {
  const days = daysFromCivil(moment.date.year, moment.date.month, moment.date.day)
  const total = new Dec(add(add(days * 86400, secondsOfDay(moment.time)) as Num, seconds) as Num)
  const shifted = onClock(total, moment.time)
  if (shifted === null || moment.time.zone === null) return shifted
  const drift = (offsetOf(shifted) ?? 0) - (offsetOf(moment) ?? 0)
  return drift === 0 ? shifted : onClock(total.plus(drift), moment.time)
}

function onClock(seconds: InstanceType<typeof Dec>, time: FeelTime): FeelDateTime | null {
  const day = seconds.div(86400).floor()
  const date = civilFromDays(day.toNumber())
  if (makeDate(date.year, date.month, date.day) === null) return null
  return new FeelDateTime(date, clockTime(seconds.minus(day.times(86400)).toNumber(), time.offset, time.zone))
}

/** A days duration of so many seconds, cut to nanoseconds as results of × and ÷ are. */
export function wholeNanoseconds(seconds: Num): DaysDuration {
  return new DaysDuration(settle(new Dec(seconds).toDecimalPlaces(9, Dec.ROUND_DOWN)) ?? 0)
}

/** Whole months from one day to another, towards zero; the times of day do not count (table 71). */
export function monthsBetween(from: FeelDateTime, to: FeelDateTime): number {
  const months = (to.date.year - from.date.year) * 12 + to.date.month - from.date.month
  const order = to.date.day - from.date.day
  if (months > 0 && order < 0) return months - 1
  return months < 0 && order > 0 ? months + 1 : months
}
