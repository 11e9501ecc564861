/** Takes an application back before it is decided, with the reason. */
import type { CaseView } from '@steppe/contracts/cases'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { useSendAct } from './send.ts'

export function Withdraw({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const { t: app } = useTranslation()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useSendAct(view)
  const press = () => {
    setAsked(true)
    if (reason.trim()) send.mutate({ kind: 'withdraw', reason: reason.trim() }, { onSuccess: () => setOpen(false) })
  }
  return (
    <>
      <Button look="second" onClick={() => setOpen(true)}>
        {t('withdraw.button')}
      </Button>
      <Dialog
        open={open}
        title={t('withdraw.title')}
        onClose={() => setOpen(false)}
        foot={
          <>
            <Button look="second" onClick={() => setOpen(false)}>
              {app('cancel')}
            </Button>
            <Button look="danger" onClick={press} waiting={send.isPending}>
              {t('withdraw.button')}
            </Button>
          </>
        }
      >
        <p>{t('withdraw.means')}</p>
        <TextArea
          label={t('withdraw.reason')}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={500}
          error={asked && !reason.trim() ? t('withdraw.reasonMissing') : undefined}
        />
        {send.isError && <RefusedNotice fault={send.error} />}
      </Dialog>
    </>
  )
}
