/** The duty catalogue: found by words, each entry with its versions; who may, writes a new entry or a new version. */
import '../workbench/workbench.css'
import '../appeal-order/appeal-order.css'
import './appeal-duties.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { useSettled } from '../appeal/suggest.tsx'
import { type Duty, dutiesQuery } from './asks.ts'
import { DutyDialog } from './duty-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { useKindName } from './kind-names.ts'

type Open = { readonly what: 'edit' | 'history'; readonly duty?: Duty }

function useColumns(onOpen: (open: Open) => void, mayWrite: boolean): readonly Column<Duty>[] {
  const { t } = useTranslation('appeal-duties')
  const nameOf = useKindName()
  return [
    {
      key: 'matter',
      head: t('matter'),
      cell: (duty) => (
        <>
          <strong>
            <Said text={duty.matter} />
          </strong>
          <span className="duty-words">
            <Said text={duty.words.join('、')} />
          </span>
        </>
      ),
    },
    {
      key: 'lead',
      head: t('lead'),
      cell: (duty) => (
        <>
          <Said text={duty.leadName} />
          {duty.assists.length > 0 && (
            <span className="duty-words">
              {t('assists')} <Said text={duty.assists.map(nameOf).join('、')} />
            </span>
          )}
        </>
      ),
    },
    {
      key: 'source',
      head: t('source'),
      cell: (duty) => (
        <>
          <Said text={duty.source} />
          {duty.decidedIn && (
            <span className="duty-words">
              {t('decidedIn')} <Link to={`/work/appeals/${duty.decidedIn}`}>{duty.decidedIn}</Link>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'from',
      head: t('from'),
      width: '11rem',
      cell: (duty) => (
        <>
          <DayText day={duty.from} short /> <span className="quiet">{t('version', { n: duty.version })}</span>
        </>
      ),
    },
    {
      key: 'acts',
      head: t('acts'),
      width: '11rem',
      cell: (duty) => (
        <span className="duty-acts">
          <Button small look="plain" onClick={() => onOpen({ what: 'history', duty })}>
            {t('history')}
          </Button>
          {mayWrite && (
            <Button small look="plain" onClick={() => onOpen({ what: 'edit', duty })}>
              {t('change')}
            </Button>
          )}
        </span>
      ),
    },
  ]
}

export function Page() {
  const { t } = useTranslation('appeal-duties')
  const session = useSession()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 300)
  const [open, setOpen] = useState<Open>()
  const query = useInfiniteQuery(dutiesQuery(q))
  const mayWrite = session?.grants.some((grant) => grant.role === 'supervisor') ?? false
  const columns = useColumns(setOpen, mayWrite)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <div className="work">
      <div className="work-head">
        <PageHead title={t('title')} />
        <div className="work-tools no-print">
          {mayWrite && (
            <Button small onClick={() => setOpen({ what: 'edit' })}>
              {t('add')}
            </Button>
          )}
        </div>
      </div>
      <p className="quiet">{t('lead2')}</p>
      <label className="order-filter duty-find">
        <span>{t('find')}</span>
        <input
          className="input"
          type="search"
          value={typed}
          placeholder={t('findHint')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={10} />}
      {query.data && rows.length === 0 && <Empty title={t('none')}>{t('noneNext')}</Empty>}
      {rows.length > 0 && (
        <>
          <Table caption={t('title')} columns={columns} rows={rows} rowKey={(duty) => duty.id} stack />
          <More
            shown={rows.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
      {open?.what === 'edit' && <DutyDialog duty={open.duty} onClose={() => setOpen(undefined)} />}
      {open?.what === 'history' && open.duty && <HistoryDialog duty={open.duty} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
