/** A round of payments without an application, step by step: who answered, the notice, the payment file, what came after. */
import type { AwardLine, RoundView } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { paymentFilePath, roundQuery, sendStep } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, Money } from '../../ui/day.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { BackLink, Card, Facts, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { AwardTag } from '../policies/award-tag.tsx'
import { ReviewForm } from './review-form.tsx'

export function RunRound({ id }: { readonly id: string }) {
  const { t } = useTranslation('policy-desk')
  const query = useQuery(roundQuery(id))
  const round = query.data
  return (
    <>
      <PageHead
        title={round?.title ?? t('round.one')}
        written
        above={<BackLink to="/work/policies">{t('title')}</BackLink>}
      />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={8} />}
      {round && !round.staff && <Notice kind="warn" title={t('nobody')} />}
      {round?.staff && <Shown round={round} />}
    </>
  )
}

function Shown({ round }: { readonly round: RoundView }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  return (
    <>
      <Card>
        <Facts
          facts={[
            {
              key: 'policy',
              name: t('round.policy'),
              value: (
                <Link to={`/policies/${round.policy}`}>
                  <Said text={said(round.policyTitle)} />
                </Link>
              ),
            },
            { key: 'on', name: t('round.on'), value: <DayText day={round.listedOn} /> },
            { key: 'firms', name: t('round.firms'), value: round.firms },
            { key: 'amount', name: t('round.amount'), value: <Money fen={Math.round(round.amount * 100)} /> },
            ...(round.noticeUntil
              ? [{ key: 'until', name: t('round.noticeUntil'), value: <DayText day={round.noticeUntil} /> }]
              : []),
          ]}
        />
        <ul className="desk-counts">
          {Object.entries(round.counts).map(([state, count]) => (
            <li key={state}>
              <AwardTag state={state as AwardLine['state']} /> <span className="number">{count}</span>
            </li>
          ))}
        </ul>
      </Card>
      <NextStep round={round} />
      <Section title={t('round.list')}>
        <Awards round={round} />
      </Section>
      {round.awards.some(({ state }) => state === 'paid') && <ReviewForm round={round} />}
    </>
  )
}

function NextStep({ round }: { readonly round: RoundView }) {
  const { t } = useTranslation('policy-desk')
  const client = useQueryClient()
  const [reference, setReference] = useState('')
  const step = useMutation({
    mutationFn: () =>
      sendStep(round.id, { step: round.next ?? 'notice', ...(round.next === 'pay' ? { reference } : {}) }),
    onSuccess: (next) => {
      client.setQueryData(roundQuery(round.id).queryKey, next)
      void client.invalidateQueries({ queryKey: ['policies', 'rounds'] })
    },
  })
  const file = round.state === 'paying' || round.state === 'closed'
  return (
    <Section title={t(`round.step.${round.next ?? 'none'}`)}>
      <Card>
        <p>{t(`round.stepLead.${round.next ?? 'none'}`)}</p>
        {file && (
          <div className="button-row">
            <a className="button second small" href={paymentFilePath(round.id, 'xlsx')} download>
              {t('round.xlsx')}
            </a>
            <a className="button second small" href={paymentFilePath(round.id, 'csv')} download>
              {t('round.csv')}
            </a>
          </div>
        )}
        {round.next === 'pay' && (
          <TextInput
            label={t('round.reference')}
            value={reference}
            onChange={setReference}
            maxLength={60}
            width="medium"
          />
        )}
        {round.next && (
          <div className="button-row">
            <Button
              waiting={step.isPending}
              unavailable={round.next === 'pay' && reference.trim() === '' ? t('round.referenceFirst') : undefined}
              onClick={() => step.mutate()}
            >
              {t(`round.do.${round.next}`)}
            </Button>
          </div>
        )}
        <RefusedNotice fault={step.error} />
      </Card>
    </Section>
  )
}

function Awards({ round }: { readonly round: RoundView }) {
  const { t } = useTranslation('policy-desk')
  const columns: readonly Column<AwardLine>[] = [
    {
      key: 'firm',
      head: t('round.firm'),
      label: t('round.firm'),
      cell: ({ name, case: id }) =>
        id ? (
          <Link to={`/work/cases/${id}`}>
            <Said text={name} />
          </Link>
        ) : (
          <Said text={name} />
        ),
    },
    {
      key: 'amount',
      head: t('round.amount'),
      label: t('round.amount'),
      end: true,
      cell: ({ amount }) => <Money fen={Math.round(amount * 100)} />,
    },
    {
      key: 'account',
      head: t('round.account'),
      label: t('round.account'),
      cell: ({ accountTail }) => (accountTail ? `**** ${accountTail}` : '—'),
    },
    { key: 'state', head: t('state'), label: t('state'), cell: ({ state }) => <AwardTag state={state} /> },
    {
      key: 'after',
      head: t('round.after'),
      label: t('round.after'),
      cell: ({ after }) =>
        after.length === 0
          ? '—'
          : after.map((each) => (
              <Link key={each.case} className="policy-with" to={`/work/cases/${each.case}`}>
                {t(`review.${each.kind}`)} {each.amount !== undefined && <Money fen={Math.round(each.amount * 100)} />}
              </Link>
            )),
    },
  ]
  return <Table caption={t('round.list')} columns={columns} rows={round.awards} rowKey={({ firm }) => firm} stack />
}
