/** Acts that give an opinion: sign with others, check a promise, note, take back an application. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../../app/site.ts'
import { DateInput } from '../../../ui/date-input.tsx'
import { Radios } from '../../../ui/inputs.tsx'
import { ActFrame, type ActProps } from './act-frame.tsx'
import { plusDays } from './days.ts'
import { Reason } from './reason.tsx'

export function Sign(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const [agree, setAgree] = useState('')
  const [opinion, setOpinion] = useState('')
  const deed =
    agree && opinion.trim()
      ? ({ kind: 'sign', task: props.act.task ?? '', agree: agree === 'yes', opinion: opinion.trim() } as const)
      : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          <Radios
            label={t('ask.agree')}
            value={agree}
            onChange={setAgree}
            inline
            options={['yes', 'no'].map((value) => ({ value, label: t(`ask.agree_${value}`) }))}
            error={asked && !agree ? t('ask.agreeMissing') : undefined}
          />
          <Reason value={opinion} onChange={setOpinion} asked={asked} name="opinion" />
        </>
      )}
    </ActFrame>
  )
}

const findings = ['kept', 'rectify', 'revoke'] as const

export function CheckPromise(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const today = useSite()?.today ?? ''
  const [found, setFound] = useState('')
  const [opinion, setOpinion] = useState('')
  const [by, setBy] = useState(plusDays(today, 14))
  const dayWrong = found === 'rectify' && by <= today
  // A mend was asked for once already: then it is kept or revoked.
  const open = findings.filter((one) => one !== 'rectify' || !props.view.promise?.rectifyBy)
  const deed =
    found && opinion.trim() && !dayWrong
      ? ({
          kind: 'check_promise',
          kept: found === 'kept',
          opinion: opinion.trim(),
          ...(found === 'rectify' ? { rectifyBy: by } : {}),
        } as const)
      : undefined
  return (
    <ActFrame {...props} deed={deed} danger={found === 'revoke'}>
      {(asked) => (
        <>
          {props.view.promise && <blockquote className="quoted">{props.view.promise.text}</blockquote>}
          <Radios
            label={t('ask.found')}
            value={found}
            onChange={setFound}
            options={open.map((value) => ({
              value,
              label: t(`ask.found_${value}`),
              hint: t(`ask.found_${value}_hint`),
            }))}
            error={asked && !found ? t('ask.foundMissing') : undefined}
          />
          {found === 'rectify' && (
            <DateInput
              label={t('ask.rectifyBy')}
              value={by}
              onChange={setBy}
              min={plusDays(today, 1)}
              error={asked && dayWrong ? t('ask.dayMissing') : undefined}
            />
          )}
          <Reason value={opinion} onChange={setOpinion} asked={asked} name="opinion" />
        </>
      )}
    </ActFrame>
  )
}

export function Note(props: ActProps) {
  const [text, setText] = useState('')
  return (
    <ActFrame {...props} deed={text.trim() ? { kind: 'note', text: text.trim() } : undefined}>
      {(asked) => <Reason value={text} onChange={setText} asked={asked} name="note" />}
    </ActFrame>
  )
}

export function Withdraw(props: ActProps) {
  const [reason, setReason] = useState('')
  return (
    <ActFrame {...props} danger deed={reason.trim() ? { kind: 'withdraw', reason: reason.trim() } : undefined}>
      {(asked) => <Reason value={reason} onChange={setReason} asked={asked} />}
    </ActFrame>
  )
}
