/** A compiled working calendar: is a day worked, and which is the n-th working day. Source: 行政许可法 art. 82; yearly notices. */

import { type Day, type DayNumber, dayOf, numberOf, weekdayOfNumber, wholeNumber, yearOf } from './day.ts'
import { type Closure, checkNotice, closureHolds, type YearNotice } from './notice.ts'

/** Why a day is worked or not. */
export interface DayMark {
  readonly working: boolean
  readonly kind: 'weekday' | 'weekend' | 'holiday' | 'shifted' | 'closure'
  /** The holiday's name or the closure's reason. */
  readonly name?: string
  /** Document number. */
  readonly source?: string
}

/**
 * Compiled from notices and closures; kept in memory, never stored (store the notices). Within the noticed span every
 * question is one look-up; outside it Monday to Friday are assumed and counted by arithmetic.
 */
export interface Calendar {
  /** Years with a notice, ascending. */
  readonly years: readonly number[]
  /** Documents it is made of, in the order they were issued. */
  readonly sources: readonly string[]
  /** Days that differ from a plain week, or that a document names. */
  readonly marks: ReadonlyMap<Day, DayMark>
  /** First and last day of the tables below, as days since 1970-01-01. */
  readonly first: DayNumber
  readonly last: DayNumber
  /** `upTo[i]` = working days from `first` to `first + i`, both counted. */
  readonly upTo: Int32Array
  /** `nth[k - 1]` = the k-th working day from `first` on. */
  readonly nth: Int32Array
}

export interface CalendarOptions {
  /** The calendar as known on this day: later documents are left out. */
  readonly asOf?: Day
  /** Region whose closures hold; without it only closures that name no region. */
  readonly region?: string
}

/**
 * Compiles a calendar. Documents apply in the order they were issued, day by day the later wins, closures last.
 * Throws when a notice contradicts itself, when a year has two notices of which none amends the other, or when
 * an amendment's notice is missing.
 */
export function makeCalendar(
  notices: readonly YearNotice[],
  closures: readonly Closure[] = [],
  options: CalendarOptions = {},
): Calendar {
  const known = knownNotices(notices, options.asOf)
  const held = closures.filter(
    ({ region, issued }) => closureHolds(region, options.region) && !isLater(issued, options.asOf),
  )
  const marks = new Map<Day, DayMark>()
  for (const notice of known) markNotice(marks, notice)
  for (const closure of held) markClosure(marks, closure)
  const years = [...new Set(known.map(({ year }) => year))].sort((a, b) => a - b)
  const sources = [...new Set([...known, ...held].map(({ source }) => source))]
  return { years, sources, marks, ...compile(marks) }
}

/** Whether offices work on that day: Monday to Friday but holidays, plus the weekend days worked in exchange. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return rank(calendar, numberOf(day)) > rank(calendar, numberOf(day) - 1)
}

/** Whether the day's year has no notice yet: Monday to Friday are assumed, and an answer resting on it may change. */
export function isProvisional(calendar: Calendar, day: Day): boolean {
  return !calendar.years.includes(yearOf(day))
}

/** Whether any year from `a`'s to `b`'s has no notice yet. */
export function spanIsProvisional(calendar: Calendar, a: Day, b: Day): boolean {
  for (let year = yearOf(a); year <= yearOf(b); year++) if (!calendar.years.includes(year)) return true
  return false
}

/** Why the day is worked or not, with the document that says so; a plain weekday or weekend has no document. */
export function explainDay(calendar: Calendar, day: Day): DayMark {
  const working = weekdayOfNumber(numberOf(day)) < 6
  return calendar.marks.get(day) ?? { working, kind: working ? 'weekday' : 'weekend' }
}

/**
 * The day on which a term of `count` working days ends; the starting day is not counted. Negative counts go back;
 * zero is the starting day itself, worked or not.
 */
export function addWorkingDays(calendar: Calendar, from: Day, count: number): Day {
  const start = numberOf(from)
  if (wholeNumber(count) === 0) return from
  return dayOf(
    count > 0
      ? select(calendar, rank(calendar, start) + count)
      : select(calendar, rank(calendar, start - 1) + count + 1),
  )
}

