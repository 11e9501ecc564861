/** Civil days, statutory holidays, shifted working days, and terms that pause and are recomputed. */

export {
  addWorkingDays,
  type Calendar,
  type CalendarOptions,
  type DayMark,
  explainDay,
  isProvisional,
  isWorkingDay,
  makeCalendar,
  nextWorkingDay,
  spanIsProvisional,
  workingDaysBetween,
} from './calendar.ts'
export {
  addDays,
  addMonths,
  compareDays,
  type Day,
  day,
  daysBetween,
  parseDay,
  type Weekday,
  weekday,
  yearOf,
} from './day.ts'
export {
  type Closure,
  checkNotice,
  closureHolds,
  type Holiday,
  parseClosures,
  parseNotices,
  type YearNotice,
} from './notice.ts'
export { type ChangedDeadline, type NamedTerm, rederive } from './rederive.ts'
export { type CalendarDocument, documentsOf, makeCalendars, type RegionalCalendars } from './regional.ts'
export {
  type Pause,
  parseTerm,
  type Remaining,
  type RunningTerm,
  remaining,
  type Term,
  type TermEnd,
  type TermUnit,
  termEnd,
  termText,
} from './term.ts'
export { dayInZone } from './zone.ts'
