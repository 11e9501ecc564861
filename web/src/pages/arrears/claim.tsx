/** One claim: where it stands, what is owed today, what the reader can do, and everything that was done. */
import type { ClaimView } from '@steppe/contracts/arrears'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { claimQuery, rulesQuery } from '../../asks/arrears.ts'
import { DayText, Money } from '../../ui/day.tsx'
import { BackLink, Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { Status } from '../../ui/tag.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { ClaimActs } from './claim-acts.tsx'
import { ClaimStageTag } from './claim-stage.tsx'
import { OwedCard } from './owed.tsx'

export function ClaimPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('arrears')
  const query = useQuery(claimQuery(id))
  const back = <BackLink to="/arrears/claims">{t('claims.title')}</BackLink>
  if (query.isError)
    return (
      <PageBody>
        <PageHead title={t('claim.title')} above={back} />
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      </PageBody>
    )
  const claim = query.data
  if (!claim)
    return (
      <PageBody>
        <PageSkeleton />
      </PageBody>
    )
  return (
    <PageBody>
      <PageHead
        title={claim.contract.title}
        written
        above={back}
        lead={
          <span className="arrears-lead">
            <ClaimStageTag stage={claim.stage} />
            <span>
              <Said text={claim.creditor.name} /> → <Said text={claim.debtor.name} />
            </span>
          </span>
        }
      />
      <div className="arrears-beside">
        <div className="arrears-form">
          <ClaimActs claim={claim} />
          <Section title={t('claim.owed')}>
            {claim.owed && <OwedCard owed={claim.owed} />}
            {claim.owedUnknown && <OwedUnknown why={claim.owedUnknown} />}
          </Section>
          <MoneyParts claim={claim} />
        </div>
        <div className="arrears-result">
          <About claim={claim} />
          <PublicationPart claim={claim} />
          <Section title={t('claim.trail')}>
            <Trail claim={claim} />
          </Section>
        </div>
      </div>
    </PageBody>
  )
}

function OwedUnknown({ why }: { readonly why: NonNullable<ClaimView['owedUnknown']> }) {
  const { i18n } = useTranslation()
  const { title, next } = i18n.language === 'en' ? why.en : why
  return (
    <Notice kind="warn" title={title}>
      {next}
    </Notice>
  )
}

