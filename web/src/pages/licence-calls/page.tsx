/** 用证审计: which departments of the region looked at which licences, for what and at which fields; also who was refused. */
import { Said } from '../../ui/said.tsx'
import './licence-calls.css'
import type { AuditedCall } from '@steppe/contracts/credentials'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useJoined, useSaid } from '../../app/site.ts'
import { auditAddress, auditQuery } from '../../asks/credentials.ts'
import { InstantText } from '../../ui/day.tsx'
import { Select } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Status } from '../../ui/tag.tsx'

const cell = (first: ReactNode, second: ReactNode) => (
  <span className="calls-cell">
    <span>{first}</span>
    <span className="quiet small">{second}</span>
  </span>
)

function useColumns(): readonly Column<AuditedCall>[] {
  const { t } = useTranslation('licence-calls')
  const said = useSaid()
  const joined = useJoined()
  const column = (key: string, show: (call: AuditedCall) => ReactNode): Column<AuditedCall> => ({
    key,
    head: t(key),
    label: t(key),
    cell: show,
  })
  return [
    column('at', (call) => <InstantText at={call.at} />),
    column('by', (call) => cell(<Said text={call.by} />, <Said text={call.department} />)),
    column('licence', (call) => cell(said(call.name), joined(call.fields.map(said)))),
    column('case', (call) => cell(<Said text={call.item} />, call.case)),
    column('cause', (call) => cell(<Said text={call.cause} />, <Said text={call.legalBasis} />)),
    column('outcome', (call) => (
      <Status kind={call.outcome === 'answered' ? 'done' : 'refused'}>{said(call.outcomeName)}</Status>
    )),
  ]
}

/** Departments to choose from: those on the page so far, and the one chosen. */
function departmentsOf(calls: readonly AuditedCall[], chosen: string) {
  const names = new Map(calls.map((call) => [call.departmentCode, call.department]))
  if (chosen && !names.has(chosen)) names.set(chosen, chosen)
  return [...names].map(([value, label]) => ({ value, label })).toSorted((a, b) => (a.label < b.label ? -1 : 1))
}

export function Page() {
  const { t } = useTranslation('licence-calls')
  const [params, setParams] = useSearchParams()
  const filter = { department: params.get('department') ?? '', outcome: params.get('outcome') ?? '' }
  const query = useInfiniteQuery(auditQuery(filter))
  const columns = useColumns()
  const calls = query.data?.pages.flatMap((page) => page.calls) ?? []
  const region = query.data?.pages[0]?.region.name
  const narrow = (part: Partial<typeof filter>) =>
    setParams(
      Object.entries({ ...filter, ...part }).filter(([, value]) => value !== ''),
      { replace: true },
    )
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead', { region: region ?? '' })} />
      <div className="calls-filters no-print">
        <Select
          label={t('department')}
          value={filter.department}
          onChange={(department) => narrow({ department })}
          empty={t('all')}
          options={departmentsOf(calls, filter.department)}
        />
        <Select
          label={t('outcome')}
          value={filter.outcome}
          onChange={(outcome) => narrow({ outcome })}
          empty={t('all')}
          options={(['answered', 'refused'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <a className="button second" href={auditAddress(filter)} download>
          {t('export')}
        </a>
      </div>
      {query.isError ? (
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <RowsSkeleton rows={10} />
      ) : calls.length === 0 ? (
        <Empty title={t('none')}>{t('noneHint')}</Empty>
      ) : (
        <>
          <Table caption={t('title')} columns={columns} rows={calls} rowKey={(call) => call.call} stack />
          <More
            shown={calls.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </PageBody>
  )
}
