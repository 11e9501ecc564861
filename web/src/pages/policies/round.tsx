/** A public notice: who is given how much without an application, until when one may object, and how. */
import type { AwardLine, RoundView } from '@steppe/contracts/policies'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid, useSession } from '../../app/site.ts'
import { roundQuery, sendAfter } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, Money } from '../../ui/day.tsx'
import { Select, TextArea } from '../../ui/inputs.tsx'
import { BackLink, Card, Facts, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { AwardTag } from './award-tag.tsx'

export function RoundPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('policies')
  const query = useQuery(roundQuery(id))
  const round = query.data
  return (
    <>
      <PageHead
        title={round ? round.title : t('notice.one')}
        written
        above={<BackLink to="/policies?view=notices">{t('view.notices')}</BackLink>}
      />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={8} />}
      {round && <Shown round={round} />}
    </>
  )
}

function Shown({ round }: { readonly round: RoundView }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const columns: readonly Column<AwardLine>[] = [
    { key: 'firm', head: t('notice.firm'), label: t('notice.firm'), cell: ({ name }) => <Said text={name} /> },
    {
      key: 'code',
      head: t('notice.code'),
      label: t('notice.code'),
      cell: ({ firm }) => <span className="number">{firm}</span>,
    },
    {
      key: 'amount',
      head: t('amountHead'),
      label: t('amountHead'),
      end: true,
      cell: ({ amount }) => <Money fen={Math.round(amount * 100)} />,
    },
    { key: 'state', head: t('suite.state'), label: t('suite.state'), cell: ({ state }) => <AwardTag state={state} /> },
  ]
  return (
    <>
      <Card>
        <Facts
          facts={[
            {
              key: 'policy',
              name: t('one'),
              value: (
                <Link to={`/policies/${round.policy}`}>
                  <Said text={said(round.policyTitle)} />
                </Link>
              ),
            },
            { key: 'office', name: t('doc.responsible'), value: <Said text={said(round.departmentName)} /> },
            ...(round.noticeFrom && round.noticeUntil
              ? [
                  {
                    key: 'until',
                    name: t('notice.time'),
                    value: (
                      <>
                        <DayText day={round.noticeFrom} /> — <DayText day={round.noticeUntil} />
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Section title={t('notice.list', { count: round.awards.length })}>
        <Table caption={t('notice.caption')} columns={columns} rows={round.awards} rowKey={({ firm }) => firm} stack />
      </Section>
      {round.state === 'noticed' && <Objection round={round} />}
    </>
  )
}

function Objection({ round }: { readonly round: RoundView }) {
  const { t } = useTranslation('policies')
  const session = useSession()
  const [firm, setFirm] = useState('')
  const [reason, setReason] = useState('')
  const object = useMutation({ mutationFn: () => sendAfter(round.id, { firm, kind: 'objection', reason }) })
  if (object.data)
    return (
      <Notice kind="good" title={t('notice.objected')} live>
        <Link to={`/track/${object.data.case}`}>{t('claim.follow', { case: object.data.case })}</Link>
      </Notice>
    )
  return (
    <Section title={t('notice.object')}>
      <Card>
        <p>{t('notice.objectLead')}</p>
        {session?.kind === 'anyone' ? (
          <Link to={`/sign-in?back=${encodeURIComponent(`/policies/notices/${round.id}`)}`}>{t('notice.signIn')}</Link>
        ) : (
          <>
            <Select
              label={t('notice.firm')}
              value={firm}
              onChange={setFirm}
              options={round.awards.map((award) => ({ value: award.firm, label: award.name }))}
            />
            <TextArea label={t('notice.reason')} value={reason} onChange={setReason} rows={3} maxLength={500} />
            <div className="button-row">
              <Button
                look="second"
                waiting={object.isPending}
                unavailable={firm && reason.trim().length >= 4 ? undefined : t('notice.objectFirst')}
                onClick={() => object.mutate()}
              >
                {t('notice.objectSend')}
              </Button>
            </div>
            <RefusedNotice fault={object.error} />
          </>
        )}
      </Card>
    </Section>
  )
}
