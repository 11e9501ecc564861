/** One application: where it is, what the bank decided, the pledge, what was sent. */
import type { LoanView } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid, useSite } from '../../app/site.ts'
import { loanQuery } from '../../asks/finance.ts'
import { CaseProof } from '../../ui/case-proof.tsx'
import { DayText } from '../../ui/day.tsx'
import { BackLink, Card, Facts, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { FactValue } from './fact-value.tsx'
import { loanStatusKind, stepsOf } from './loan-status.ts'
import { sumText } from './money.ts'

function Steps({ view }: { readonly view: LoanView }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const steps = stepsOf(view)
  const now = steps.findIndex(({ on }) => on === undefined)
  const { loan, product } = view
  const more = {
    applied: undefined,
    accepted: loan.number && t('number', { number: loan.number }),
    approved:
      loan.approved &&
      t('approvedAs', {
        sum: sumText(loan.approved.amount, t),
        rate: loan.approved.rate,
        months: loan.approved.months,
      }),
    denied: loan.denied && <Said text={loan.denied.reason} />,
    pledge: loan.pledge ? (
      <>
        <Said text={loan.pledge.what} />
        <br />
        <Said text={loan.pledge.register} /> · {t('pledgeAs', { number: loan.pledge.number })}
      </>
    ) : (
      product.collateral.register && said(product.collateral.register)
    ),
    paid: loan.paidOut && sumText(loan.paidOut.amount, t),
  }
  return (
    <Timeline
      label={t('steps')}
      entries={steps.map(({ step, on }, at) => ({
        key: step,
        state: on !== undefined ? ('done' as const) : at === now ? ('now' as const) : ('coming' as const),
        what: t(`step.${step}`),
        ...(on ? { when: <DayText day={on} /> } : {}),
        ...(more[step] ? { more: more[step] } : {}),
      }))}
    />
  )
}

export function LoanPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const today = useSite()?.today
  const found = useQuery(loanQuery(id))
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  const view = found.data
  const awaitsPledge = view.product.collateral.register !== undefined && view.loan.pledge === undefined
  const waits = view.status === 'accepted' && view.due !== undefined
  return (
    <>
      <PageHead
        above={<BackLink to="/finance">{t('title')}</BackLink>}
        title={said(view.product.title)}
        lead={
          <>
            <Said text={view.firm.name} /> {t('loanLead', { bank: said(view.product.bank.name) })}
          </>
        }
      />
      <Card>
        <p className="loan-now">
          <Status kind={loanStatusKind(view)}>{t(`status.${view.status}`)}</Status>
          {waits && (
            <span>
              {t('answersBy')} <DayText day={view.due as string} {...(today ? { today } : {})} />
            </span>
          )}
          {view.status === 'received' && (
            <span className="quiet">{t(view.loan.sentOn ? 'onItsWay' : 'notSentYet')}</span>
          )}
          {view.status === 'decided' && <span>{t(awaitsPledge ? 'now.decided' : 'now.ready')}</span>}
          {view.loan.paidOut && <span>{t('now.closed', { sum: sumText(view.loan.paidOut.amount, t) })}</span>}
        </p>
      </Card>
      {view.loan.denied && (
        <Notice kind="bad" title={t('denied')}>
          <p>
            <Said text={view.loan.denied.reason} />
          </p>
          <p>{t('deniedNext')}</p>
        </Notice>
      )}
      <Section title={t('steps')}>
        <Steps view={view} />
      </Section>
      <Section title={t('askedFor')}>
        <Card>
          <Facts
            facts={[
              { key: 'number', name: t('caseNumber'), value: <span className="number">{view.case}</span> },
              { key: 'amount', name: t('amount'), value: sumText(view.asked.amount, t) },
              { key: 'term', name: t('term'), value: t('monthsOne', { count: view.asked.months }) },
              { key: 'purpose', name: t('purpose'), value: <Said text={view.asked.purpose} /> },
            ]}
          />
        </Card>
      </Section>
      <Section title={t('sent', { bank: said(view.product.bank.name) })}>
        <Card>
          <Facts
            facts={view.sent.map((fact) => ({
              key: fact.id,
              name: said(fact.title),
              value: <FactValue fact={fact} value={fact.value} />,
            }))}
          />
        </Card>
      </Section>
      <p className="button-row">
        <Link to={`/track/${view.case}`}>{t('trail')}</Link>
        <CaseProof id={view.case} what="receipt" />
      </p>
    </>
  )
}
