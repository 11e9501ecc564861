/** Whether a service point is open now, and when it opens next: its hours against the calendar of its region. Pure. */
import type { Opening, OpenNow } from '@steppe/contracts/catalog'
import { addDays, type Calendar, type Day, isWorkingDay } from '@steppe/kernels/calendar'

/** No point keeps its door shut longer than the longest holiday; beyond this nothing is said. */
const daysAhead = 20

/** The civil day and the hour of the clock, `HH:MM`, in the region's zone. */
export interface LocalTime {
  readonly day: Day
  readonly time: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The hour of the clock in an IANA zone at an instant, `00:00` to `23:59`. */
export function clockTimeIn(zone: string, now: number): string {
  const known = formats.get(zone)
  const format =
    known ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(zone, format)
  return format.format(now)
}

function spansOn(opens: readonly Opening[], calendar: Calendar, day: Day): readonly Opening[] {
  return opens
    .filter(({ on }) => on === 'every' || isWorkingDay(calendar, day))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** Nothing where the hours are not known. */
export function openNow(opens: readonly Opening[] | undefined, calendar: Calendar, at: LocalTime): OpenNow | undefined {
  if (!opens?.length) return undefined
  const today = spansOn(opens, calendar, at.day)
  const span = today.find(({ from, to }) => from <= at.time && at.time < to)
  if (span) return { now: true, until: span.to }
  for (let ahead = 0, day = at.day; ahead <= daysAhead; ahead++, day = addDays(day, 1)) {
    const next = spansOn(opens, calendar, day).find(({ from }) => ahead > 0 || from > at.time)
    if (next) return { now: false, next: { day, from: next.from } }
  }
  return { now: false }
}
