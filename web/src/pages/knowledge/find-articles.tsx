/** Articles by what somebody asks in plain words; before that the most useful. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useErrandRegion, useSaid } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { articlesQuery } from './asks.ts'

export function FindArticles() {
  const { t } = useTranslation('knowledge')
  const said = useSaid()
  const { region } = useErrandRegion()
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  const [typed, setTyped] = useState(q)
  const query = useInfiniteQuery(articlesQuery(q, region))
  const articles = query.data?.pages.flatMap((page) => page.articles) ?? []
  const search = (text: string) => setParams(text ? { q: text } : {})
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <SearchBox
        label={t('search')}
        placeholder={t('placeholder')}
        value={typed}
        onChange={(text) => {
          setTyped(text)
          if (text === '') search('')
        }}
        onSearch={search}
        suggestions={[]}
        onPick={() => {}}
      />
      <h2 className="knowledge-heading">{q ? t('found') : t('useful')}</h2>
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={6} />}
      {query.data && articles.length === 0 && (
        <Empty title={t('none')} action={<LinkButton to="/appeal">{t('ask')}</LinkButton>}>
          {t('noneNext')}
        </Empty>
      )}
      {articles.length > 0 && (
        <>
          <LinkList
            entries={articles.map((one) => ({
              key: one.id,
              to: `/knowledge/${one.id}`,
              title: <Said text={said(one.title)} />,
              more: <Said text={said(one.begins)} />,
            }))}
          />
          <More
            shown={articles.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </>
  )
}
