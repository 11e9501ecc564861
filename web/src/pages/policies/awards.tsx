/** What my firm is given without an application: confirm the account or decline, follow it, dispute it. */
import type { MyAward } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid, useSession } from '../../app/site.ts'
import { awardsQuery, sendAfter, sendAnswer } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, Money } from '../../ui/day.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Card } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { type Account, AccountInput, emptyAccount, isAccount } from './account.tsx'
import { AwardTag } from './award-tag.tsx'

export function Awards({ firm }: { readonly firm: string }) {
  const { t } = useTranslation('policies')
  const session = useSession()
  const code = firm || session?.grants.find((grant) => grant.firm)?.firm || ''
  const query = useQuery({ ...awardsQuery(code), enabled: code !== '' })
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={3} />
  const { awards } = query.data
  if (awards.length === 0) return <Empty title={t('award.none')}>{t('award.noneHint')}</Empty>
  return (
    <div className="policy-mine">
      {awards.map((award) => (
        <OneAward key={award.round} award={award} firm={code} />
      ))}
    </div>
  )
}

function OneAward({ award, firm }: { readonly award: MyAward; readonly firm: string }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const open = award.state === 'asked' || award.state === 'returned'
  return (
    <Card>
      <h2 className="policy-award">
        <Said text={said(award.title)} /> <AwardTag state={award.state} />
      </h2>
      <p className="policy-amount">
        {t('amount')} <Money fen={Math.round(award.amount * 100)} />
      </p>
      {award.noticeUntil && award.state === 'confirmed' && (
        <p>
          {t('award.noticeUntil')} <DayText day={award.noticeUntil} />
        </p>
      )}
      <p>
        <Link to={`/track/${award.case}`}>{t('award.follow')}</Link>
      </p>
      {award.state === 'returned' && <Notice kind="warn" title={t('award.cameBack')} />}
      {open ? <Answer award={award} firm={firm} /> : <Dispute award={award} firm={firm} />}
    </Card>
  )
}

function Answer({ award, firm }: { readonly award: MyAward; readonly firm: string }) {
  const { t } = useTranslation('policies')
  const client = useQueryClient()
  const [account, setAccount] = useState<Account>(emptyAccount)
  const answer = useMutation({
    mutationFn: (accept: boolean) => sendAnswer(award.round, { firm, accept, ...(accept ? { account } : {}) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies'] }),
  })
  return (
    <>
      <p>{t('award.confirmLead')}</p>
      <AccountInput value={account} onChange={setAccount} />
      <div className="button-row">
        <Button
          waiting={answer.isPending}
          unavailable={isAccount(account) ? undefined : t('claim.accountFirst')}
          onClick={() => answer.mutate(true)}
        >
          {t('award.confirm')}
        </Button>
        <Button look="plain" waiting={answer.isPending} onClick={() => answer.mutate(false)}>
          {t('award.decline')}
        </Button>
      </div>
      <RefusedNotice fault={answer.error} />
    </>
  )
}

function Dispute({ award, firm }: { readonly award: MyAward; readonly firm: string }) {
  const { t } = useTranslation('policies')
  const [reason, setReason] = useState('')
  const dispute = useMutation({ mutationFn: () => sendAfter(award.round, { firm, kind: 'dispute', reason }) })
  if (dispute.data)
    return (
      <Notice kind="good" title={t('award.disputed')} live>
        <Link to={`/track/${dispute.data.case}`}>{t('claim.follow', { case: dispute.data.case })}</Link>
      </Notice>
    )
  return (
    <details className="policy-more">
      <summary>{t('award.dispute')}</summary>
      <TextArea label={t('award.disputeWhy')} value={reason} onChange={setReason} rows={3} maxLength={500} />
      <div className="button-row">
        <Button
          look="second"
          waiting={dispute.isPending}
          unavailable={reason.trim().length < 4 ? t('award.disputeFirst') : undefined}
          onClick={() => dispute.mutate()}
        >
          {t('award.disputeSend')}
        </Button>
      </div>
      <RefusedNotice fault={dispute.error} />
    </details>
  )
}
