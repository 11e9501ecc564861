/** Takes firms in from CSV or XLSX and says row by row what was wrong. */
import './firm-import.css'
import type { Finding, ImportAnswer, ImportsAnswer } from '@steppe/contracts/registry'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { InstantText } from '../../ui/day.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { More } from '../../ui/more.tsx'
import { BackLink, Facts, LinkList, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Said, Titled } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { findingsQuery, importQuery, importsQuery, sendFirms } from './asks.ts'

/** Which column, and what is wrong with it. */
function useFound() {
  const { t } = useTranslation('firm-import')
  const said = useSaid()
  return ({ field, meaning }: Pick<Finding, 'field' | 'meaning'>) =>
    field ? t('about', { field: t(`field.${field}`, { defaultValue: field }), meaning: said(meaning) }) : said(meaning)
}

function Earlier({ imports }: ImportsAnswer) {
  const { t } = useTranslation('firm-import')
  if (imports.length === 0) return <Empty title={t('none')}>{t('noneNext')}</Empty>
  return (
    <LinkList
      entries={imports.map((one) => ({
        key: one.id,
        to: `/work/firms/${one.id}`,
        title: <Titled text={one.fileName} />,
        more: (
          <>
            <Tag tone={one.state === 'unreadable' ? 'bad' : one.wrong > 0 ? 'warn' : 'good'}>
              {t(`state.${one.state}`)}
            </Tag>
            <span>{t('sums', one)}</span>
            <InstantText at={one.createdAt} />
          </>
        ),
      }))}
    />
  )
}

function Begin() {
  const { t } = useTranslation('firm-import')
  const navigate = useNavigate()
  const client = useQueryClient()
  const query = useQuery(importsQuery)
  const send = async (file: File, onProgress: (share: number) => void, signal: AbortSignal) => {
    const { id } = await sendFirms(file, onProgress, signal)
    await client.invalidateQueries({ queryKey: importsQuery.queryKey })
    await navigate(`/work/firms/${id}`)
  }
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      {query.isLoadingError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={6} />}
      {query.data && (
        <>
          <p>
            <a href="/api/registry/firms/template">{t('template')}</a>
          </p>
          <FileUpload label={t('file')} hint={t('fileHint')} accept=".csv,.xlsx" files={[]} send={send} />
          <Section title={t('earlier')}>
            <Earlier imports={query.data.imports} />
          </Section>
        </>
      )}
    </PageBody>
  )
}

function Findings({ id, level }: { readonly id: string; readonly level: 'error' | 'note' }) {
  const { t } = useTranslation('firm-import')
  const found = useFound()
  const query = useInfiniteQuery(findingsQuery(id, level))
  const findings = query.data?.pages.flatMap((page) => page.findings) ?? []
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (findings.length === 0) return null
  return (
    <Section title={t(level === 'error' ? 'errors' : 'notes')}>
      <ul className="list">
        {findings.map((one) => (
          <li key={`${one.line} ${one.code} ${one.field ?? ''}`} className="finding">
            <strong className="number">{t('line', { line: one.line })}</strong>
            <span>
              <Said text={found(one)} />
            </span>
            {one.found && (
              <span className="quiet">
                {t('found')} <Said text={one.found} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <More
        shown={findings.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </Section>
  )
}

function Report({ report }: { readonly report: ImportAnswer }) {
  const { t } = useTranslation('firm-import')
  const said = useSaid()
  const found = useFound()
  const address = `/api/registry/imports/${encodeURIComponent(report.id)}/report`
  if (!report.endedAt) return <Progress value={0} label={t('running', { count: report.lines })} />
  if (report.state === 'unreadable')
    return (
      <Notice kind="bad" live title={t('unreadable')}>
        {said(report.why)}
      </Notice>
    )
  return (
    <>
      <Notice kind={report.wrong > 0 ? 'warn' : 'good'} live title={t(report.wrong > 0 ? 'someWrong' : 'allIn')}>
        {t('sums', report)}
      </Notice>
      <Facts
        facts={report.tally.map((one) => ({
          key: `${one.code} ${one.field ?? ''}`,
          name: <Said text={found(one)} />,
          value: t('times', { count: one.count }),
        }))}
      />
      <p>
        <a href={`${address}?form=xlsx`}>{t('reportXlsx')}</a> · <a href={`${address}?form=csv`}>{t('reportCsv')}</a>
      </p>
      <Findings id={report.id} level="error" />
      <Findings id={report.id} level="note" />
    </>
  )
}

function One({ id }: { readonly id: string }) {
  const { t } = useTranslation('firm-import')
  const query = useQuery(importQuery(id))
  return (
    <PageBody>
      <BackLink to="/work/firms">{t('back')}</BackLink>
      <PageHead title={query.data?.fileName ?? t('title')} written={query.data !== undefined} />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={4} />}
      {query.data && <Report report={query.data} />}
    </PageBody>
  )
}

export function Page() {
  const { import: id } = useParams()
  return id ? <One id={id} /> : <Begin />
}
