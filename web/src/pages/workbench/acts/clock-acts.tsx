/** Acts on the clock: stop it for a special procedure, let it run again, extend the term, tell of the right to a hearing, call it. Source: 行政许可法 arts. 42, 45–48. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../../app/site.ts'
import { DateInput } from '../../../ui/date-input.tsx'
import { Select, TextInput } from '../../../ui/inputs.tsx'
import { useWords } from '../words.ts'
import { ActFrame, type ActProps } from './act-frame.tsx'
import { plusDays } from './days.ts'
import { Reason } from './reason.tsx'

export function Pause(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const today = useSite()?.today ?? ''
  const [procedure, setProcedure] = useState('')
  const [reason, setReason] = useState('')
  const [end, setEnd] = useState('')
  const deed =
    procedure && reason.trim()
      ? ({ kind: 'pause', procedure, reason: reason.trim(), ...(end ? { expectedEnd: end } : {}) } as const)
      : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          <Select
            label={t('ask.procedure')}
            value={procedure}
            onChange={setProcedure}
            options={(props.act.choices ?? []).map(({ value, name }) => ({ value, label: name }))}
            error={asked && !procedure ? t('ask.procedureMissing') : undefined}
          />
          <Reason value={reason} onChange={setReason} asked={asked} />
          <DateInput label={t('ask.expectedEnd')} value={end} onChange={setEnd} min={plusDays(today, 1)} optional />
        </>
      )}
    </ActFrame>
  )
}

export function Resume(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const words = useWords()
  const [result, setResult] = useState('')
  const { paused } = props.view.clock
  return (
    <ActFrame {...props} deed={result.trim() ? { kind: 'resume', result: result.trim() } : undefined}>
      {(asked) => (
        <>
          {paused && (
            <p>
              {t('clock.pausedFor', { kind: words.procedure(paused.kind) })}
              {t('colon')}
              {paused.reason}
            </p>
          )}
          <Reason value={result} onChange={setResult} asked={asked} name="result" />
        </>
      )}
    </ActFrame>
  )
}

export function Extend(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const { unit } = props.view.clock.lawTerm
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const length = /^\d{1,3}$/.test(typed.trim()) ? Number(typed.trim()) : 0
  const deed =
    length > 0 && reason.trim()
      ? ({ kind: 'extend', reason: reason.trim(), term: { length, unit } } as const)
      : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          <TextInput
            label={t('ask.length')}
            hint={t('ask.lengthHint')}
            value={typed}
            onChange={setTyped}
            width="short"
            inputMode="numeric"
            unit={t(`unit.${unit}`)}
            error={asked && length === 0 ? t('ask.lengthMissing') : undefined}
          />
          <Reason value={reason} onChange={setReason} asked={asked} />
        </>
      )}
    </ActFrame>
  )
}

export function OfferHearing(props: ActProps) {
  const [reason, setReason] = useState('')
  return (
    <ActFrame {...props} deed={reason.trim() ? { kind: 'offer_hearing', reason: reason.trim() } : undefined}>
      {(asked) => <Reason value={reason} onChange={setReason} asked={asked} />}
    </ActFrame>
  )
}

export function CallHearing(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const today = useSite()?.today ?? ''
  const { called, holdBy } = props.view.hearing ?? {}
  const [on, setOn] = useState<string>(called?.on ?? '')
  const [hour, setHour] = useState(called?.hour ?? '')
  const [place, setPlace] = useState(called?.place ?? '')
  const isHour = /^([01]\d|2[0-3]):[0-5]\d$/.test(hour)
  const deed =
    on && isHour && place.trim() ? ({ kind: 'call_hearing', on, hour, place: place.trim() } as const) : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          <DateInput
            label={t('ask.hearingOn')}
            value={on}
            onChange={setOn}
            min={plusDays(today, 1)}
            {...(holdBy ? { max: holdBy } : {})}
            error={asked && !on ? t('ask.dayMissing') : undefined}
          />
          <TextInput
            label={t('ask.hearingHour')}
            hint={t('ask.hearingHourHint')}
            value={hour}
            onChange={(typed) => setHour(typed.replace('：', ':').trim())}
            width="short"
            error={asked && !isHour ? t('ask.hearingHourMissing') : undefined}
          />
          <TextInput
            label={t('ask.hearingPlace')}
            value={place}
            onChange={setPlace}
            maxLength={200}
            error={asked && !place.trim() ? t('ask.hearingPlaceMissing') : undefined}
          />
        </>
      )}
    </ActFrame>
  )
}
