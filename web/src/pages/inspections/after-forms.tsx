/** After the result: publishing it, and replacing who dropped out. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendDropOut, sendPublish } from '../../asks/inspections.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import type { DrawStep } from './draw-step.ts'

export function PublishForm({ draw, onDone }: DrawStep) {
  const { t } = useTranslation('inspections')
  const send = useMutation({ mutationFn: () => sendPublish(draw.id), onSuccess: onDone })
  return (
    <form className="act-form" onSubmit={(event) => event.preventDefault()}>
      <p className="quiet">
        {t('publishHint')} {draw.publishBy && <DayText day={draw.publishBy} />}
      </p>
      {send.isError && <RefusedNotice fault={send.error} />}
      <Button waiting={send.isPending} onClick={() => send.mutate()}>
        {t('deed.publish')}
      </Button>
    </form>
  )
}

export function DropOutForm({ draw, onDone }: DrawStep) {
  const { t } = useTranslation('inspections')
  const [object, setObject] = useState('')
  const [inspector, setInspector] = useState('')
  const [reason, setReason] = useState('')
  const visits = draw.result?.visits ?? []
  const nameOf = (id: string) => draw.names[id] ?? id
  const send = useMutation({
    mutationFn: () => sendDropOut(draw.id, { object, reason: reason.trim(), ...(inspector ? { inspector } : {}) }),
    onSuccess: (next) => {
      setObject('')
      setInspector('')
      setReason('')
      onDone(next)
    },
  })
  return (
    <form className="act-form" onSubmit={(event) => event.preventDefault()}>
      <p className="quiet">{t('dropOutHint')}</p>
      <Select
        label={t('object')}
        width="full"
        value={object}
        onChange={(next) => {
          setObject(next)
          setInspector('')
        }}
        options={visits.map((visit) => ({ value: visit.object, label: nameOf(visit.object) }))}
      />
      <Select
        label={t('dropOutInspector')}
        optional
        empty={t('wholeVisit')}
        value={inspector}
        onChange={setInspector}
        options={(visits.find((visit) => visit.object === object)?.inspectors ?? []).map((each) => ({
          value: each.inspector,
          label: nameOf(each.inspector),
        }))}
      />
      <TextInput label={t('reason')} value={reason} onChange={setReason} maxLength={200} />
      {send.isError && <RefusedNotice fault={send.error} />}
      <Button
        look="second"
        waiting={send.isPending}
        unavailable={object && reason.trim() ? undefined : t('incomplete')}
        onClick={() => send.mutate()}
      >
        {t('deed.drop_out')}
      </Button>
    </form>
  )
}
