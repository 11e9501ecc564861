/** Asks for a civil day in three boxes, in the order of the language; the day is repeated in words with its weekday. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.ts'
import { type Boxes, boxesOf, dayOf, digitsOf, isNoDay } from './civil-day.ts'
import { DayText } from './day.tsx'
import { dayText } from './day-text.ts'
import { type Asked, FieldGroup } from './field.tsx'

const order = { zh: ['year', 'month', 'day'], en: ['day', 'month', 'year'] } as const
const most = { year: 4, month: 2, day: 2 } as const

type DateInputProps = Asked & {
  readonly value: string
  /** Given `2026-10-01` once such a day stands in the boxes, else nothing. */
  readonly onChange: (day: string) => void
  readonly onBlur?: () => void
  /** First and last day that may be chosen. */
  readonly min?: string
  readonly max?: string
}

export function DateInput({ value, onChange, onBlur, min, max, error, ...asked }: DateInputProps) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [typed, setTyped] = useState<Boxes>(() => boxesOf(value))
  const boxes = dayOf(typed) === value ? typed : boxesOf(value)
  const type = (part: keyof Boxes, text: string) => {
    const next = { ...boxes, [part]: digitsOf(text, most[part]) }
    setTyped(next)
    if (dayOf(next) !== value) onChange(dayOf(next))
  }
  const wrong = isNoDay(boxes)
    ? t('date.none')
    : value && min && value < min
      ? t('date.tooEarly', { day: dayText(min, language) })
      : value && max && value > max
        ? t('date.tooLate', { day: dayText(max, language) })
        : error
  return (
    <FieldGroup {...asked} error={wrong}>
      {(tied) => (
        <>
          <div className="date-boxes">
            {order[language].map((part) => (
              <label key={part} className="date-box">
                <input
                  className={part === 'year' ? 'input year' : 'input'}
                  inputMode="numeric"
                  autoComplete="off"
                  aria-invalid={tied['aria-invalid']}
                  aria-describedby={tied['aria-describedby']}
                  value={boxes[part]}
                  onBlur={onBlur}
                  onChange={(event) => type(part, event.target.value)}
                />
                <span>{t(`date.${part}`)}</span>
              </label>
            ))}
          </div>
          {value && (
            <div className="field-hint" aria-live="polite">
              <DayText day={value} />
            </div>
          )}
        </>
      )}
    </FieldGroup>
  )
}
