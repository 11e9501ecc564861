/** Who is visited by whom, in the drawn order; who dropped out. */

import type { DrawView } from '@steppe/contracts/inspections'
import type { DrawResult, Visit } from '@steppe/kernels/draw'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJoined, useSaid } from '../../app/site.ts'
import { More } from '../../ui/more.tsx'
import { Said } from '../../ui/said.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Tag } from '../../ui/tag.tsx'

const pageSize = 50

export function Visits({ draw, result }: { readonly draw: DrawView; readonly result: DrawResult }) {
  const { t } = useTranslation('draws')
  const said = useSaid()
  const joined = useJoined()
  const [shown, setShown] = useState(pageSize)
  const nameOf = (id: string) => draw.names[id] ?? id
  const taskName = (id: string) => said(draw.tasks.find((task) => task.item === id)?.name) || id
  const rows = result.visits.map((visit, index) => ({ ...visit, n: index + 1 }))
  const columns: readonly Column<Visit & { readonly n: number }>[] = [
    { key: 'n', head: t('result.order'), end: true, width: '4rem', cell: (row) => row.n },
    {
      key: 'object',
      head: t('result.object'),
      cell: (row) => (
        <span>
          <span className="object-name">
            <Said text={nameOf(row.object)} />
          </span>
          <span className="quiet code">{row.object}</span>
        </span>
      ),
    },
    ...(draw.weighted > 0
      ? [
          {
            key: 'weight',
            head: t('result.weight'),
            end: true,
            width: '5rem',
            cell: (row: Visit) => draw.weights[row.object] ?? 1,
          },
        ]
      : []),
    {
      key: 'tasks',
      head: t('result.tasks'),
      cell: (row) => (
        <span>
          {joined(row.tasks.map(taskName))} {row.tasks.length > 1 && <Tag tone="brand">{t('result.joint')}</Tag>}
        </span>
      ),
    },
    {
      key: 'inspectors',
      head: t('result.inspectors'),
      cell: (row) => <Said text={row.inspectors.map((each) => nameOf(each.inspector)).join('、')} />,
    },
  ]
  return (
    <>
      <Table
        caption={t('result.title')}
        columns={columns}
        rows={rows.slice(0, shown)}
        rowKey={(row) => row.object}
        stack
      />
      {rows.length > pageSize && (
        <More
          shown={Math.min(shown, rows.length)}
          total={rows.length}
          hasMore={shown < rows.length}
          waiting={false}
          onMore={() => setShown(shown + pageSize)}
        />
      )}
    </>
  )
}

export function DropOuts({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('draws')
  if (draw.dropOuts.length === 0) return null
  const nameOf = (id: string) => draw.names[id] ?? id
  return (
    <>
      <h3>{t('dropOuts.title')}</h3>
      <ul className="plain-list">
        {draw.dropOuts.map((each) => (
          <li key={`${each.object} ${each.inspector ?? ''}`}>
            {each.inspector
              ? t('dropOuts.inspector', {
                  name: nameOf(each.inspector),
                  object: nameOf(each.object),
                  reason: each.reason,
                })
              : t('dropOuts.object', { object: nameOf(each.object), reason: each.reason })}
          </li>
        ))}
      </ul>
    </>
  )
}
