/** Terms that pause, are extended and end on a civil day. Source: 行政许可法 arts. 42, 45, 82; 民法典 arts. 201–203. */

import { addWorkingDays, type Calendar, nextWorkingDay, spanIsProvisional, workingDaysBetween } from './calendar.ts'
import { addDays, addMonths, type Day, daysBetween } from './day.ts'

export type TermUnit = 'wd' | 'd' | 'month'

/** A length of time: working days, calendar days or months. Statutory lengths are pack data. */
export interface Term {
  readonly length: number
  readonly unit: TermUnit
}

/** The clock stands still from `start` to `end`, both days included; without `end` it still stands. */
export interface Pause {
  readonly start: Day
  readonly end?: Day
  /** What it is, as the pack names it: correction, hearing, expert-review… */
  readonly kind: string
  readonly reason: string
}

export interface RunningTerm {
  readonly term: Term
  /** The day of the event that starts the term; not counted itself (民法典 art. 201). */
  readonly from: Day
  readonly pauses?: readonly Pause[]
  readonly extensions?: readonly Term[]
  /** Whether a last day that is not worked moves to the next working day (民法典 art. 203); default: yes for d and month. */
  readonly roll?: boolean
}

export interface TermEnd {
  /** The last day of the term; undefined while an open pause holds it. */
  readonly due: Day | undefined
  /** True when a year without a notice was counted through: the day may change when the notice comes. */
  readonly provisional: boolean
  /** What `used` and `left` are counted in: months count as their calendar days. */
  readonly unit: 'wd' | 'd'
  /** What has run off by the due day, or before the open pause. */
  readonly used: number
  /** What is still to run after the open pause; 0 when `due` is known. */
  readonly left: number
  /** Calendar days after `from` on which the clock stood still (up to the due day; of an open pause, none). */
  readonly pausedDays: number
  /** The last day before it was moved to a working day. */
  readonly rolledFrom?: Day
}

export interface Remaining {
  readonly unit: 'wd' | 'd'
  /** Today not counted, the due day counted; 0 on the due day; negative when overdue, -1 at least. */
  readonly count: number
}

interface Span {
  readonly start: Day
  /** Undefined: open. Only the last span can be. */
  readonly end: Day | undefined
}

const UNITS: Readonly<Record<string, readonly [TermUnit, number]>> = {
  wd: ['wd', 1],
  d: ['d', 1],
  m: ['month', 1],
  month: ['month', 1],
  y: ['month', 12],
}

/** `5wd`, `20d`, `3m` (or `3month`), `1y` (twelve months). Throws on anything else. */
export function parseTerm(text: string): Term {
  const [, length, name] = /^(\d{1,5})(wd|d|month|m|y)$/.exec(text) ?? []
  const unit = UNITS[name ?? '']
  if (length === undefined || unit === undefined) throw new RangeError(`not a term (5wd, 20d, 3m): ${text}`)
  return { length: Number(length) * unit[1], unit: unit[0] }
}

/** The short form parseTerm reads: `5wd`, `20d`, `3m`. */
export function termText({ length, unit }: Term): string {
  return `${length}${unit === 'month' ? 'm' : unit}`
}

/**
 * The day on which a term ends. A pause stops the clock: what had run stays, and the rest runs on from the day after
 * the pause ends. Overlapping and touching pauses count once. A pause that begins after the last day changes nothing.
 * An extension of the term's own unit lengthens it; one of another unit runs on from the day the term ends.
 * Throws when a length is negative or broken, or a pause ends before it starts.
 */
export function termEnd(calendar: Calendar, running: RunningTerm): TermEnd {
  const { term, from, extensions = [] } = running
  const pauses = joinPauses(running.pauses ?? [])
  let end = runLeg(calendar, total(term, extensions), from, pauses)
  for (const extension of extensions) {
    if (extension.unit === term.unit || end.due === undefined) continue
    const leg = runLeg(calendar, extension, end.due, pauses)
    end = { ...leg, pausedDays: end.pausedDays + leg.pausedDays, provisional: end.provisional || leg.provisional }
  }
  const roll = running.roll ?? term.unit !== 'wd'
  return roll && end.due !== undefined && end.unit === 'd' ? rollOn(calendar, end, end.due, pauses) : end
}

