/** One policy: what it gives, who may have it and whether my firm may, its document, its versions and what changed. */
import type { PolicyView } from '@steppe/contracts/policies'
import type { UnsurePart } from '@steppe/kernels/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid, useSession } from '../../app/site.ts'
import { policyQuery } from '../../asks/policies.ts'
import { DayText } from '../../ui/day.tsx'
import { BackLink, Card, Facts, LinkList, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Conditions } from './conditions.tsx'
import { spanText } from './fact-words.ts'
import { StandingTag } from './line.tsx'
import { Reasons } from './reasons.tsx'
import { Versions } from './versions.tsx'

export function PolicyPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const [params] = useSearchParams()
  const wanted = Number(params.get('version')) || undefined
  const query = useQuery(policyQuery(id, wanted))
  const session = useSession()
  const own = session?.grants.flatMap((grant) => grant.firm ?? []) ?? []
  const firm = params.get('firm') ?? own[0]
  const view = query.data
  const mine = firm && own.includes(firm) && view?.standing === 'in_force' && wanted === undefined ? firm : undefined
  return (
    <>
      <PageHead
        title={view ? said(view.policy.title) : t('one')}
        above={<BackLink to="/policies">{t('title')}</BackLink>}
        lead={view && <Said text={said(view.policy.benefit.title)} />}
      />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={8} />}
      {view && view.standing !== 'in_force' && <Over view={view} />}
      {view?.policy.confidence.startsWith('mem') && (
        <Notice kind="warn" title={t('doc.fromMemory')}>
          <p>{t('doc.unsure')}</p>
        </Notice>
      )}
      {view && mine && <Reasons view={view} firm={mine} />}
      {view && !mine && <Conditions view={view} />}
      {view && <About view={view} />}
      {view && <Versions view={view} />}
    </>
  )
}

function Over({ view }: { readonly view: PolicyView }) {
  const { t } = useTranslation('policies')
  const shown = view.versions.find(({ version }) => version === view.policy.version)
  return (
    <Notice kind="warn" title={t(`standing.${view.standing}`)}>
      {shown?.repealedWhy && <p lang="zh">{shown.repealedWhy}</p>}
      {(shown?.repealedBy ?? view.policy.repealedBy) && (
        <p>
          {t('repealedBy')} <Said text={shown?.repealedBy ?? view.policy.repealedBy} />
        </p>
      )}
    </Notice>
  )
}

/** A day, and that it is to be checked yet where no source says it. */
function DayOf({
  policy,
  part,
  value,
}: {
  readonly policy: PolicyView['policy']
  readonly part: UnsurePart
  readonly value: string
}) {
  const { t } = useTranslation('policies')
  return (
    <>
      <DayText day={value} />
      {policy.unsure?.includes(part) && <span className="quiet"> {t('doc.notChecked')}</span>}
    </>
  )
}

function Duties({ duties }: { readonly duties: PolicyView['policy']['duties'] }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const { language } = usePreferences()
  return (
    <Section title={t('duties')}>
      <ul className="policy-list">
        {duties.map((duty) => (
          <li key={duty.title.zh}>
            <Said text={said(duty.title)} />
            {duty.after && (
              <span className="quiet">
                {' '}
                {t('dutyAfter')} <Said text={spanText(duty.after, language)} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function About({ view }: { readonly view: PolicyView }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const { policy } = view
  const { document } = policy
  const day = (part: UnsurePart, value: string) => <DayOf policy={policy} part={part} value={value} />
  return (
    <>
      {policy.duties.length > 0 && <Duties duties={policy.duties} />}
      {view.excludes.length > 0 && (
        <Section title={t('excludes')}>
          <LinkList
            entries={view.excludes.map((other) => ({
              key: other.id,
              to: `/policies/${other.id}`,
              title: <Said text={said(other.title)} />,
              more: t(`rule.${other.rule}`),
            }))}
          />
        </Section>
      )}
      <Section title={t('document')}>
        <Card>
          <Facts
            facts={[
              {
                key: 'title',
                name: t('doc.title'),
                value: <Said text={said(document.title)} />,
              },
              { key: 'number', name: t('doc.number'), value: <span lang="zh">{document.number}</span> },
              { key: 'issuer', name: t('doc.issuer'), value: <Said text={said(document.issuer)} /> },
              ...(view.responsible
                ? [{ key: 'who', name: t('doc.responsible'), value: <Said text={said(view.responsible.name)} /> }]
                : []),
              ...(document.issuedOn
                ? [{ key: 'issued', name: t('doc.issuedOn'), value: day('issuedOn', document.issuedOn) }]
                : []),
              { key: 'from', name: t('doc.from'), value: day('validFrom', policy.validFrom) },
              ...(policy.validUntil
                ? [{ key: 'until', name: t('doc.until'), value: day('validUntil', policy.validUntil) }]
                : []),
              { key: 'state', name: t('doc.state'), value: <StandingTag standing={view.standing} /> },
            ]}
          />
          {policy.confidence === 'C2' && <p className="quiet">{t('doc.secondary')}</p>}
          {document.text && (
            <details className="policy-more">
              <summary>{t('doc.text')}</summary>
              <div className="policy-text" lang="zh">
                {document.text.split(/\n+/).map((paragraph, index) => (
                  <p key={`${index} ${paragraph.slice(0, 12)}`}>{paragraph}</p>
                ))}
              </div>
            </details>
          )}
          {document.url && <a href={document.url}>{t('doc.link')}</a>}
          {document.attachments?.map((file) => (
            <a key={file.url} href={file.url}>
              {t('doc.attachment')} <Said text={said(file.title)} />
            </a>
          ))}
        </Card>
      </Section>
    </>
  )
}
