/** 材料精简建议: what applicants still bring although licences they hold prove it, with the law and the evidence. */

import type { Proposal } from '@steppe/contracts/applications'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { proposalsQuery } from '../../asks/applications.ts'
import { countText } from '../../ui/day-text.ts'
import { BackLink, PageBody, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'

function useColumns(): readonly Column<Proposal>[] {
  const { t } = useTranslation('fewer-papers')
  const said = useSaid()
  return [
    { key: 'item', head: t('item'), cell: (row) => said(row.itemName) },
    { key: 'material', head: t('material'), cell: (row) => said(row.materialName) },
    { key: 'now', head: t('now'), width: '5em', cell: (row) => t(`mode.${row.now}`) },
    {
      key: 'provedBy',
      head: t('provedBy'),
      cell: (row) => (
        <>
          {row.credentials.map((each) => said(each.name)).join(t('or'))}
          <br />
          <span className="quiet">
            <Said text={row.credentials.map((each) => each.source).join('；')} />
          </span>
        </>
      ),
    },
    { key: 'handedIn', head: t('handedIn'), cell: (row) => countText(row.handedIn), end: true },
    { key: 'spared', head: t('spared'), cell: (row) => countText(row.couldBeSpared), end: true },
  ]
}

function Proposals() {
  const { t } = useTranslation('fewer-papers')
  const columns = useColumns()
  const found = useQuery(proposalsQuery)
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton rows={6} />
  if (found.data.length === 0) return <Empty title={t('none')}>{t('noneHint')}</Empty>
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={found.data}
      rowKey={(row) => `${row.item} ${row.material}`}
      stack
    />
  )
}

export function Page() {
  const { t } = useTranslation('fewer-papers')
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} above={<BackLink to="/no-proof">{t('back')}</BackLink>} />
      <Proposals />
      <p className="quiet">{t('how')}</p>
    </PageBody>
  )
}
