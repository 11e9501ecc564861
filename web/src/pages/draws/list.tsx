/** All draws whose list is sealed, newest first. */

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/site.ts'
import { drawsQuery } from '../../asks/inspections.ts'
import { LinkButton } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { DrawState } from './state.tsx'

const staffRoles = ['draw-organiser', 'draw-witness', 'inspector']

export function DrawList() {
  const { t } = useTranslation('draws')
  const session = useSession()
  const staff = session?.grants.some((grant) => staffRoles.includes(grant.role))
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {staff && (
        <div>
          <LinkButton look="second" to="/inspections">
            {t('organise')}
          </LinkButton>
        </div>
      )}
      <Lines />
    </>
  )
}

function Lines() {
  const { t } = useTranslation('draws')
  const query = useInfiniteQuery(drawsQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const draws = query.data.pages.flatMap((page) => page.draws)
  if (draws.length === 0) return <Empty title={t('none')}>{t('noneHint')}</Empty>
  return (
    <>
      <LinkList
        entries={draws.map((draw) => ({
          key: draw.id,
          to: `/draws/${draw.id}`,
          title: <Said text={draw.title} />,
          more: (
            <>
              <DrawState state={draw.state} />
              <span>
                <Said text={draw.departmentName} />
              </span>
              {draw.visits === undefined ? (
                <span>{t('ofObjects', { count: draw.objects })}</span>
              ) : (
                <span>{t('drawnOf', { visits: draw.visits, objects: draw.objects })}</span>
              )}
              {draw.committedAt && (
                <span>
                  {t('sealedOn')} <InstantText at={draw.committedAt} />
                </span>
              )}
              {draw.redrawOf && <span>{t('isRedraw')}</span>}
            </>
          ),
        }))}
      />
      <More
        shown={draws.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  )
}
