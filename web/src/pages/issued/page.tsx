/** What a department has issued: found by identifier, number or holder, or leafed through; each leads to the licence and what may be done. */
import '../licences/licences.css'
import './issued.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { issuedQuery } from '../../asks/credentials.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { BackLink, PageBody, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { LicenceLinks } from '../licences/list.tsx'

export function Page() {
  const { t } = useTranslation('licences')
  const [params, setParams] = useSearchParams()
  const department = params.get('department') ?? ''
  const q = params.get('q') ?? ''
  const [typed, setTyped] = useState(q)
  const query = useInfiniteQuery(issuedQuery(department, q))
  const [first] = query.data?.pages ?? []
  const licences = query.data?.pages.flatMap((page) => page.licences) ?? []
  const search = (event: FormEvent) => {
    event.preventDefault()
    setParams({ ...(department ? { department } : {}), ...(typed.trim() ? { q: typed.trim() } : {}) })
  }
  return (
    <PageBody>
      <BackLink to="/work">{t('issued.back')}</BackLink>
      <PageHead title={t('issued.title')} lead={t('issued.lead')} />
      <form className="issued-search" onSubmit={search}>
        {first && first.departments.length > 1 && (
          <Select
            label={t('issued.department')}
            value={first.department}
            onChange={(next) => setParams({ department: next })}
            options={first.departments.map((one) => ({ value: one.code, label: one.name }))}
          />
        )}
        <TextInput label={t('issued.search')} optional value={typed} onChange={setTyped} spellCheck={false} />
        <Button type="submit">{t('issued.find')}</Button>
      </form>
      {query.isError ? (
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <RowsSkeleton rows={8} />
      ) : licences.length === 0 ? (
        <Empty title={t(q ? 'issued.notFound' : 'issued.none')}>{q && t('issued.notFoundHint')}</Empty>
      ) : (
        <>
          <LicenceLinks licences={licences} />
          <More
            shown={licences.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </PageBody>
  )
}
