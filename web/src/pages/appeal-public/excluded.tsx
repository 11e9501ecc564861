/** What does not count in the figures: each with its ground and reason, and the appeal against it. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { Select } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { type Exclusion, exclusionsQuery } from '../appeal/asks.ts'
import { useListed } from '../appeal/words.ts'
import { useSharedColumns, WithReason } from './columns.tsx'
import { Objections } from './objections.tsx'

const states = ['stands', 'appealed', 'upheld', 'lifted'] as const

function useColumns(): readonly Column<Exclusion>[] {
  const { t } = useTranslation('appeal-public')
  const { order, ground, department, on } = useSharedColumns<Exclusion>()
  return [
    order,
    { key: 'what', head: t('excluded.what'), cell: (one) => t(`excluded.kind.${one.what}`) },
    ground,
    department,
    on,
    {
      key: 'state',
      head: t('excluded.state'),
      cell: (one) => <WithReason reason={one.appeal?.opinion}>{t(`excluded.states.${one.state}`)}</WithReason>,
    },
  ]
}

export function ExcludedView() {
  const { t } = useTranslation('appeal-public')
  const said = useSaid()
  const { lists } = useListed()
  const [params, setParams] = useSearchParams()
  const [ground, state] = [params.get('ground') ?? '', params.get('state') ?? '']
  const change = (name: 'ground' | 'state') => (value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    setParams(next, { replace: true })
  }
  const columns = useColumns()
  const query = useInfiniteQuery(exclusionsQuery({ ground: ground || undefined, state: state || undefined }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const grounds = [...(lists?.exclusionGrounds ?? []), ...(lists?.invalidCallBackGrounds ?? [])]
  const named = [...new Map(grounds.map((one) => [one.id, one])).values()]
  return (
    <div className="appeal-view">
      <p className="prose">{t('excluded.lead')}</p>
      <div className="appeal-filters">
        <Select
          label={t('excluded.ground')}
          empty={t('excluded.all')}
          value={ground}
          onChange={change('ground')}
          options={named.map((one) => ({ value: one.id, label: said(one.title) }))}
        />
        <Select
          label={t('excluded.state')}
          empty={t('excluded.all')}
          value={state}
          onChange={change('state')}
          options={states.map((one) => ({ value: one, label: t(`excluded.states.${one}`) }))}
        />
      </div>
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton />}
      {query.data && rows.length === 0 && <Empty title={t('excluded.none')}>{t('excluded.noneNext')}</Empty>}
      {rows.length > 0 && (
        <>
          <Table caption={t('views.excluded')} columns={columns} rows={rows} rowKey={(one) => one.id} stack />
          <More
            shown={rows.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
      <Objections />
    </div>
  )
}
