/** 未送达消息: what the carrier of SMS and mail did not take in the end, and how much waits. No text, no address. */
import type { GivenUp } from '@steppe/contracts/messages'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { givenUpQuery } from '../../asks/messages.ts'
import { InstantText } from '../../ui/day.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'

type Row = GivenUp['givenUp'][number]

function useColumns(): readonly Column<Row>[] {
  const { t, i18n } = useTranslation('given-up')
  const why = (said: string) => (i18n.exists(`reasons.${said}`, { ns: 'given-up' }) ? t(`reasons.${said}`) : said)
  const column = (key: string, cell: Column<Row>['cell']): Column<Row> => ({ key, head: t(key), label: t(key), cell })
  return [
    column('at', (row) => <InstantText at={row.at} />),
    column('channel', (row) => t(`channels.${row.channel}`)),
    column('message', (row) => <span className="mono">{row.message}</span>),
    column('tries', (row) => row.tries),
    column('why', (row) => why(row.why)),
  ]
}

export function Page() {
  const { t } = useTranslation('given-up')
  const query = useQuery(givenUpQuery)
  const columns = useColumns()
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      {query.isError ? (
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <RowsSkeleton rows={6} />
      ) : (
        <>
          <p>{t('waiting', { count: query.data.waiting })}</p>
          {query.data.givenUp.length === 0 ? (
            <Empty title={t('none')}>{t('noneHint')}</Empty>
          ) : (
            <Table
              caption={t('title')}
              columns={columns}
              rows={query.data.givenUp}
              rowKey={(row) => `${row.at} ${row.channel} ${row.message}`}
              stack
            />
          )}
        </>
      )}
    </PageBody>
  )
}
