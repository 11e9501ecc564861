/** 查阅记录: who looked at whose data unmasked, when and for what; of all staff, or of one account. Source: 个人信息保护法 art. 54. */
import '../issued/issued.css'
import type { AuditAnswer } from '@steppe/contracts/registry'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { readsAuditQuery } from '../../asks/registry.ts'
import { Button } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'

type Read = AuditAnswer['reads'][number]

function useColumns(): readonly Column<Read>[] {
  const { t } = useTranslation('reads-audit')
  const column = (key: string, cell: Column<Read>['cell']): Column<Read> => ({ key, head: t(key), label: t(key), cell })
  return [
    column('at', (read) => <InstantText at={read.at} />),
    column('by', (read) => (
      <>
        <Said text={read.by} /> <span className="quiet mono">{read.login}</span>
      </>
    )),
    column('department', (read) => <Said text={read.department} />),
    column('person', (read) => <Said text={read.person} />),
    column('purpose', (read) => <Said text={read.purpose} />),
  ]
}

function Search({ login, onSearch }: { readonly login: string; readonly onSearch: (login: string) => void }) {
  const { t } = useTranslation('reads-audit')
  const [typed, setTyped] = useState(login)
  const search = (event: FormEvent) => {
    event.preventDefault()
    onSearch(typed.trim())
  }
  return (
    <form className="issued-search no-print" onSubmit={search}>
      <TextInput label={t('login')} optional value={typed} onChange={setTyped} maxLength={64} spellCheck={false} />
      <Button type="submit">{t('find')}</Button>
    </form>
  )
}

export function Page() {
  const { t } = useTranslation('reads-audit')
  const [params, setParams] = useSearchParams()
  const login = params.get('login') ?? ''
  const query = useInfiniteQuery(readsAuditQuery(login))
  const columns = useColumns()
  const reads = query.data?.pages.flatMap((page) => page.reads) ?? []
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      <Search key={login} login={login} onSearch={(next) => setParams(next ? { login: next } : {})} />
      {query.isError ? (
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <RowsSkeleton rows={8} />
      ) : reads.length === 0 ? (
        <Empty title={t('none')}>{t('noneHint')}</Empty>
      ) : (
        <>
          <Table
            caption={t('title')}
            columns={columns}
            rows={reads}
            rowKey={(read) => `${read.at} ${read.login} ${read.person}`}
            stack
          />
          <More
            shown={reads.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </PageBody>
  )
}
