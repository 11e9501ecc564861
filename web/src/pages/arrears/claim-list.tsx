/** Claims by what one is to them: mine, against me, of my office, all that I supervise. */
import type { ClaimRow, Part } from '@steppe/contracts/arrears'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useSession } from '../../app/site.ts'
import { claimsQuery } from '../../asks/arrears.ts'
import { ButtonRow, LinkButton } from '../../ui/button.tsx'
import { DayText, Money } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { BackLink, LinkList, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ClaimStageTag } from './claim-stage.tsx'

/** What a person can be to claims at all, by what they hold. */
function partsFor(
  grants: readonly { readonly role: string; readonly firm?: string; readonly department?: string }[],
): Part[] {
  const parts: Part[] = []
  if (grants.some(({ role }) => role === 'supervisor')) parts.push('supervisor')
  if (grants.some(({ department }) => department)) parts.push('handler')
  if (grants.some(({ firm }) => firm)) parts.push('creditor')
  if (grants.some(({ firm, department }) => firm || department)) parts.push('debtor')
  return parts
}

export function ClaimList() {
  const { t } = useTranslation('arrears')
  const session = useSession()
  const [params, setParams] = useSearchParams()
  const parts = partsFor((session?.grants ?? []) as Parameters<typeof partsFor>[0])
  const asked = params.get('part') as Part | null
  const [empty, setEmpty] = useState<readonly Part[]>([])
  // Unless one was asked for, the first that has any.
  const part = parts.find((each) => each === asked) ?? parts.find((each) => !empty.includes(each)) ?? parts[0]
  return (
    <>
      <PageHead title={t('claims.title')} above={<BackLink to="/arrears">{t('title')}</BackLink>} />
      {parts.includes('creditor') && (
        <ButtonRow>
          <LinkButton to="/arrears/new">{t('claimNow')}</LinkButton>
        </ButtonRow>
      )}
      {session && !part && (
        <Empty
          title={t('claims.nobody')}
          action={<LinkButton to="/arrears/calculator">{t('calculator.title')}</LinkButton>}
        >
          {t('claims.nobodyHint')}
        </Empty>
      )}
      {part && (
        <Tabs
          label={t('claims.title')}
          current={part}
          onChange={(next) => setParams({ part: next }, { replace: true })}
          tabs={parts.map((key) => ({ key, label: t(`parts.${key}`) }))}
        >
          <Rows key={part} part={part} onEmpty={() => setEmpty((before) => [...new Set([...before, part])])} />
        </Tabs>
      )}
    </>
  )
}

function Rows({ part, onEmpty }: { readonly part: Part; readonly onEmpty: () => void }) {
  const { t } = useTranslation('arrears')
  const query = useInfiniteQuery(claimsQuery(part))
  const none = query.data?.pages[0]?.rows.length === 0
  useEffect(() => {
    if (none) onEmpty()
  }, [none])
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const rows = query.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <Empty title={t('claims.none')}>{t('claims.noneHint')}</Empty>
  return (
    <>
      <LinkList entries={rows.map((row) => ({ key: row.id, ...entryOf(row, part, t) }))} />
      <More
        shown={rows.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  )
}

function entryOf(row: ClaimRow, part: Part, t: (key: string) => string) {
  const other = part === 'creditor' ? row.debtorName : row.creditorName
  const names = part === 'creditor' || part === 'debtor' ? other : `${row.creditorName} → ${row.debtorName}`
  return {
    to: `/arrears/claims/${row.id}`,
    title: <Said text={names} />,
    more: (
      <>
        <ClaimStageTag stage={row.stage} />
        <span>
          <DayText day={row.openedOn} short /> {t('claims.opened')}
        </span>
        {row.dueOn && (
          <span>
            {t('claims.due')} <DayText day={row.dueOn} short />
          </span>
        )}
        <span>{row.id}</span>
      </>
    ),
    end: (
      <span className="arrears-left">
        <Money fen={row.left} />
        <span className="quiet">{t('claims.left')}</span>
      </span>
    ),
  }
}
