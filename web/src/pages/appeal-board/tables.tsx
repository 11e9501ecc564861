/** Open and late orders by stage and by department; each number opens its orders. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Button } from '../../ui/button.tsx'
import { Said } from '../../ui/said.tsx'
import { Table } from '../../ui/table.tsx'
import { useStageName } from '../appeal/words.ts'
import { addressOfOrders } from '../appeal-order/list.tsx'
import type { BoardNumbers } from './asks.ts'

export function Count({ value, to, late }: { readonly value: number; readonly to: string; readonly late?: boolean }) {
  if (value === 0) return <span className="quiet">0</span>
  return (
    <Link to={to} className={late ? 'board-late' : undefined}>
      {late && <span aria-hidden="true">▲ </span>}
      {value}
    </Link>
  )
}

export function ByStage({ board, region }: { readonly board: BoardNumbers; readonly region: string }) {
  const { t } = useTranslation('appeal-board')
  const stageName = useStageName('office')
  return (
    <section className="panel">
      <h2>{t('byStage')}</h2>
      <Table
        caption={t('byStage')}
        rows={board.byStage}
        rowKey={(row) => row.stage}
        columns={[
          { key: 'stage', head: t('column.stage'), cell: (row) => stageName(row.stage) },
          {
            key: 'open',
            head: t('number.open'),
            end: true,
            cell: (row) => <Count value={row.open} to={addressOfOrders({ region, stage: row.stage, open: true })} />,
          },
          {
            key: 'late',
            head: t('number.late'),
            end: true,
            cell: (row) => (
              <Count late value={row.late} to={addressOfOrders({ region, stage: row.stage, late: true, open: true })} />
            ),
          },
        ]}
      />
    </section>
  )
}

export function ByDepartment({ board, region }: { readonly board: BoardNumbers; readonly region: string }) {
  const { t } = useTranslation('appeal-board')
  const [whole, setWhole] = useState(false)
  const all = board.departments.toSorted((a, b) => b.late - a.late || b.open - a.open)
  const rows = whole ? all : all.slice(0, 10)
  if (rows.length === 0) return null
  const to = (department: string, more: object) => addressOfOrders({ region, department, ...more })
  return (
    <section className="panel">
      <h2>{t('byDepartment')}</h2>
      <Table
        caption={t('byDepartment')}
        rows={rows}
        rowKey={(row) => row.department}
        columns={[
          { key: 'name', head: t('column.department'), cell: (row) => <Said text={row.name} /> },
          {
            key: 'open',
            head: t('number.open'),
            end: true,
            cell: (row) => <Count value={row.open} to={to(row.department, { open: true })} />,
          },
          {
            key: 'late',
            head: t('number.late'),
            end: true,
            cell: (row) => <Count late value={row.late} to={to(row.department, { late: true, open: true })} />,
          },
          {
            key: 'problems',
            head: t('number.problems'),
            end: true,
            cell: (row) => <Count value={row.problems} to={to(row.department, { problem: true, open: true })} />,
          },
        ]}
      />
      {all.length > rows.length && (
        <div className="no-print">
          <Button small look="second" onClick={() => setWhole(true)}>
            {t('allDepartments', { count: all.length })}
          </Button>
        </div>
      )}
    </section>
  )
}
