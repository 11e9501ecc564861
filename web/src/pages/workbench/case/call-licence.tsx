/** 用证 in a case: which licence, why, on which law; then the fields that this item may see. The holder will read it. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../../app/site.ts'
import { callLicence } from '../../../asks/credentials.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextInput } from '../../../ui/inputs.tsx'
import { Facts } from '../../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../../ui/states.tsx'
import type { CaseView } from '../asks.ts'

export function CallLicence({
  view,
  material,
  type,
}: {
  readonly view: CaseView
  readonly material: string
  readonly type: string
}) {
  const { t } = useTranslation('workbench-case')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small look="plain" onClick={() => setOpen(true)}>
        {t('call.do')}
      </Button>
      {open && <CallDialog view={view} material={material} type={type} onClose={() => setOpen(false)} />}
    </>
  )
}

function CallDialog({
  view,
  material,
  type,
  onClose,
}: {
  readonly view: CaseView
  readonly material: string
  readonly type: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('workbench-case')
  const { t: app } = useTranslation()
  const said = useSaid()
  const [cause, setCause] = useState(t('call.causeUsual', { material }))
  const [law, setLaw] = useState(t('call.lawUsual'))
  const [asked, setAsked] = useState(false)
  const send = useMutation({ mutationFn: callLicence })
  const missing = (text: string) => asked && text.trim().length < 2
  const press = () => {
    setAsked(true)
    if (cause.trim().length >= 2 && law.trim().length >= 2)
      send.mutate({ case: view.id, item: view.item.code, type, cause: cause.trim(), legalBasis: law.trim() })
  }
  const seen = send.data
  const foot = (
    <>
      <Button look="second" onClick={onClose}>
        {app(seen ? 'close' : 'cancel')}
      </Button>
      {!seen && (
        <Button waiting={send.isPending} onClick={press}>
          {t('call.send')}
        </Button>
      )}
    </>
  )
  return (
    <Dialog open title={t('call.title', { material })} onClose={onClose} foot={foot}>
      {seen ? (
        <>
          <Notice kind="good" title={t('call.recorded', { number: seen.call })} live />
          <Facts
            facts={seen.fields.map((field) => ({
              key: field.id,
              name: said(field),
              value: field.id === 'status' ? t(`call.state.${field.value}`) : field.value,
            }))}
          />
          <p className="quiet">{seen.usedOnlyFor}</p>
        </>
      ) : (
        <>
          <p className="quiet">{t('call.means')}</p>
          <TextArea
            label={t('call.cause')}
            value={cause}
            onChange={setCause}
            rows={2}
            maxLength={300}
            error={missing(cause) ? t('call.causeMissing') : undefined}
          />
          <TextInput
            label={t('call.law')}
            value={law}
            onChange={setLaw}
            maxLength={300}
            error={missing(law) ? t('call.lawMissing') : undefined}
          />
          <RefusedNotice fault={send.error} />
        </>
      )}
    </Dialog>
  )
}
