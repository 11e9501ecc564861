/** Civil days and their arithmetic. Source: 民法典 arts. 200–202 (terms are counted by the Gregorian year, month, day). */

/** A civil day, `2026-10-01`, years 0001–9999. Never a Date: a deadline has no hour and no zone. */
export type Day = string & { readonly _unit: 'calendar.day' }

/** Monday is 1, Sunday is 7, as ISO 8601 has it. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** Days since 1970-01-01. The working coin of this kernel; it never leaves it. */
export type DayNumber = number

const FIRST_DAY = -719_162
const LAST_DAY = 2_932_896
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** The day written as `YYYY-MM-DD`, or undefined when it is malformed or does not exist. */
export function parseDay(text: string): Day | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const date = digits(text, 8, 10)
  const exists = year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= monthLength(year, month)
  if (!exists) return undefined
  return text as Day
}

/** The day written as `YYYY-MM-DD`; throws on anything else, `2026-02-29` included. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new RangeError(`not a civil day (YYYY-MM-DD): ${JSON.stringify(text)}`)
  return parsed
}

/** The day `count` days later (earlier when negative). */
export function addDays(from: Day, count: number): Day {
  return dayOf(numberOf(from) + wholeNumber(count))
}

/**
 * The corresponding day `count` months later; where the month has none, its last day.
 * Source: 民法典 art. 202. 2026-01-31 plus one month is 2026-02-28.
 */
export function addMonths(from: Day, count: number): Day {
  const months = yearOf(from) * 12 + digits(from, 5, 7) - 1 + wholeNumber(count)
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return dayOf(civilNumber(year, month, Math.min(digits(from, 8, 10), monthLength(year, month))))
}

/** Calendar days from `a` to `b`: `a` not counted, `b` counted; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return numberOf(b) - numberOf(a)
}

/** The day of the week, Monday 1 to Sunday 7. */
export function weekday(of: Day): Weekday {
  return weekdayOfNumber(numberOf(of))
}

/** For sorting: negative, zero or positive as `a` is before, on or after `b`. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The year of a day. */
export function yearOf(of: Day): number {
  return digits(of, 0, 4)
}

/** Days since 1970-01-01. */
export function numberOf(of: Day): DayNumber {
  return civilNumber(digits(of, 0, 4), digits(of, 5, 7), digits(of, 8, 10))
}

/** The day that is `number` days after 1970-01-01; throws outside the years 0001–9999. */
export function dayOf(number: DayNumber): Day {
  if (!(number >= FIRST_DAY && number <= LAST_DAY)) throw new RangeError(`day outside the years 0001–9999: ${number}`)
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` as Day
}

/** Monday 1 to Sunday 7; 1970-01-01 was a Thursday. */
export function weekdayOfNumber(number: DayNumber): Weekday {
  return (((((number + 3) % 7) + 7) % 7) + 1) as Weekday
}

/** `count` itself; throws when it is not a whole number. */
export function wholeNumber(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole number: ${count}`)
  return count
}

/** Years begin in March here, so that the leap day is the last of its year. */
function civilNumber(year: number, month: number, date: number): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

/** The number written at `start`…`end`, NaN when a character is no ASCII digit. */
function digits(text: string, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at) - 48
    if (!(code >= 0 && code <= 9)) return Number.NaN
    value = value * 10 + code
  }
  return value
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
