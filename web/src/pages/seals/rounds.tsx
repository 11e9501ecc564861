/** Lists of documents: those that wait for my signature, those I sent or signed. */
import type { RoundLine, RoundState } from '@steppe/contracts/seals'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ownRoundsQuery, toSignQuery } from '../../asks/seals.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status, type StatusKind } from '../../ui/tag.tsx'

export const stateKind: Readonly<Record<RoundState, StatusKind>> = {
  open: 'running',
  complete: 'done',
  refused: 'refused',
  withdrawn: 'paused',
  expired: 'late',
}

function Lines({ rounds, asked }: { readonly rounds: readonly RoundLine[]; readonly asked?: boolean }) {
  const { t } = useTranslation('seals')
  return (
    <LinkList
      entries={rounds.map((one) => ({
        key: one.id,
        to: `/seals/${one.id}`,
        title: one.title,
        more: (
          <>
            <Status kind={asked ? 'asked' : stateKind[one.state]}>
              {asked ? t('waitsForYou') : t(`states.${one.state}`)}
            </Status>
            <span>{t('signedOf', { signed: one.signed, all: one.parties })}</span>
            <span>
              {t('from')} {one.openedBy}
            </span>
            <span>
              {t('until')} <DayText day={one.expiresOn} short />
            </span>
          </>
        ),
      }))}
    />
  )
}

export function ToSign() {
  const { t } = useTranslation('seals')
  const query = useQuery(toSignQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={2} />
  if (query.data.rounds.length === 0) return <Empty title={t('nothingWaits')}>{t('nothingWaitsHint')}</Empty>
  return <Lines rounds={query.data.rounds} asked />
}

export function OwnRounds() {
  const { t } = useTranslation('seals')
  const query = useInfiniteQuery(ownRoundsQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={2} />
  const rounds = query.data.pages.flatMap((page) => page.rounds)
  if (rounds.length === 0)
    return (
      <Empty title={t('nothingSent')} action={<LinkButton to="/seals/new">{t('send')}</LinkButton>}>
        {t('nothingSentHint')}
      </Empty>
    )
  return (
    <>
      <Lines rounds={rounds} />
      <More
        shown={rounds.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  )
}
