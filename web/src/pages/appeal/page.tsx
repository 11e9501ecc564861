/** Writing an appeal: who one is, then one thing a page; kept as typed. After it is handed in, the receipt. */
import './appeal.css'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { useSession } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { listsQuery } from './asks.ts'
import { Begin } from './begin.tsx'
import { layDraft, readDraft } from './draft.ts'
import { draftFrom } from './kept-draft.ts'
import { draftQuery } from './use-kept-draft.ts'
import { Write } from './write.tsx'

/** A draft that was asked for is laid out before the form opens; one that is gone is told. */
function Fetched({
  account,
  draft,
  children,
}: {
  readonly account: string
  readonly draft: string
  readonly children: ReactNode
}) {
  const { t } = useTranslation('appeal')
  const here = draft === '' || readDraft(account).draftId === draft
  const found = useQuery({ ...draftQuery(draft), enabled: !here })
  if (here) return children
  if (found.data) {
    layDraft(account, draftFrom(found.data))
    return children
  }
  return (
    <PageBody narrow>
      {found.isError ? (
        <>
          <PageHead title={t('begin.title')} />
          <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
        </>
      ) : (
        <PageSkeleton />
      )}
    </PageBody>
  )
}

export function Page() {
  const { type } = useParams()
  const { t } = useTranslation('appeal')
  const { t: app } = useTranslation()
  const session = useSession()
  const lists = useQuery(listsQuery)
  const [params] = useSearchParams()
  if (lists.isError)
    return (
      <PageBody narrow>
        <PageHead title={t('begin.title')} />
        <ErrorState fault={lists.error} onRetry={() => void lists.refetch()} />
      </PageBody>
    )
  if (!lists.data || !session)
    return (
      <PageBody narrow>
        <PageSkeleton />
      </PageBody>
    )
  const chosen = lists.data.types.find((one) => one.id === type)
  if (!chosen) return <Begin types={lists.data.types} known={session.kind !== 'anyone'} />
  if (session.kind === 'anyone') {
    const back = encodeURIComponent(`/appeal/${chosen.id}${params.size > 0 ? `?${params}` : ''}`)
    return (
      <PageBody narrow>
        <PageHead title={t('signIn.title')} lead={t('signIn.lead')} />
        <div className="button-row">
          <LinkButton to={`/sign-in?back=${back}`}>{app('signIn')}</LinkButton>
        </div>
        <p className="quiet">
          {t('signIn.phone')} <a href="tel:12345">12345</a>
        </p>
      </PageBody>
    )
  }
  return (
    <Fetched account={session.id} draft={params.get('draft') ?? ''}>
      <Write key={`${session.id} ${chosen.id}`} type={chosen} lists={lists.data} session={session} />
    </Fetched>
  )
}