/**
 * Working days from `a` to `b`: `a` not counted, `b` counted; negative when `b` is earlier. The inverse of
 * addWorkingDays: `workingDaysBetween(c, a, addWorkingDays(c, a, n))` is n.
 */
export function workingDaysBetween(calendar: Calendar, a: Day, b: Day): number {
  const from = numberOf(a)
  const to = numberOf(b)
  if (to >= from) return rank(calendar, to) - rank(calendar, from)
  return rank(calendar, to - 1) - rank(calendar, from - 1)
}

/** The day itself when it is worked, else the next working day. Source: 民法典 art. 203. */
export function nextWorkingDay(calendar: Calendar, from: Day): Day {
  return dayOf(select(calendar, rank(calendar, numberOf(from) - 1) + 1))
}

function knownNotices(notices: readonly YearNotice[], asOf: Day | undefined): readonly YearNotice[] {
  const known = notices
    .filter(({ issued }) => !isLater(issued, asOf))
    .sort((a, b) => (a.issued < b.issued ? -1 : a.issued > b.issued ? 1 : 0))
  const firstOf = new Map<number, string>()
  for (const notice of known) {
    checkNotice(notice)
    const { amends, year, source } = notice
    if (amends !== undefined) {
      if (!known.some((one) => one.source === amends)) throw new RangeError(`${source} amends ${amends}: not given`)
    } else {
      const other = firstOf.get(year)
      if (other !== undefined) throw new RangeError(`${year} has two notices, ${other} and ${source}`)
      firstOf.set(year, source)
    }
  }
  return known
}

function isLater(issued: Day | undefined, asOf: Day | undefined): boolean {
  return issued !== undefined && asOf !== undefined && issued > asOf
}

function markNotice(marks: Map<Day, DayMark>, { holidays, workdays, source }: YearNotice): void {
  for (const { name, days } of holidays)
    for (const day of days) marks.set(day, { working: false, kind: 'holiday', name, source })
  for (const day of workdays) marks.set(day, { working: true, kind: 'shifted', source })
}

function markClosure(marks: Map<Day, DayMark>, { days, workdays = [], reason, source }: Closure): void {
  for (const day of workdays) marks.set(day, { working: true, kind: 'shifted', source })
  for (const day of days)
    if (marks.get(day)?.kind !== 'holiday') marks.set(day, { working: false, kind: 'closure', name: reason, source })
}

function compile(marks: ReadonlyMap<Day, DayMark>): Pick<Calendar, 'first' | 'last' | 'upTo' | 'nth'> {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const day of marks.keys()) {
    first = Math.min(first, numberOf(day))
    last = Math.max(last, numberOf(day))
  }
  if (marks.size === 0) return { first: 0, last: -1, upTo: new Int32Array(0), nth: new Int32Array(0) }
  const upTo = new Int32Array(last - first + 1)
  const nth: number[] = []
  for (let number = first; number <= last; number++) {
    const working = marks.get(dayOf(number))?.working ?? weekdayOfNumber(number) < 6
    if (working) nth.push(number)
    upTo[number - first] = nth.length
  }
  return { first, last, upTo, nth: Int32Array.from(nth) }
}

/** Working days up to and including a day, from an origin all days share. */
function rank({ first, last, upTo, nth }: Calendar, number: DayNumber): number {
  if (number < first) return plainRank(number)
  const before = plainRank(first - 1)
  if (number <= last) return before + (upTo[number - first] ?? 0)
  return before + nth.length + plainRank(number) - plainRank(last)
}

/** The working day whose rank it is: the inverse of `rank`. */
function select({ first, last, nth }: Calendar, wanted: number): DayNumber {
  const before = plainRank(first - 1)
  if (wanted <= before) return plainSelect(wanted)
  const inTable = nth[wanted - before - 1]
  if (inTable !== undefined) return inTable
  return plainSelect(wanted - before - nth.length + plainRank(last))
}

/** Mondays to Fridays up to a day; week 0 begins on Monday 1969-12-29. */
function plainRank(number: DayNumber): number {
  const week = Math.floor((number + 3) / 7)
  return week * 5 + Math.min(5, number + 4 - week * 7)
}

function plainSelect(wanted: number): DayNumber {
  const week = Math.floor((wanted - 1) / 5)
  return week * 7 + (wanted - 1 - week * 5) - 3
}
