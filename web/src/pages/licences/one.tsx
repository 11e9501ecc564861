/** One licence: its front page, its history, who looked, what to take along; for the issuer also what may be done. */

import type { LicenceView } from '@steppe/contracts/credentials'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { callsQuery, licenceQuery } from '../../asks/credentials.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DayText, InstantText } from '../../ui/day.tsx'
import { dayText } from '../../ui/day-text.ts'
import { BackLink, type Fact, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { CallList } from './calls.tsx'
import { Changes } from './change.tsx'
import { ShowDialog } from './showing.tsx'
import { StateTag } from './state-tag.tsx'

const code = (identifier: string) => <span className="licence-code">{identifier}</span>

function factsOf(licence: LicenceView, t: (key: string) => string, said: (text: { zh: string; en: string }) => string) {
  const facts: Fact[] = [
    { key: 'holder', name: t('field.holder'), value: <Said text={licence.holderName} /> },
    { key: 'code', name: t(`field.code.${licence.holderKind}`), value: licence.holderCode || '—' },
    ...licence.fields.map((field) => ({ key: field.id, name: said(field), value: <Said text={field.value} /> })),
    { key: 'number', name: t('field.number'), value: licence.number },
    { key: 'issuer', name: t('field.issuer'), value: <Said text={licence.issuerName} /> },
    { key: 'issued', name: t('field.issued'), value: <DayText day={licence.issuedOn} /> },
    {
      key: 'until',
      name: t('field.until'),
      value: licence.expiresOn ? <DayText day={licence.expiresOn} /> : t('field.noTerm'),
    },
    {
      key: 'identifier',
      name: t('field.identifier'),
      value: code(licence.identifier),
    },
  ]
  return [
    ...facts,
    ...(licence.replaces ? [{ key: 'replaces', name: t('field.replaces'), value: code(licence.replaces) }] : []),
    ...(licence.replacedBy ? [{ key: 'by', name: t('field.replacedBy'), value: code(licence.replacedBy) }] : []),
  ]
}

function History({ licence }: { readonly licence: LicenceView }) {
  const { t } = useTranslation('licences')
  const { language } = usePreferences()
  return (
    <Section title={t('history')}>
      <Timeline
        label={t('history')}
        entries={licence.acts.map((act, at) => ({
          key: String(act.seq),
          state: at === licence.acts.length - 1 ? 'now' : 'done',
          when: <InstantText at={act.at} />,
          what: t(`did.${act.kind}`),
          more: (
            <>
              {act.reason && (
                <p>
                  <Said text={act.reason} />
                </p>
              )}
              <p className="quiet">
                {[
                  act.legalBasis,
                  act.department,
                  act.by,
                  act.until && t('untilDay', { day: dayText(act.until, language) }),
                ]
                  .filter(Boolean)
                  .map((part, index) => (
                    <Fragment key={part}>
                      {index > 0 && ' · '}
                      <Said text={part} />
                    </Fragment>
                  ))}
              </p>
            </>
          ),
        }))}
      />
    </Section>
  )
}

function Looks({ licence }: { readonly licence: LicenceView }) {
  const { t } = useTranslation('licences')
  const query = useInfiniteQuery(callsQuery(licence.id))
  const calls = query.data?.pages.flatMap((page) => page.calls) ?? []
  return (
    <Section title={t('looks')}>
      {calls.length === 0 ? <p className="quiet">{t('noLooks')}</p> : <CallList calls={calls} />}
    </Section>
  )
}

function Whole({ licence }: { readonly licence: LicenceView }) {
  const { t } = useTranslation('licences')
  const said = useSaid()
  const [shown, setShown] = useState(false)
  const mine = licence.sight === 'holder'
  return (
    <>
      <BackLink to={mine ? '/licences' : '/issued'}>{t(mine ? 'title' : 'issued.title')}</BackLink>
      <article className={`licence-front ${licence.status}`}>
        <div className="licence-head">
          <PageHead title={said(licence.name)} />
          <StateTag state={licence.status} />
        </div>
        <Facts facts={factsOf(licence, t, said)} />
      </article>
      {licence.status !== 'valid' && <Notice kind="warn" title={t(`now.${licence.status}`)} />}
      <div className="button-row no-print">
        {mine && licence.status === 'valid' && <Button onClick={() => setShown(true)}>{t('show.do')}</Button>}
        {mine && licence.status === 'valid' && (
          <LinkButton look="second" to={`/show-licence/${licence.id}`}>
            {t('show.offline')}
          </LinkButton>
        )}
        <a className="button second" href={`/api/credentials/licences/${licence.id}/token?form=file`} download>
          {t('download')}
        </a>
        {licence.status === 'valid' && (
          <>
            <a className="button second" href={`/api/seals/licences/${licence.id}`} download>
              {t('paper')} PDF
            </a>
            <a href={`/api/seals/licences/${licence.id}?form=ofd`} download>
              OFD
            </a>
          </>
        )}
        <Button look="second" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {shown && <ShowDialog id={licence.id} title={said(licence.name)} onClose={() => setShown(false)} />}
      <Changes licence={licence} />
      <History licence={licence} />
      {mine && <Looks licence={licence} />}
    </>
  )
}

export function OneLicence({ id }: { readonly id: string }) {
  const { t } = useTranslation('licences')
  const query = useQuery(licenceQuery(id))
  return (
    <PageBody narrow>
      {query.isError ? (
        <>
          <PageHead hidden title={t('one')} />
          <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
        </>
      ) : query.data ? (
        <Whole key={query.data.id} licence={query.data} />
      ) : (
        <PageSkeleton />
      )}
    </PageBody>
  )
}
