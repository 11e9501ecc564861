/** 作废: the draw is not sealed and shall not be; why stands in public. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendGiveUp } from '../../asks/inspections.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import type { DrawStep } from './draw-step.ts'

export function GiveUpForm({ draw, onDone }: DrawStep) {
  const { t } = useTranslation('inspections')
  const [reason, setReason] = useState('')
  const send = useMutation({ mutationFn: () => sendGiveUp(draw.id, { reason: reason.trim() }), onSuccess: onDone })
  return (
    <form className="act-form" onSubmit={(event) => event.preventDefault()}>
      <p className="quiet">{t('giveUpHint')}</p>
      <TextInput label={t('reason')} value={reason} onChange={setReason} maxLength={500} />
      {send.isError && <RefusedNotice fault={send.error} />}
      <Button
        look="danger"
        waiting={send.isPending}
        unavailable={reason.trim() ? undefined : t('incomplete')}
        onClick={() => send.mutate()}
      >
        {t('deed.give_up')}
      </Button>
    </form>
  )
}
