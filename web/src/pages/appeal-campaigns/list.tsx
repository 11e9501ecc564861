/** The campaigns, the latest first; staff who may open one here. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { BackLink, LinkList, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { campaignsQuery } from './asks.ts'
import { NewCampaignDialog } from './new-campaign.tsx'

/** Roles that may sample; the server decides. */
export const sampling: ReadonlySet<string> = new Set(['operator', 'supervisor'])

export function CampaignList() {
  const { t } = useTranslation('appeal-campaigns')
  const session = useSession()
  const [open, setOpen] = useState(false)
  const query = useInfiniteQuery(campaignsQuery)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const may = session?.grants.some((grant) => sampling.has(grant.role)) ?? false
  return (
    <>
      <BackLink to="/public-appeals">{t('toAppeals')}</BackLink>
      <PageHead title={t('title')} lead={t('lead')} />
      {may && (
        <div>
          <Button onClick={() => setOpen(true)}>{t('fresh.button')}</Button>
        </div>
      )}
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton />}
      {query.data && rows.length === 0 && <Empty title={t('none')}>{t('noneNext')}</Empty>}
      {rows.length > 0 && (
        <>
          <LinkList
            entries={rows.map((row) => ({
              key: row.id,
              to: `/call-backs/${row.id}`,
              title: <Said text={row.title} />,
              more: (
                <>
                  <Status kind={row.state === 'drawn' ? 'done' : 'waiting'}>{t(`state.${row.state}`)}</Status>
                  <Said text={row.regionName} />
                  <span>
                    <DayText day={row.from} short /> – <DayText day={row.until} short />
                  </span>
                  <span>{t('sizes', { size: row.size, population: row.population })}</span>
                </>
              ),
            }))}
          />
          <More
            shown={rows.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
      {open && <NewCampaignDialog onClose={() => setOpen(false)} />}
    </>
  )
}
