/** The editor of the knowledge base: what is overdue, all articles, one of them or a new one. */
import '../workbench/workbench.css'
import '../knowledge/knowledge.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty } from '../../ui/states.tsx'
import { useSettled } from '../appeal/suggest.tsx'
import { articlesQuery, overdueQuery } from '../knowledge/asks.ts'
import { EditArticle } from './edit-article.tsx'

function Lists() {
  const { t } = useTranslation('knowledge')
  const said = useSaid()
  const [typed, setTyped] = useState('')
  const overdue = useQuery(overdueQuery)
  const all = useInfiniteQuery(articlesQuery(useSettled(typed.trim(), 300)))
  const articles = all.data?.pages.flatMap((page) => page.articles) ?? []
  const entries = (rows: typeof articles) =>
    rows.map((one) => ({
      key: one.id,
      to: `/work/knowledge/${one.id}`,
      title: <Said text={said(one.title)} />,
      more: (
        <>
          <Said text={one.ownerName} /> · <Said text={one.regionName} /> · {t('version', { n: one.version })} ·{' '}
          {t('reviewOn')} <DayText day={one.reviewOn} short />
        </>
      ),
    }))
  if (overdue.isError)
    return (
      <Empty title={t('notYours')} action={<LinkButton to="/sign-in?back=/work/knowledge">{t('desk')}</LinkButton>}>
        {t('notYoursNext')}
      </Empty>
    )
  const late = overdue.data?.articles ?? []
  return (
    <>
      <Section title={t('overdue')}>
        {overdue.data && late.length === 0 && <p className="quiet">{t('noneOverdue')}</p>}
        {late.length > 0 && <LinkList entries={entries(late)} />}
      </Section>
      <Section
        title={t('all')}
        act={
          <LinkButton small to="/work/knowledge/new">
            {t('add')}
          </LinkButton>
        }
      >
        <TextInput label={t('find')} value={typed} onChange={setTyped} type="search" />
        {all.isPending && <RowsSkeleton rows={6} />}
        {all.data && articles.length === 0 && <Empty title={t('none')} />}
        {articles.length > 0 && <LinkList entries={entries(articles)} />}
        <More
          shown={articles.length}
          hasMore={all.hasNextPage}
          waiting={all.isFetchingNextPage}
          onMore={() => void all.fetchNextPage()}
        />
      </Section>
    </>
  )
}

export function Page() {
  const { t } = useTranslation('knowledge')
  const { article } = useParams()
  if (article) return <EditArticle key={article} id={article === 'new' ? '' : article} />
  return (
    <div className="work">
      <PageHead title={t('desk')} />
      <Lists />
    </div>
  )
}
