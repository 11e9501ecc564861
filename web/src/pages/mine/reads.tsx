/** Who looked at my data, when and for what (个人信息保护法 art. 45). */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { readsQuery } from '../../asks/registry.ts'
import { InstantText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'

export function Reads() {
  const { t } = useTranslation('mine')
  const query = useInfiniteQuery(readsQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={3} />
  const reads = query.data.pages.flatMap((page) => page.reads)
  if (reads.length === 0) return <Empty title={t('noReads')}>{t('noReadsHint')}</Empty>
  return (
    <>
      <ul className="list">
        {reads.map((read) => (
          <li key={`${read.at} ${read.by}`} className="draft">
            <span>
              <span className="list-title-plain">{[read.department, read.by].filter(Boolean).join(' · ')}</span>
              <span className="list-more">
                <InstantText at={read.at} />
                <span>{read.purpose}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
      <More
        shown={reads.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  )
}
