/** One calendar for each region: the yearly notices and the closures that hold there; regions with the same closures share one. */
import { type Calendar, makeCalendar } from './calendar.ts'
import type { Day } from './day.ts'
import { type Closure, closureHolds, type YearNotice } from './notice.ts'

export interface RegionalCalendars {
  /** The calendar without the closures of any region. */
  readonly general: Calendar
  /** The calendar of a region: the very same object wherever the same closures hold. */
  readonly of: (region: string) => Calendar
  readonly documents: readonly CalendarDocument[]
}

/** What one document says about days, in a form in which two can be compared. */
export interface CalendarDocument {
  readonly source: string
  /** Region of a closure; a notice holds everywhere. */
  readonly region?: string
  /** Days it names as off or worked, ascending. */
  readonly off: readonly Day[]
  readonly worked: readonly Day[]
}

/** Compiles the calendars. Throws as makeCalendar does. */
export function makeCalendars(notices: readonly YearNotice[], closures: readonly Closure[] = []): RegionalCalendars {
  const general = makeCalendar(
    notices,
    closures.filter(({ region }) => region === undefined),
  )
  const made = new Map<string, Calendar>()
  const known = new Map<string, Calendar>()
  const local = closures.filter(({ region }) => region !== undefined)
  const compile = (region: string): Calendar => {
    const held = local.flatMap((closure, index) => (closureHolds(closure.region, region) ? [index] : []))
    if (held.length === 0) return general
    const name = held.join(' ')
    const calendar = made.get(name) ?? makeCalendar(notices, closures, { region })
    made.set(name, calendar)
    return calendar
  }
  return {
    general,
    documents: documentsOf(notices, closures),
    of: (region) => {
      const calendar = known.get(region) ?? compile(region)
      known.set(region, calendar)
      return calendar
    },
  }
}

/** The documents behind notices and closures. */
export function documentsOf(notices: readonly YearNotice[], closures: readonly Closure[]): readonly CalendarDocument[] {
  return [
    ...notices.map(({ source, holidays, workdays }) => ({
      source,
      off: holidays.flatMap(({ days }) => days).toSorted(),
      worked: workdays.toSorted(),
    })),
    ...closures.map(({ source, region, days, workdays = [] }) => ({
      source,
      ...(region === undefined ? {} : { region }),
      off: days.toSorted(),
      worked: workdays.toSorted(),
    })),
  ]
}