/**
 * How long until `due`: in working days, or in calendar days when asked. On the due day it is 0; once it is past it
 * is negative at once, also on the weekend right after, and then grows with each day of the unit.
 */
export function remaining(calendar: Calendar, today: Day, due: Day, unit: 'wd' | 'd' = 'wd'): Remaining {
  const between = (a: Day, b: Day) => (unit === 'wd' ? workingDaysBetween(calendar, a, b) : daysBetween(a, b))
  return { unit, count: today <= due ? between(today, due) : Math.min(-1, -between(due, today)) }
}

/** The term with the extensions of its own unit added. */
function total(term: Term, extensions: readonly Term[]): Term {
  let length = term.length
  for (const one of [term, ...extensions])
    if (!Number.isSafeInteger(one.length) || one.length < 0) throw new RangeError(`not a length: ${one.length}`)
  for (const extension of extensions) if (extension.unit === term.unit) length += extension.length
  return { length, unit: term.unit }
}

/** Runs one term off from `from` through the pauses. Months are their calendar days, so that a pause can stop them. */
function runLeg(calendar: Calendar, term: Term, from: Day, pauses: readonly Span[]): TermEnd {
  const unit = term.unit === 'wd' ? 'wd' : 'd'
  const whole = term.unit === 'month' ? daysBetween(from, addMonths(from, term.length)) : term.length
  const add = (day: Day, count: number) => (unit === 'wd' ? addWorkingDays(calendar, day, count) : addDays(day, count))
  let cursor = from
  let left = whole
  let pausedDays = 0
  for (const { start, end } of pauses) {
    if (left === 0 || (end !== undefined && end <= cursor)) continue
    const lastBefore = start > cursor ? addDays(start, -1) : cursor
    const runs = unit === 'wd' ? workingDaysBetween(calendar, cursor, lastBefore) : daysBetween(cursor, lastBefore)
    if (runs >= left) break
    left -= runs
    if (end === undefined)
      return {
        due: undefined,
        provisional: rests(calendar, unit, from, start),
        unit,
        used: whole - left,
        left,
        pausedDays,
      }
    pausedDays += daysBetween(lastBefore, end)
    cursor = end
  }
  const due = add(cursor, left)
  return { due, provisional: rests(calendar, unit, from, due), unit, used: whole, left: 0, pausedDays }
}

/** Whether a count in `unit` from a to b rests on a year without a notice; calendar days need none. */
function rests(calendar: Calendar, unit: 'wd' | 'd', a: Day, b: Day): boolean {
  return unit === 'wd' && a < b && spanIsProvisional(calendar, addDays(a, 1), b)
}

/** 民法典 art. 203. Until the moved day the term is running, so a pause on it holds it too. */
function rollOn(calendar: Calendar, end: TermEnd, due: Day, pauses: readonly Span[]): TermEnd {
  let rolled = nextWorkingDay(calendar, due)
  const provisional = end.provisional || spanIsProvisional(calendar, due, rolled)
  if (rolled === due) return { ...end, provisional }
  let pausedDays = end.pausedDays
  for (const span of pauses) {
    if (span.start > rolled || (span.end !== undefined && span.end < rolled)) continue
    if (span.end === undefined) return { ...end, due: undefined, provisional, pausedDays, rolledFrom: due }
    pausedDays += daysBetween(span.start > due ? span.start : due, span.end) + (span.start > due ? 1 : 0)
    rolled = nextWorkingDay(calendar, addDays(span.end, 1))
  }
  return { ...end, due: rolled, provisional, pausedDays, rolledFrom: due }
}

/** Pauses in order, overlapping and touching ones joined. */
function joinPauses(pauses: readonly Pause[]): readonly Span[] {
  const joined: { start: Day; end: Day | undefined }[] = []
  for (const { start, end } of [...pauses].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    if (end !== undefined && end < start) throw new RangeError(`a pause ends before it starts: ${start}/${end}`)
    const last = joined.at(-1)
    if (last === undefined || (last.end !== undefined && addDays(last.end, 1) < start)) joined.push({ start, end })
    else if (last.end !== undefined && (end === undefined || end > last.end)) last.end = end
  }
  return joined
}
