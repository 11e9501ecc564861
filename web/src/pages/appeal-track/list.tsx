/** What I handed in, the latest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList, PageBody, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { myOrdersQuery } from '../appeal/asks.ts'
import { stageKind, useListed, useStageWords } from '../appeal/words.ts'

/** The rows of a person, or with `firm` of a firm. */
export function MyOrdersList({ firm }: { readonly firm?: string }) {
  const { t } = useTranslation('appeal-track')
  const today = useSite()?.today
  const stageWords = useStageWords()
  const { nameOf } = useListed()
  const query = useInfiniteQuery(myOrdersQuery(firm))
  if (query.isError && !query.data) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const rows = query.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0)
    return (
      <Empty title={t('list.none')} action={<LinkButton to="/appeal">{t('list.write')}</LinkButton>}>
        {t('list.noneNext')}
      </Empty>
    )
  const day = (value: string) => <DayText day={value} short {...(today ? { today } : {})} />
  return (
    <>
      <LinkList
        entries={rows.map((row) => ({
          key: row.id,
          to: `/appeals/${row.id}`,
          title: <Said text={row.title} />,
          more: (
            <>
              <Status kind={stageKind(row)}>{stageWords(row)}</Status>
              <span>{nameOf('intents', row.intent)}</span>
              <span>
                {t('list.opened')} {day(row.openedOn)}
              </span>
              {row.dueOn && !row.closedOn && (
                <span>
                  {t('list.due')} {day(row.dueOn)}
                </span>
              )}
              {row.status === 'closed' && !row.rated && <span>{t('list.canRate')}</span>}
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
  )
}

export function MyAppeals() {
  const { t } = useTranslation('appeal-track')
  return (
    <PageBody narrow>
      <PageHead title={t('list.title')} lead={t('list.lead')} />
      <div className="button-row">
        <LinkButton to="/appeal">{t('list.write')}</LinkButton>
        <LinkButton to="/public-appeals" look="second">
          {t('list.public')}
        </LinkButton>
      </div>
      <MyOrdersList />
    </PageBody>
  )
}
