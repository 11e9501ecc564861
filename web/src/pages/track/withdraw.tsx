/** Takes an application back before it is decided, with the reason. */
import type { CaseView } from '@steppe/contracts/cases'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { useSendAct } from './send.ts'

export function Withdraw({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
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
      {open && (
        <SendDialog
          title={t('withdraw.title')}
          press={t('withdraw.button')}
          look="danger"
          send={send}
          onPress={press}
          onClose={() => setOpen(false)}
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
        </SendDialog>
      )}
    </>
  )
}
