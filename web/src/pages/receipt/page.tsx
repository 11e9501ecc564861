/** The receipt: the number, what happens next and by when, what was saved; clean on paper. */
import './receipt.css'
import type { Receipt } from '@steppe/contracts/applications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useSaid, useSite } from '../../app/site.ts'
import { caseQuery } from '../../asks/cases.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { CaseProof } from '../../ui/case-proof.tsx'
import { DayText } from '../../ui/day.tsx'
import { Card, Facts, PageBody, PageHead } from '../../ui/page.tsx'
import { Said, Titled } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'

type Shown = Receipt & { readonly applicant?: string }

function Body({ receipt }: { readonly receipt: Shown }) {
  const { t } = useTranslation('receipt')
  const site = useSite()
  const said = useSaid()
  const { materials, pages, visits, days = 0 } = receipt.saved
  return (
    <>
      <p className="print-only">{site && said(site.name)}</p>
      <div className="receipt-head">
        <span className="receipt-mark" aria-hidden="true">
          ✓
        </span>
        <PageHead title={receipt.decidedAtOnce ? t('decided') : t('title')} lead={<Titled text={receipt.title} />} />
      </div>
      <Card>
        <Facts
          facts={[
            { key: 'number', name: t('number'), value: <span className="receipt-number">{receipt.case}</span> },
            ...(receipt.applicant
              ? [{ key: 'applicant', name: t('applicant'), value: <Said text={receipt.applicant} /> }]
              : []),
            { key: 'department', name: t('department'), value: receipt.departmentName },
            { key: 'opened', name: t('opened'), value: <DayText day={receipt.openedOn} /> },
            ...(receipt.due && !receipt.decidedAtOnce
              ? [{ key: 'due', name: t('due'), value: <DayText day={receipt.due} /> }]
              : []),
          ]}
        />
      </Card>
      <p>{receipt.decidedAtOnce ? t('nextDecided') : t('next')}</p>
      {materials + pages + visits > 0 && (
        <p className="quiet">
          {t('saved', { materials, pages, visits })} {days > 0 && t('savedDays', { days })}
        </p>
      )}
      <div className="button-row">
        <LinkButton to={`/track/${receipt.case}`}>{receipt.decidedAtOnce ? t('seeResult') : t('track')}</LinkButton>
        <Button look="second" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <CaseProof id={receipt.case} what="receipt" />
        <Link to="/" className="no-print">
          {t('home')}
        </Link>
      </div>
    </>
  )
}

export function Page() {
  const { case: id = '' } = useParams()
  const fresh = useQueryClient().getQueryData<Receipt>(['receipt', id])
  const view = useQuery(caseQuery(id))
  const seen = view.data
  const receipt: Shown | undefined = fresh
    ? { ...fresh, ...(seen ? { applicant: seen.applicant.name } : {}) }
    : seen && {
        case: seen.id,
        title: seen.title,
        status: seen.status,
        openedOn: seen.openedOn,
        departmentName: seen.departmentName,
        decidedAtOnce: seen.outcome === 'approved' && seen.decidedOn === seen.openedOn,
        saved: seen.saved,
        applicant: seen.applicant.name,
        ...(seen.clock.due ? { due: seen.clock.due } : {}),
      }
  return (
    <PageBody narrow>
      {receipt ? (
        <Body receipt={receipt} />
      ) : view.isError ? (
        <ErrorState fault={view.error} onRetry={() => void view.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </PageBody>
  )
}
