/** 证照核验: by identifier, by a file, or by the code that a holder shows; says the least and how it was checked. */
import { Said } from '../../ui/said.tsx'
import '../licences/licences.css'
import type { Verification, Verify } from '@steppe/contracts/credentials'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { verifyLicence } from '../../asks/credentials.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, InstantText } from '../../ui/day.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { Verifier } from '../../ui/verifier.tsx'
import { StateTag } from '../licences/state-tag.tsx'
import { FileDrop } from './file-drop.tsx'
import { readToken } from './read-token.ts'

function Found({ seen }: { readonly seen: Verification }) {
  const { t } = useTranslation('verify')
  const { t: licences } = useTranslation('licences')
  const said = useSaid()
  return (
    <article className={`licence-front ${seen.status}`} aria-live="polite">
      <div className="licence-head">
        <h2>{said(seen.name)}</h2>
        <StateTag state={seen.status} />
      </div>
      {seen.status === 'valid' ? (
        <Notice kind="good" title={t('valid')} />
      ) : (
        <Notice kind="bad" title={licences(`now.${seen.status}`)} />
      )}
      <Facts
        facts={[
          { key: 'holder', name: licences('field.holder'), value: <Said text={seen.holder} /> },
          ...(seen.number ? [{ key: 'number', name: licences('field.number'), value: seen.number }] : []),
          { key: 'issuer', name: licences('field.issuer'), value: <Said text={seen.issuer} /> },
          { key: 'issued', name: licences('field.issued'), value: <DayText day={seen.issuedOn} /> },
          {
            key: 'until',
            name: licences('field.until'),
            value: seen.expiresOn ? <DayText day={seen.expiresOn} /> : licences('field.noTerm'),
          },
          {
            key: 'identifier',
            name: licences('field.identifier'),
            value: <span className="licence-code">{seen.identifier}</span>,
          },
          ...(seen.replacedBy ? [{ key: 'by', name: licences('field.replacedBy'), value: seen.replacedBy }] : []),
        ]}
      />
      <div>
        <h3>{t('checked')}</h3>
        <ul className="verify-checks">
          {seen.checks.map((check) => (
            <li key={check}>✓ {t(`check.${check}`)}</li>
          ))}
        </ul>
        <p className="quiet">
          <InstantText at={seen.at} /> {t('masked')}
        </p>
      </div>
    </article>
  )
}

/** What the address brings: `?i=` an identifier, `#` a token that a camera read. Checked again in another language: the finding is worded by the server. */
function useBrought(check: (what: Verify) => void): void {
  const [params] = useSearchParams()
  const { language } = usePreferences()
  useEffect(() => {
    const token = window.location.hash.slice(1)
    const identifier = params.get('i')
    if (token.length > 40) check({ token })
    else if (identifier) check({ identifier })
  }, [params, check, language])
}

const tokens = '.json,.sd-jwt,.txt,.jwt,application/dc+sd-jwt,text/plain'

export function Page() {
  const { t } = useTranslation('verify')
  const [identifier, setIdentifier] = useState(() => new URLSearchParams(window.location.search).get('i') ?? '')
  const [asked, setAsked] = useState(false)
  const [unreadable, setUnreadable] = useState(false)
  const { mutate: check, ...checking } = useMutation({ mutationFn: verifyLicence })
  useBrought(check)
  const press = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    setUnreadable(false)
    if (identifier.trim()) check({ identifier: identifier.trim() })
  }
  const take = async (file: File) => {
    const token = readToken(await file.text())
    setUnreadable(!token)
    if (token) check({ token })
  }
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <form onSubmit={press} className="verify-form" noValidate>
        <TextInput
          label={t('identifier')}
          hint={t('identifierHint')}
          value={identifier}
          onChange={setIdentifier}
          spellCheck={false}
          autoComplete="off"
          maxLength={120}
          error={asked && !identifier.trim() ? t('identifierMissing') : undefined}
        />
        <div>
          <Button type="submit" waiting={checking.isPending}>
            {t('check.do')}
          </Button>
        </div>
      </form>
      <FileDrop label={t('file')} hint={t('fileHint')} accept={tokens} onFile={(file) => void take(file)} />
      {unreadable && <Notice kind="bad" title={t('unreadable')} live />}
      {checking.isError && <RefusedNotice fault={checking.error} />}
      {checking.data && !checking.isPending && !unreadable && <Found seen={checking.data} />}
      <Section title={t('offline.title')}>
        <p>{t('offline.text')}</p>
        <Verifier />
      </Section>
    </PageBody>
  )
}
