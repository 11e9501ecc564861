/** The government's lists of policies with how far their tasks are, and the public notices of payments without application. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { roundsQuery, suitesQuery } from '../../asks/policies.ts'
import { DayText, Money } from '../../ui/day.tsx'
import { LinkList } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status, Tag } from '../../ui/tag.tsx'

export function Suites() {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const query = useQuery(suitesQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  if (query.data.suites.length === 0) return <Empty title={t('suite.none')} />
  return (
    <LinkList
      entries={query.data.suites.map((suite) => ({
        key: suite.id,
        to: `/policies/lists/${suite.id}`,
        title: <Said text={said(suite.title)} />,
        more: (
          <>
            <Tag>{t(`suite.${suite.kind}`)}</Tag>
            <span lang="zh">{suite.number}</span>
            <DayText day={suite.issuedOn} />
            <span>{t('suite.progress', { done: suite.done, tasks: suite.tasks })}</span>
            {suite.repealedOn && <Status kind="refused">{t('standing.repealed')}</Status>}
          </>
        ),
      }))}
    />
  )
}

export function Notices() {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const query = useQuery(roundsQuery())
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const { rounds } = query.data
  if (rounds.length === 0) return <Empty title={t('notice.none')}>{t('notice.noneHint')}</Empty>
  return (
    <LinkList
      entries={rounds.map((round) => ({
        key: round.id,
        to: `/policies/notices/${round.id}`,
        title: <span lang="zh">{round.title}</span>,
        more: (
          <>
            <span>
              <Said text={said(round.departmentName)} />
            </span>
            {round.noticeFrom && <DayText day={round.noticeFrom} />}
            <span>{t('notice.firms', { count: round.firms })}</span>
          </>
        ),
        end: <Money fen={Math.round(round.amount * 100)} />,
      }))}
    />
  )
}
