/** Built-in functions that make dates, times and durations, and read calendars (DMN 1.5, tables 71 and 78). */
import { type Builtin, form } from './builtin-forms.ts'
import { daysFromCivil, isoWeekOf, weekdayOf } from './calendar-days.ts'
import { integerOf } from './numbers.ts'
import { warn } from './scope.ts'
import {
  atMidnight,
  makeDate,
  makeTime,
  monthsBetween,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from './temporal.ts'
import {
  DaysDuration,
  type FeelDate,
  FeelDateTime,
  FeelTime,
  MonthsDuration,
  type Num,
  type Run,
  type Value,
} from './values.ts'

type Day = FeelDate | FeelDateTime

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function dateOf(day: Day): FeelDate {
  return day instanceof FeelDateTime ? day.date : day
}

function momentOf(day: Day): FeelDateTime {
  return day instanceof FeelDateTime ? day : atMidnight(day)
}

/** Reads text, noting when it is not of the kind. */
function reading(kind: string, read: (text: string) => Value) {
  return ([text]: [string], run: Run): Value => read(text) ?? warn(run, `${JSON.stringify(text)} is not a ${kind}`)
}

export const temporalBuiltins: readonly Builtin[] = [
  {
    name: 'date',
    forms: [
      form('from: string', reading('date', parseDate)),
      form('from: day', ([day]: [Day]) => dateOf(day)),
      form('year: number, month: number, day: number', ([year, month, day]: [Num, Num, Num]) =>
        makeDate(whole(year), whole(month), whole(day)),
      ),
    ],
  },
  {
    name: 'time',
    forms: [
      form('from: string', reading('time', parseTime)),
      form('from: time', ([time]: [FeelTime]) => time),
      form('from: datetime', ([moment]: [FeelDateTime]) => moment.time),
      form('from: date', () => new FeelTime(0, 0, 0, 0)),
      form(
        'hour: number, minute: number, second: number, offset?: any',
        ([hour, minute, second, offset]: [Num, Num, Num, Value?]) => timeFrom(hour, minute, second, offset ?? null),
      ),
    ],
  },
  {
    name: 'date and time',
    forms: [
      form('from: string', reading('date and time', parseDateTime)),
      form('from: day', ([day]: [Day]) => momentOf(day)),
      form('date: day, time: time', ([day, time]: [Day, FeelTime]) => new FeelDateTime(dateOf(day), time)),
      form('date: datetime, timezone: string', ([moment, zone]: [FeelDateTime, string]) => inZone(moment, zone)),
      form(
        'year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: any',
        ([year, month, day, hour, minute, second, offset]: [Num, Num, Num, Num, Num, Num, Value?]) => {
          const date = makeDate(whole(year), whole(month), whole(day))
          const time = timeFrom(hour, minute, second, offset ?? null)
          return date && time && new FeelDateTime(date, time)
        },
      ),
    ],
  },
  {
    name: 'duration',
    forms: [
      form('from: string', reading('duration', parseDuration)),
      form('from: duration', ([duration]: [DaysDuration | MonthsDuration]) => duration),
    ],
  },
  {
    name: 'years and months duration',
    forms: [
      form(
        'from: day, to: day',
        ([from, to]: [Day, Day]) => new MonthsDuration(monthsBetween(momentOf(from), momentOf(to))),
      ),
    ],
  },
  { name: 'now', forms: [form('', (_values: [], run) => run.now ?? warn(run, 'The present moment was not given'))] },
  {
    name: 'today',
    forms: [form('', (_values: [], run) => run.now?.date ?? warn(run, 'The present day was not given'))],
  },
  {
    name: 'day of year',
    forms: [
      form('date: day', ([day]: [Day]) => {
        const date = dateOf(day)
        return daysFromCivil(date.year, date.month, date.day) - daysFromCivil(date.year, 1, 1) + 1
      }),
    ],
  },
  { name: 'day of week', forms: [form('date: day', ([day]: [Day]) => WEEKDAYS[weekdayOf(dateOf(day)) - 1] as string)] },
  { name: 'month of year', forms: [form('date: day', ([day]: [Day]) => MONTHS[dateOf(day).month - 1] as string)] },
  { name: 'week of year', forms: [form('date: day', ([day]: [Day]) => isoWeekOf(dateOf(day)))] },
]

function whole(value: Num): number {
  return integerOf(value) ?? Number.NaN
}

function timeFrom(hour: Num, minute: Num, second: Num, offset: Value): FeelTime | null {
  if (offset !== null && !(offset instanceof DaysDuration) && typeof offset !== 'string') return null
  const east = offset instanceof DaysDuration ? Number(offset.seconds) : null
  return makeTime(whole(hour), whole(minute), Number(second), east, typeof offset === 'string' ? offset : null)
}

function inZone(moment: FeelDateTime, zone: string): Value {
  const { hour, minute, second } = moment.time
  const time = makeTime(hour, minute, second, null, zone)
  return time && new FeelDateTime(moment.date, time)
}
