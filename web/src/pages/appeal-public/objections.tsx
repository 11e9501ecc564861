/** 考核申诉: orders that their departments hold should not count, and what supervisors decided; they decide here. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { More } from '../../ui/more.tsx'
import { Section } from '../../ui/page.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { decideObjection, type Objection, objectionsQuery } from '../appeal/asks.ts'
import { DecideDialog } from '../appeal/decide-dialog.tsx'
import { useDecides, useSharedColumns, WithReason } from './columns.tsx'

function useColumns(decides: boolean, onDecide: (one: Objection) => void): readonly Column<Objection>[] {
  const { t } = useTranslation('appeal-public')
  const { order, ground, department, on } = useSharedColumns<Objection>()
  return [
    order,
    ground,
    department,
    on,
    {
      key: 'state',
      head: t('excluded.state'),
      cell: (one) => (
        <WithReason reason={one.opinion}>
          {t(`objections.states.${one.state}`)}
          {one.state === 'open' && decides && (
            <div className="no-print">
              <Button small onClick={() => onDecide(one)}>
                {t('objections.decide')}
              </Button>
            </div>
          )}
        </WithReason>
      ),
    },
  ]
}

export function Objections() {
  const { t } = useTranslation('appeal-public')
  const [open, setOpen] = useState<Objection>()
  const decides = useDecides()
  const columns = useColumns(decides, setOpen)
  const query = useInfiniteQuery(objectionsQuery)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length === 0) return null
  return (
    <Section title={t('objections.title')}>
      <p className="prose">{t('objections.lead')}</p>
      <Table caption={t('objections.title')} columns={columns} rows={rows} rowKey={(one) => one.id} stack />
      <More
        shown={rows.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {open && (
        <DecideDialog
          about="objection"
          words={open.reason}
          send={(grant, opinion, options) => decideObjection(open.id, grant, opinion, options)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  )
}
