/** One article: what holds, by which source, who answers for it, and whether it helped. */
import type { Article } from '@steppe/contracts/appeals'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { BackLink, Facts, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { articleQuery } from './asks.ts'
import { Feedback } from './feedback.tsx'

function Sources({ sources }: Pick<Article, 'sources'>) {
  return (
    <ul className="knowledge-sources">
      {sources.map(({ document, part = '', url }) => (
        <li key={`${document} ${part}`}>
          {url ? (
            <a href={url} rel="noreferrer">
              <Said text={`${document}${part}`} />
            </a>
          ) : (
            <Said text={`${document}${part}`} />
          )}
        </li>
      ))}
    </ul>
  )
}

export function ArticleView({ id }: { readonly id: string }) {
  const { t } = useTranslation('knowledge')
  const said = useSaid()
  const query = useQuery(articleQuery(id))
  const article = query.data
  const back = <BackLink to="/knowledge">{t('title')}</BackLink>
  if (query.isError && !article)
    return (
      <>
        <PageHead title={t('title')} above={back} />
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      </>
    )
  if (!article) return <Skeleton shapes={['title', 'block', 'block']} />
  return (
    <>
      <PageHead title={said(article.title)} written above={back} />
      {article.overdue && <Notice kind="warn" title={t('overdueNotice')} />}
      <div className="knowledge-body">
        {said(article.body)
          .split('\n')
          .map((line) => (
            <p key={line}>
              <Said text={line} />
            </p>
          ))}
      </div>
      <Facts
        facts={[
          { key: 'source', name: t('source'), value: <Sources sources={article.sources} /> },
          { key: 'owner', name: t('owner'), value: <Said text={article.ownerName} /> },
          { key: 'region', name: t('region'), value: <Said text={article.regionName} /> },
          { key: 'review', name: t('reviewOn'), value: <DayText day={article.reviewOn} /> },
        ]}
      />
      <Feedback article={article} />
      {article.mayWrite && (
        <LinkButton small look="second" to={`/work/knowledge/${id}`}>
          {t('edit')}
        </LinkButton>
      )}
    </>
  )
}
