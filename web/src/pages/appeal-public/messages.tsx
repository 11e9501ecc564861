/** Messages whose writers let them be shown, each with the reply. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession, useSite } from '../../app/site.ts'
import { regionsBelowQuery } from '../../asks/registry.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Select } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { Card } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { type BoardAnswer, boardQuery } from '../appeal/asks.ts'
import { stageKind, useListed, useStageName } from '../appeal/words.ts'
import { BoardImport } from './board-import.tsx'

function Message({ one }: { readonly one: BoardAnswer['rows'][number] }) {
  const { t } = useTranslation('appeal-public')
  const { t: words } = useTranslation('appeal')
  const stageName = useStageName('office')
  const { nameOf } = useListed()
  return (
    <Card>
      <div className="message-head">
        <h2>
          <Said text={one.title} />
        </h2>
        <Status kind={stageKind({ stage: one.stage, status: 'accepted' })}>{stageName(one.stage)}</Status>
      </div>
      <p className="quiet">
        <Said text={one.regionName} /> · {nameOf('intents', one.intent)} · <DayText day={one.on} />
      </p>
      <p className="message-text">
        <Said text={one.text} />
      </p>
      {one.reply ? (
        <div className="message-reply">
          <p className="quiet">
            {t('messages.replied')} <Said text={one.reply.departmentName} /> · <DayText day={one.reply.on} />
          </p>
          <p className="message-text">
            <Said text={one.reply.text} />
          </p>
          {one.satisfaction && (
            <p className="quiet">{t('messages.rated', { grade: words(`satisfaction.${one.satisfaction}`) })}</p>
          )}
        </div>
      ) : (
        <p className="quiet">{t('messages.waiting')}</p>
      )}
    </Card>
  )
}

export function MessagesView() {
  const { t } = useTranslation('appeal-public')
  const site = useSite()
  const imports = useSession()?.permissions.includes('appeals:board:import')
  const [region, setRegion] = useState('')
  const leagues = useQuery(regionsBelowQuery(site?.region ?? '')).data?.regions ?? []
  const query = useInfiniteQuery(boardQuery(region))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <div className="appeal-view">
      {imports && <BoardImport />}
      <Select
        label={t('numbers.region')}
        empty={t('numbers.allRegions')}
        value={region}
        onChange={setRegion}
        options={leagues.map((one) => ({ value: one.code, label: one.name }))}
      />
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton />}
      {query.data && rows.length === 0 && (
        <Empty title={t('messages.none')} action={<LinkButton to="/appeal/board">{t('messages.write')}</LinkButton>}>
          {t('messages.noneNext')}
        </Empty>
      )}
      {rows.map((one) => (
        <Message key={one.id} one={one} />
      ))}
      {rows.length > 0 && (
        <More
          shown={rows.length}
          hasMore={query.hasNextPage}
          waiting={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </div>
  )
}
