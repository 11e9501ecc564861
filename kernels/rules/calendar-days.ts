/** Days of the proleptic Gregorian calendar counted from 1970-01-01, and the offsets of IANA zones. */
import { FeelDate } from './values.ts'

/** Days from 1970-01-01 to a civil date (negative before it). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The civil date so many days after 1970-01-01. */
export function civilFromDays(days: number): FeelDate {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return new FeelDate(year, month, dayOfYear - Math.floor((153 * mp + 2) / 5) + 1)
}

/** Days of a month. */
export function monthLength(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether February has 29 days. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(date: FeelDate): number {
  return ((((daysFromCivil(date.year, date.month, date.day) + 3) % 7) + 7) % 7) + 1
}

/** The ISO 8601 week of a date, 1 to 53. */
export function isoWeekOf(date: FeelDate): number {
  const thursday = civilFromDays(daysFromCivil(date.year, date.month, date.day) + 4 - weekdayOf(date))
  const first = daysFromCivil(thursday.year, 1, 1)
  return Math.floor((daysFromCivil(thursday.year, thursday.month, thursday.day) - first) / 7) + 1
}

const zoneClocks = new Map<string, Intl.DateTimeFormat | null>()

function zoneClock(zone: string): Intl.DateTimeFormat | null {
  const known = zoneClocks.get(zone)
  if (known !== undefined) return known
  let clock: Intl.DateTimeFormat | null = null
  try {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    clock = null
  }
  if (zoneClocks.size < 1000) zoneClocks.set(zone, clock)
  return clock
}

/** Whether a name is one of the IANA time zone database. */
export function isZone(zone: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone) && zoneClock(zone) !== null
}

/** Seconds east of UTC in a zone at a UTC instant (seconds since 1970). */
function offsetAt(zone: string, instant: number): number {
  const clock = zoneClock(zone)
  if (clock === null || Math.abs(instant) > 8.6e12) return 0
  const part: Record<string, string> = {}
  for (const { type, value } of clock.formatToParts(new Date(instant * 1000))) part[type] = value
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
  const days = daysFromCivil(year, Number(part.month), Number(part.day))
  return days * 86400 + Number(part.hour) * 3600 + Number(part.minute) * 60 + Number(part.second) - Math.floor(instant)
}

/** Seconds east of UTC in a zone at a wall-clock moment, given as seconds since 1970 on that clock. */
export function zoneOffset(zone: string, wall: number): number {
  const whole = Math.floor(wall)
  const guess = offsetAt(zone, whole - offsetAt(zone, whole))
  return offsetAt(zone, whole - guess)
}
