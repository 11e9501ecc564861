/** What a late amendment of the calendar does to running deadlines; the old value is kept beside the new one. */

import type { Calendar } from './calendar.ts'
import type { Day } from './day.ts'
import { type RunningTerm, termEnd } from './term.ts'

export interface NamedTerm extends RunningTerm {
  /** Whose deadline it is: a case, a task. */
  readonly id: string
}

export interface ChangedDeadline {
  readonly id: string
  readonly oldDue: Day | undefined
  readonly newDue: Day | undefined
  readonly oldProvisional: boolean
  readonly newProvisional: boolean
  /** Document numbers that are in one calendar and not in the other: the reason to write into the trail. */
  readonly because: readonly string[]
}

/** The deadlines, in the order given, that differ between two calendars: in their day or in being provisional. */
export function rederive(
  oldCalendar: Calendar,
  newCalendar: Calendar,
  terms: readonly NamedTerm[],
): readonly ChangedDeadline[] {
  const because = [...missing(newCalendar, oldCalendar), ...missing(oldCalendar, newCalendar)]
  return terms.flatMap((term) => {
    const before = termEnd(oldCalendar, term)
    const after = termEnd(newCalendar, term)
    if (before.due === after.due && before.provisional === after.provisional) return []
    return {
      id: term.id,
      oldDue: before.due,
      newDue: after.due,
      oldProvisional: before.provisional,
      newProvisional: after.provisional,
      because,
    }
  })
}

function missing(from: Calendar, other: Calendar): readonly string[] {
  return from.sources.filter((source) => !other.sources.includes(source))
}