function About({ claim }: { readonly claim: ClaimView }) {
  const { t } = useTranslation('arrears')
  const said = useSaid()
  const { data: rules } = useQuery(rulesQuery)
  const { answer, decision } = claim
  const wordOf = (list: 'subjects' | 'evidence', id: string) =>
    said(rules?.[list].find((each) => each.id === id)?.title)
  return (
    <Section title={t('claim.about')}>
      <Card>
        <Facts
          facts={[
            { key: 'id', name: t('claim.number'), value: claim.id },
            { key: 'opened', name: t('claim.opened'), value: <DayText day={claim.openedOn} /> },
            ...(claim.dueOn && !claim.ended
              ? [{ key: 'due', name: t('claim.due'), value: <DayText day={claim.dueOn} /> }]
              : []),
            { key: 'handling', name: t('claim.handling'), value: <Said text={claim.handlingName} /> },
            { key: 'claimed', name: t('claim.claimed'), value: <Money fen={claim.debt.amount} /> },
            ...(claim.subject
              ? [{ key: 'subject', name: t('new.subject'), value: wordOf('subjects', claim.subject) }]
              : []),
            ...(claim.contract.number
              ? [{ key: 'number', name: t('new.number'), value: <Said text={claim.contract.number} /> }]
              : []),
            ...(claim.about ? [{ key: 'about', name: t('new.about'), value: <Said text={claim.about} /> }] : []),
            ...(answer
              ? [
                  {
                    key: 'answer',
                    name: t('claim.answer'),
                    value: (
                      <>
                        {t('claim.confirmed')} <Money fen={answer.confirmed} />
                        <span className="arrears-why">
                          <Said text={answer.text} />
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
            ...(decision
              ? [
                  {
                    key: 'decision',
                    name: t('claim.decision'),
                    value: (
                      <>
                        {t('claim.upheld')} <Money fen={decision.upheld} />
                        <span className="arrears-why">
                          <Said text={decision.reason} />
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {claim.evidence.length > 0 && (
          <ul className="plain-list">
            {claim.evidence.map(({ what, file }) => (
              <li key={file.id}>
                <a href={`/api/appeals/arrears/claims/${claim.id}/files/${file.id}`} download={file.name}>
                  <Said text={file.name} />
                </a>
                <span className="arrears-why">{wordOf('evidence', what)}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}

const ofPayment = { told: 'waiting', confirmed: 'done', denied: 'refused' } as const

/** Plan and payments, side by side with how they stand. */
function MoneyParts({ claim }: { readonly claim: ClaimView }) {
  const { t } = useTranslation('arrears')
  return (
    <>
      {claim.plan.length > 0 && (
        <Section title={t('claim.plan')}>
          <Table
            caption={t('claim.plan')}
            rows={claim.plan}
            rowKey={(each) => each.by}
            columns={[
              { key: 'by', head: t('claim.planBy'), cell: (each) => <DayText day={each.by} short /> },
              { key: 'amount', head: t('claim.planAmount'), end: true, cell: (each) => <Money fen={each.amount} /> },
            ]}
          />
        </Section>
      )}
      {claim.payments.length > 0 && (
        <Section title={t('claim.payments')}>
          <Table
            caption={t('claim.payments')}
            stack
            rows={claim.payments}
            rowKey={(each) => each.id}
            columns={[
              { key: 'on', head: t('owed.paidOn'), cell: (each) => <DayText day={each.on} short /> },
              { key: 'amount', head: t('owed.paid'), end: true, cell: (each) => <Money fen={each.amount} /> },
              { key: 'by', head: t('claim.toldBy'), cell: (each) => t(`partNames.${each.by}`) },
              {
                key: 'state',
                head: t('claim.paymentState'),
                cell: (each) => <Status kind={ofPayment[each.state]}>{t(`paymentStates.${each.state}`)}</Status>,
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}

function PublicationPart({ claim: { publication } }: { readonly claim: ClaimView }) {
  const { t } = useTranslation('arrears')
  if (!publication) return null
  const state = publication.endedOn ? 'ended' : publication.publishedOn ? 'published' : 'noticed'
  return (
    <Section title={t('publication.title')}>
      <Notice kind={state === 'published' ? 'bad' : 'warn'} title={t(`publication.${state}`)}>
        <p>
          <Said text={publication.text} />
        </p>
        <p>
          {t('publication.noticeOn')} <DayText day={publication.noticeOn} short /> · {t('publication.from')}{' '}
          <DayText day={publication.from} short />
        </p>
        {publication.objection && (
          <p>
            {t('publication.objection')} <Said text={publication.objection.text} />
            {publication.objection.answer && (
              <>
                {' '}
                {t('publication.answer')} <Said text={publication.objection.answer} />
              </>
            )}
          </p>
        )}
        {publication.corrections.map((each) => (
          <p key={`${each.on} ${each.text}`}>
            {t('named.corrected')} <DayText day={each.on} short /> <Said text={each.text} />
          </p>
        ))}
        {publication.endedOn && (
          <p>
            <DayText day={publication.endedOn} short /> <Said text={publication.endedBecause} />
          </p>
        )}
      </Notice>
    </Section>
  )
}

function Trail({ claim }: { readonly claim: ClaimView }) {
  const { t } = useTranslation('arrears')
  return (
    <Timeline
      label={t('claim.trail')}
      entries={claim.steps.map((step, at) => ({
        key: String(at),
        state: 'done',
        what: t(`steps.${step.what}`),
        when: <DayText day={step.on} short />,
        more: (
          <>
            <Said text={step.byName} />
            {step.text && (
              <span className="arrears-why">
                <Said text={step.text} />
              </span>
            )}
          </>
        ),
      }))}
    />
  )
}
