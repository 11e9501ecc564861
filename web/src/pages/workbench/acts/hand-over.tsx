/** Acts on who does a step: back to an earlier one, to a colleague, with further signers. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../app/site.ts'
import { Checkboxes, Radios } from '../../../ui/inputs.tsx'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { Notice, RefusedNotice } from '../../../ui/states.tsx'
import { colleaguesQuery, type Deed } from '../asks.ts'
import { useWords } from '../words.ts'
import { ActFrame, type ActProps } from './act-frame.tsx'
import { Reason } from './reason.tsx'

export function ReturnToStep(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const choices = props.act.choices ?? []
  const [to, setTo] = useState(choices.length === 1 ? (choices[0]?.value ?? '') : '')
  const [reason, setReason] = useState('')
  const deed =
    to && reason.trim()
      ? ({ kind: 'return', task: props.act.task ?? '', to, reason: reason.trim() } as const)
      : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          {choices.length === 0 ? (
            <Notice kind="warn" title={t('ask.noEarlier')} />
          ) : (
            <Radios
              label={t('ask.returnTo')}
              value={to}
              onChange={setTo}
              options={choices.map(({ value, name }) => ({ value, label: name }))}
              error={asked && !to ? t('ask.returnToMissing') : undefined}
            />
          )}
          <Reason value={reason} onChange={setReason} asked={asked} />
        </>
      )}
    </ActFrame>
  )
}

/** Colleagues as options, the person at the desk left out; of one department, where it is named. */
function useColleagues(id: string, department?: string) {
  const me = useSession()?.id
  const words = useWords()
  const query = useQuery(colleaguesQuery(id))
  const seen = new Map(
    query.data
      ?.filter((one) => one.id !== me && (!department || one.department === department))
      .map((one) => [one.id, one]),
  )
  const options = [...seen.values()].map((one) => ({
    value: one.id,
    label: one.name,
    hint: `${one.departmentName} · ${words.role(one.role)}`,
  }))
  return { query, options }
}

function NoColleagues({ query, options }: ReturnType<typeof useColleagues>) {
  const { t } = useTranslation('workbench-case')
  if (query.isPending) return <RowsSkeleton rows={2} />
  if (query.isError) return <RefusedNotice fault={query.error} />
  return options.length === 0 ? <Notice kind="warn" title={t('ask.noColleagues')} /> : null
}

export function Delegate(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const owing = props.view.tasks.find((task) => task.id === props.act.task)?.department
  const colleagues = useColleagues(props.view.id, owing)
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const deed =
    to && reason.trim()
      ? ({ kind: 'delegate', task: props.act.task ?? '', to, reason: reason.trim() } as const)
      : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          <NoColleagues {...colleagues} />
          {colleagues.options.length > 0 && (
            <Radios
              label={t('ask.delegateTo')}
              value={to}
              onChange={setTo}
              options={colleagues.options}
              error={asked && !to ? t('ask.delegateToMissing') : undefined}
            />
          )}
          <Reason value={reason} onChange={setReason} asked={asked} />
        </>
      )}
    </ActFrame>
  )
}

const modes = ['before', 'parallel', 'after'] as const
type Mode = (typeof modes)[number]

export function AddSigner(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const colleagues = useColleagues(props.view.id)
  const [signers, setSigners] = useState<readonly string[]>([])
  const [mode, setMode] = useState<Mode>('before')
  const [reason, setReason] = useState('')
  const deed =
    signers.length > 0 && reason.trim()
      ? ({
          kind: 'add_signer',
          task: props.act.task ?? '',
          signers: [...signers],
          mode,
          reason: reason.trim(),
        } satisfies Deed)
      : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          <NoColleagues {...colleagues} />
          {colleagues.options.length > 0 && (
            <Checkboxes
              label={t('ask.signers')}
              value={signers}
              onChange={setSigners}
              options={colleagues.options}
              error={asked && signers.length === 0 ? t('ask.signersMissing') : undefined}
            />
          )}
          <Radios
            label={t('ask.mode')}
            value={mode}
            onChange={(next) => setMode(next as Mode)}
            options={modes.map((one) => ({ value: one, label: t(`ask.mode_${one}`), hint: t(`ask.mode_${one}_hint`) }))}
          />
          <Reason value={reason} onChange={setReason} asked={asked} />
        </>
      )}
    </ActFrame>
  )
}
