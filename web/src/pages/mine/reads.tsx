/** Who looked at my data and my licences, when and for what (个人信息保护法 art. 45). */
import '../licences/licences.css'
import type { CallLine } from '@steppe/contracts/credentials'
import type { ReadsAnswer } from '@steppe/contracts/registry'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { callsQuery } from '../../asks/credentials.ts'
import { readsQuery } from '../../asks/registry.ts'
import { InstantText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Authorisations } from '../licences/authorisations.tsx'
import { CallEntry } from '../licences/calls.tsx'
import { mergeLooks } from './merge-reads.ts'

type Read = ReadsAnswer['reads'][number]
type Look = { readonly read: Read } | { readonly call: CallLine }

function ReadEntry({ read }: { readonly read: Read }) {
  return (
    <li className="draft">
      <span>
        <span className="list-title-plain">{[read.department, read.by].filter(Boolean).join(' · ')}</span>
        <span className="list-more">
          <InstantText at={read.at} />
          <span>{read.purpose}</span>
        </span>
      </span>
    </li>
  )
}

export function Reads() {
  const { t } = useTranslation('mine')
  const reads = useInfiniteQuery(readsQuery)
  const calls = useInfiniteQuery(callsQuery())
  if (reads.isError) return <ErrorState fault={reads.error} onRetry={() => void reads.refetch()} />
  if (calls.isError) return <ErrorState fault={calls.error} onRetry={() => void calls.refetch()} />
  if (!reads.data || !calls.data) return <RowsSkeleton rows={3} />
  const looks = mergeLooks<Look>([
    {
      looks: reads.data.pages.flatMap((page) => page.reads.map((read) => ({ at: read.at, what: { read } }))),
      more: reads.hasNextPage,
    },
    {
      looks: calls.data.pages.flatMap((page) => page.calls.map((call) => ({ at: call.at, what: { call } }))),
      more: calls.hasNextPage,
    },
  ])
  const onMore = () => {
    if (reads.hasNextPage) void reads.fetchNextPage()
    if (calls.hasNextPage) void calls.fetchNextPage()
  }
  return (
    <>
      <Authorisations />
      {looks.length === 0 ? (
        <Empty title={t('noReads')}>{t('noReadsHint')}</Empty>
      ) : (
        <ul className="list">
          {looks.map(({ what }) =>
            'call' in what ? (
              <CallEntry key={what.call.call} call={what.call} />
            ) : (
              <ReadEntry key={`${what.read.at} ${what.read.by}`} read={what.read} />
            ),
          )}
        </ul>
      )}
      {(looks.length > 0 || reads.hasNextPage || calls.hasNextPage) && (
        <More
          shown={looks.length}
          hasMore={reads.hasNextPage || calls.hasNextPage}
          waiting={reads.isFetchingNextPage || calls.isFetchingNextPage}
          onMore={onMore}
        />
      )}
    </>
  )
}
