/** What the issuing department may do to a licence: what, why, on which law, signed. */
import type { LicenceView, NewChange } from '@steppe/contracts/credentials'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { changeLicence, licenceQuery } from '../../asks/credentials.ts'
import { Button } from '../../ui/button.tsx'
import { DateInput, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { Notice } from '../../ui/states.tsx'

type Possible = LicenceView['changes'][number]

function ChangeDialog({
  licence,
  possible,
  onClose,
  onDone,
}: {
  readonly licence: LicenceView
  readonly possible: Possible
  readonly onClose: () => void
  readonly onDone: (after: LicenceView) => void
}) {
  const { t } = useTranslation('licences')
  const said = useSaid()
  const [reason, setReason] = useState('')
  const [law, setLaw] = useState(possible.law)
  const [until, setUntil] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useMutation({ mutationFn: (wish: NewChange) => changeLicence(licence.id, wish), onSuccess: onDone })
  const missing = (text: string) => asked && text.trim().length < 2
  const press = () => {
    setAsked(true)
    if (reason.trim().length < 2 || law.trim().length < 2) return
    send.mutate({
      after: licence.seq,
      change: possible.change,
      reason: reason.trim(),
      legalBasis: law.trim(),
      ...(until ? { until } : {}),
    })
  }
  const ends = possible.change === 'revoke' || possible.change === 'withdraw' || possible.change === 'cancel'
  return (
    <SendDialog
      title={`${said(possible)} · ${said(licence.name)}`}
      press={said(possible)}
      look={ends ? 'danger' : undefined}
      send={send}
      onPress={press}
      onClose={onClose}
    >
      <p className="quiet">{t(`means.${possible.change}`)}</p>
      <TextArea
        label={t('change.reason')}
        hint={t('change.reasonHint')}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={1000}
        error={missing(reason) ? t('change.reasonMissing') : undefined}
      />
      <TextInput
        label={t('change.law')}
        value={law}
        onChange={setLaw}
        maxLength={300}
        error={missing(law) ? t('change.lawMissing') : undefined}
      />
      {(possible.change === 'suspend' || (possible.change === 'replace' && !licence.expiresOn)) && (
        <DateInput label={t(`change.until.${possible.change}`)} optional value={until} onChange={setUntil} />
      )}
    </SendDialog>
  )
}

export function Changes({ licence }: { readonly licence: LicenceView }) {
  const { t } = useTranslation('licences')
  const said = useSaid()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Possible>()
  const [done, setDone] = useState('')
  if (licence.changes.length === 0) return null
  const onDone = (after: LicenceView) => {
    setDone(said(open))
    setOpen(undefined)
    client.setQueryData(licenceQuery(after.id).queryKey, after)
    void client.invalidateQueries({ queryKey: ['credentials', 'issued'] })
    if (after.id !== licence.id) void navigate(`/licences/${after.id}`)
  }
  return (
    <Section title={t('change.title')}>
      {done && <Notice kind="good" title={t('change.done', { what: done })} live />}
      <div className="button-row">
        {licence.changes.map((possible) => (
          <Button key={possible.change} look="second" onClick={() => setOpen(possible)}>
            {said(possible)}
          </Button>
        ))}
      </div>
      {open && (
        <ChangeDialog
          key={open.change}
          licence={licence}
          possible={open}
          onClose={() => setOpen(undefined)}
          onDone={onDone}
        />
      )}
    </Section>
  )
}
