/** All policies with search: by words, level and kind of benefit. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { policiesQuery } from '../../asks/policies.ts'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { LineMore, StandingTag } from './line.tsx'

const levels = ['national', 'region', 'league', 'banner'] as const
const kinds = ['cash', 'tax', 'fee', 'loan', 'subsidy', 'service'] as const

export function AllPolicies() {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const [wish, setWish] = useState({ q: '', level: '', kind: '' })
  const query = useInfiniteQuery(policiesQuery(wish))
  const change = (part: Partial<typeof wish>) => setWish({ ...wish, ...part })
  const policies = query.data?.pages.flatMap((page) => page.policies) ?? []
  return (
    <div className="policy-all">
      <div className="policy-filters">
        <TextInput label={t('search')} value={wish.q} onChange={(q) => change({ q })} type="search" optional />
        <Select
          label={t('levelName')}
          value={wish.level}
          onChange={(level) => change({ level })}
          options={levels.map((value) => ({ value, label: t(`level.${value}`) }))}
          empty={t('any')}
        />
        <Select
          label={t('kindName')}
          value={wish.kind}
          onChange={(kind) => change({ kind })}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          empty={t('any')}
        />
      </div>
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton />}
      {query.data && policies.length === 0 && <Empty title={t('noneFound')}>{t('noneFoundHint')}</Empty>}
      {policies.length > 0 && (
        <>
          <LinkList
            entries={policies.map((line) => ({
              key: line.id,
              to: `/policies/${line.id}`,
              title: <Said text={said(line.title)} />,
              more: <LineMore line={line} />,
              ...(line.standing === 'in_force' ? {} : { end: <StandingTag standing={line.standing} /> }),
            }))}
          />
          <More
            shown={policies.length}
            total={query.data?.pages[0]?.total}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </div>
  )
}
