/** Days, terms and money shown in the reader's language. */
import { usePreferences } from '../app/preferences.ts'
import './day.css'
import {
  civilDayOf,
  clockText,
  dayText,
  instantText,
  lengthText,
  moneyText,
  shortDayText,
  type TermState,
  type TermUnit,
  termText,
  termUrgency,
} from './day-text.ts'

/** 2026年10月1日（周四）; `short` leaves out the weekday, and the year when it is that of `today`. */
export function DayText({
  day,
  short,
  today,
}: {
  readonly day: string
  readonly short?: boolean
  readonly today?: string
}) {
  const { language } = usePreferences()
  return (
    <time dateTime={day} className="nowrap">
      {short ? shortDayText(day, language, today) : dayText(day, language)}
    </time>
  )
}

/** An instant as civil day and time of the region. */
export function InstantText({ at }: { readonly at: string }) {
  const { language } = usePreferences()
  return (
    <time dateTime={at} className="nowrap">
      {instantText(at, language)}
    </time>
  )
}

/** Until when something is owed: an instant, or the whole day where the limit ends with it. */
export function UntilText({ at }: { readonly at: string }) {
  const before = new Date(Date.parse(at) - 1)
  return clockText(at) === '00:00' ? <DayText day={civilDayOf(before)} /> : <InstantText at={at} />
}

export function LengthText({ count, unit }: { readonly count: number; readonly unit: TermUnit }) {
  const { language } = usePreferences()
  return <span className="nowrap">{lengthText(count, unit, language)}</span>
}

const marks = { overdue: '▲', today: '◆', soon: '◇', calm: '', paused: '‖' } as const

/** 还剩 3 个工作日（10月12日前）, with a shape for how pressing it is. */
export function TermText(term: TermState) {
  const { language } = usePreferences()
  const urgency = termUrgency(term)
  const today = term.today ?? civilDayOf(Date.now())
  return (
    <span className={`term ${urgency}`}>
      {marks[urgency] && (
        <span className="term-mark" aria-hidden="true">
          {marks[urgency]}
        </span>
      )}
      {termText({ ...term, today }, language)}
    </span>
  )
}

/** 1,234.50 元, from integer fen. */
export function Money({ fen }: { readonly fen: number }) {
  const { language } = usePreferences()
  return <span className="number">{moneyText(fen, language)}</span>
}
