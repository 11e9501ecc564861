/** Yearly holiday notices of the State Council and local closures, as data. Source: 全国年节及纪念日放假办法 (国务院令第795号). */

import { type Day, day, weekday, yearOf } from './day.ts'

export interface Holiday {
  readonly name: string
  /** Every day off the notice names, weekend days inside the span included. */
  readonly days: readonly Day[]
}

/** One notice: 关于…年部分节假日安排的通知, or an amendment to one. */
export interface YearNotice {
  readonly year: number
  readonly holidays: readonly Holiday[]
  /** Weekend days worked in exchange (调休上班). */
  readonly workdays: readonly Day[]
  /** Document number. */
  readonly source: string
  readonly issued: Day
  /** Document number of the notice this one amends; day by day, the later document wins. */
  readonly amends?: string
}

/** Days on which one region's offices are closed beyond the national holidays (a local festival, a disaster). Source: 全国年节及纪念日放假办法 art. 4. */
export interface Closure {
  readonly days: readonly Day[]
  /** Days worked in exchange (调休上班). */
  readonly workdays?: readonly Day[]
  /** Region code; absent: closed everywhere the calendar is used. A region's closure holds in the regions below it. */
  readonly region?: string
  readonly reason: string
  readonly source: string
  /** From when it was known; absent: always. */
  readonly issued?: Day
}

/** A year's file in a pack: the notice's own fields and, beside them, its amendments. */
interface YearFile {
  readonly year: number
  readonly source: string
  readonly issued: string
  readonly holidays: readonly { readonly name: string; readonly days: readonly string[] }[]
  readonly workdays: readonly string[]
  readonly amends?: string
  readonly amendments?: readonly Omit<YearFile, 'year' | 'amendments'>[]
}

/**
 * The notices in a pack's year file: the year's own, then its amendments. Throws, naming the document, on a day that
 * does not exist, a day both off and worked, a holiday of another year (31 December of the year before is allowed:
 * New Year may begin there) or a shifted day that is no weekend.
 */
export function parseNotices(file: unknown): readonly YearNotice[] {
  const { amendments = [], ...first } = file as YearFile
  return [first, ...amendments.map((amendment) => ({ ...amendment, year: first.year }))].map(parseNotice)
}

function parseNotice(data: YearFile): YearNotice {
  const notice: YearNotice = {
    year: data.year,
    holidays: data.holidays.map(({ name, days }) => ({ name, days: days.map(day) })),
    workdays: data.workdays.map(day),
    source: data.source,
    issued: day(data.issued),
    ...(data.amends === undefined ? {} : { amends: data.amends }),
  }
  checkNotice(notice)
  return notice
}

/** Throws when a notice contradicts itself. */
export function checkNotice(notice: YearNotice): void {
  const fault = (text: string): never => {
    throw new RangeError(`${notice.source}: ${text}`)
  }
  if (!Number.isInteger(notice.year) || !notice.source) fault('needs a year and a document number')
  const off = new Set(notice.holidays.flatMap(({ days }) => days))
  for (const one of [...off, ...notice.workdays]) {
    const lastWeekBefore = yearOf(one) === notice.year - 1 && one.slice(5) >= '12-25'
    if (yearOf(one) !== notice.year && !lastWeekBefore) fault(`${one} is not of ${notice.year}`)
  }
  for (const one of notice.workdays) {
    if (off.has(one)) fault(`${one} is both off and worked`)
    if (weekday(one) < 6 && notice.amends === undefined) fault(`${one} is worked anyway, it is no weekend`)
  }
}

/** Whether a closure of region `closed` holds in `region`: the same, or above it (trailing zeros stand for all below). */
export function closureHolds(closed: string | undefined, region: string | undefined): boolean {
  if (closed === undefined) return true
  return region?.startsWith(closed.replace(/(?:00)+$/, '')) ?? false
}

/** The closures in a pack's `calendar/closures.json`. Throws, naming the document, on what is no day or says nothing. */
export function parseClosures(file: unknown): readonly Closure[] {
  const { closures } = file as { readonly closures: readonly ClosureEntry[] }
  return closures.map(({ region, days, workdays, reason, source, issued }) => {
    const closure: Closure = {
      days: days.map(day),
      reason,
      source,
      issued: day(issued),
      ...(region === undefined ? {} : { region }),
      ...(workdays === undefined ? {} : { workdays: workdays.map(day) }),
    }
    if (!source || !reason || days.length === 0)
      throw new RangeError(`${source}: a closure needs days, a reason and a source`)
    const both = closure.workdays?.find((one) => closure.days.includes(one))
    if (both) throw new RangeError(`${source}: ${both} is both off and worked`)
    return closure
  })
}

interface ClosureEntry {
  readonly region?: string
  readonly days: readonly string[]
  readonly workdays?: readonly string[]
  readonly reason: string
  readonly source: string
  readonly issued: string
}
