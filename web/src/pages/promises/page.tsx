/** What was decided on a promise and has to be looked at: each leads to its case, where the check is written down. */
import type { PromisesToCheck } from '@steppe/contracts/applications'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pagesOf } from '../../app/pages-of.ts'
import { useSite } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList, PageBody, PageHead } from '../../ui/page.tsx'
import { Said, Titled } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status, Tag } from '../../ui/tag.tsx'

const promisesQuery = pagesOf<PromisesToCheck>(['applications', 'promises'], '/api/applications/promises')

function List() {
  const { t } = useTranslation('promises')
  const today = useSite()?.today ?? ''
  const query = useInfiniteQuery(promisesQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={8} />
  const promises = query.data.pages.flatMap((page) => page.promises)
  if (promises.length === 0) return <Empty title={t('none')}>{t('noneNext')}</Empty>
  return (
    <>
      <LinkList
        entries={promises.map((one) => ({
          key: one.case,
          to: `/work/cases/${one.case}`,
          title: <Titled text={one.title} />,
          more: (
            <>
              {one.by < today && <Status kind="late">{t('late')}</Status>}
              {one.mending && <Tag tone="warn">{t('mending')}</Tag>}
              <span>
                <Said text={one.applicant} />
              </span>
              <span>{one.case}</span>
              <span>
                {t(one.mending ? 'again' : 'by')} <DayText day={one.by} short today={today} />
              </span>
            </>
          ),
        }))}
      />
      <More
        shown={promises.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  )
}

export function Page() {
  const { t } = useTranslation('promises')
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      <List />
    </PageBody>
  )
}
