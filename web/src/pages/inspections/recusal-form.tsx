/** 回避: I, or an inspector, stand back from a firm, before the list is sealed. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/site.ts'
import { sendRecusal } from '../../asks/inspections.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import type { DrawStep } from './draw-step.ts'
import { useOrganises } from './use-organises.ts'

export function RecusalForm({ draw, onDone }: DrawStep) {
  const { t } = useTranslation('inspections')
  const me = useSession()?.id ?? ''
  const organises = useOrganises() === draw.department
  const { objects, inspectors } = draw.members ?? { objects: [], inspectors: [] }
  const [chosen, setChosen] = useState('')
  const [object, setObject] = useState('')
  const [reason, setReason] = useState('')
  const inspector = organises ? chosen : me
  const nameOf = (id: string) => draw.names[id] ?? id
  const send = useMutation({
    mutationFn: () => sendRecusal(draw.id, { inspector, object, reason: reason.trim() }),
    onSuccess: (next) => {
      setObject('')
      setReason('')
      onDone(next)
    },
  })
  return (
    <form className="act-form" onSubmit={(event) => event.preventDefault()}>
      <p className="quiet">{t('recuseHint')}</p>
      {organises && (
        <Select
          label={t('inspector')}
          value={chosen}
          onChange={setChosen}
          options={inspectors.map((id) => ({ value: id, label: nameOf(id) }))}
        />
      )}
      <Select
        label={t('object')}
        width="full"
        value={object}
        onChange={setObject}
        options={objects.map((id) => ({ value: id, label: nameOf(id) }))}
      />
      <TextInput label={t('reason')} value={reason} onChange={setReason} maxLength={200} />
      {send.isError && <RefusedNotice fault={send.error} />}
      <Button
        look="second"
        waiting={send.isPending}
        unavailable={inspector && object && reason.trim() ? undefined : t('incomplete')}
        onClick={() => send.mutate()}
      >
        {t('deed.recuse')}
      </Button>
    </form>
  )
}
