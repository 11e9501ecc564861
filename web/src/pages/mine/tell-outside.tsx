/** How I am told outside: SMS to my number unless I opt out, mail to an address I give. Shown where the installation can send. */
import './tell-outside.css'
import type { Preferences } from '@steppe/contracts/messages'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { preferencesQuery, sendPreferences } from '../../asks/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Checkboxes, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'

export function TellOutside() {
  const { data } = useQuery(preferencesQuery)
  if (!data || data.channels.length === 0) return null
  return <Wishes key={`${data.sms} ${data.mail} ${data.language}`} now={data} />
}

function Wishes({ now }: { readonly now: Preferences }) {
  const { t, i18n } = useTranslation('mine')
  const client = useQueryClient()
  const [sms, setSms] = useState(now.sms)
  const [mail, setMail] = useState(now.mail ?? '')
  const send = useMutation({
    mutationFn: () =>
      sendPreferences({
        sms,
        ...(mail.trim() ? { mail: mail.trim() } : {}),
        language: i18n.language.startsWith('en') ? 'en' : 'zh',
      }),
    onSuccess: (answer) => client.setQueryData(preferencesQuery.queryKey, answer),
  })
  const wrong = mail.trim() !== '' && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(mail.trim())
  return (
    <Section title={t('outsideTitle')}>
      <form className="tell-outside" onSubmit={(event) => event.preventDefault()}>
        {now.channels.includes('sms') && (
          <Checkboxes
            label={t('outsideHow')}
            value={sms ? ['sms'] : []}
            onChange={(value) => setSms(value.includes('sms'))}
            options={[{ value: 'sms', label: t('outsideSms'), hint: t('outsideSmsHint') }]}
          />
        )}
        {now.channels.includes('mail') && (
          <TextInput
            label={t('outsideMail')}
            hint={t('outsideMailHint')}
            type="email"
            autoComplete="email"
            optional
            maxLength={200}
            value={mail}
            onChange={setMail}
            {...(wrong ? { error: t('outsideMailWrong') } : {})}
          />
        )}
        {send.isError && <RefusedNotice fault={send.error} />}
        {send.isSuccess && <Notice kind="good" live title={t('outsideSaved')} />}
        <Button
          waiting={send.isPending}
          unavailable={wrong ? t('outsideMailWrong') : undefined}
          onClick={() => send.mutate()}
        >
          {t('outsideSave')}
        </Button>
      </form>
    </Section>
  )
}
