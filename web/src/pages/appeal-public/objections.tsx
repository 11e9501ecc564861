/** 考核申诉: orders that their departments hold should not count, and what supervisors decided; they decide here. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid, useSession } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { decideObjection, type Objection, objectionsQuery } from '../appeal/asks.ts'
import { DecideDialog } from '../appeal/decide-dialog.tsx'

function useColumns(decides: boolean, onDecide: (one: Objection) => void): readonly Column<Objection>[] {
  const { t } = useTranslation('appeal-public')
  const said = useSaid()
  return [
    {
      key: 'order',
      head: t('excluded.order'),
      cell: (one) =>
        decides ? (
          <Link to={`/work/appeals/${one.order}`} className="number">
            {one.order}
          </Link>
        ) : (
          <span className="number">{one.order}</span>
        ),
    },
    {
      key: 'ground',
      head: t('excluded.ground'),
      cell: (one) => (
        <>
          {said(one.groundTitle)}
          <span className="excluded-reason">
            <Said text={one.reason} />
          </span>
        </>
      ),
    },
    { key: 'department', head: t('excluded.department'), cell: (one) => <Said text={one.departmentName} /> },
    { key: 'on', head: t('excluded.on'), cell: (one) => <DayText day={one.on} short /> },
    {
      key: 'state',
      head: t('excluded.state'),
      cell: (one) => (
        <>
          {t(`objections.states.${one.state}`)}
          {one.opinion && (
            <span className="excluded-reason">
              <Said text={one.opinion} />
            </span>
          )}
          {one.state === 'open' && decides && (
            <div className="no-print">
              <Button small onClick={() => onDecide(one)}>
                {t('objections.decide')}
              </Button>
            </div>
          )}
        </>
      ),
    },
  ]
}

export function Objections() {
  const { t } = useTranslation('appeal-public')
  const [open, setOpen] = useState<Objection>()
  const decides = useSession()?.grants.some((grant) => grant.role === 'supervisor') ?? false
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
