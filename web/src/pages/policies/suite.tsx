/** A list of policies with its tasks: who leads, by when, how far; what changed from the one before. */
import type { SuiteView, TaskView } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { startSuite, suiteDiffQuery, suiteQuery } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { BackLink, Card, Facts, LinkList, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Status } from '../../ui/tag.tsx'

export function SuitePage({ id }: { readonly id: string }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const query = useQuery(suiteQuery(id))
  const suite = query.data
  return (
    <>
      <PageHead
        title={suite ? said(suite.title) : t('suite.one')}
        above={<BackLink to="/policies?view=lists">{t('view.lists')}</BackLink>}
        lead={suite && <Said text={said(suite.issuer)} />}
      />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={8} />}
      {suite && <Shown suite={suite} />}
    </>
  )
}

function Shown({ suite }: { readonly suite: SuiteView }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  return (
    <>
      {suite.repealedOn && (
        <Notice kind="warn" title={t('standing.repealed')}>
          <p>
            <DayText day={suite.repealedOn} />{' '}
            {suite.after && (
              <Link to={`/policies/lists/${suite.after.id}`}>
                <Said text={said(suite.after.title)} />
              </Link>
            )}
          </p>
        </Notice>
      )}
      <Card>
        <Facts
          facts={[
            { key: 'number', name: t('doc.number'), value: <span lang="zh">{suite.number}</span> },
            { key: 'version', name: t('suite.version'), value: suite.version },
            { key: 'on', name: t('doc.issuedOn'), value: <DayText day={suite.issuedOn} /> },
            ...(suite.before
              ? [
                  {
                    key: 'before',
                    name: t('suite.before'),
                    value: (
                      <Link to={`/policies/lists/${suite.before.id}`}>
                        <Said text={said(suite.before.title)} />
                      </Link>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {suite.source && (
          <p className="quiet" lang="zh">
            {suite.source}
          </p>
        )}
      </Card>
      <Section title={t('suite.tasks')} act={suite.mayStart && <Start id={suite.id} />}>
        <Tasks tasks={suite.tasks} />
      </Section>
      {suite.policies.length > 0 && (
        <Section title={t('suite.policies')}>
          <LinkList
            entries={suite.policies.map((line) => ({
              key: line.id,
              to: `/policies/${line.id}`,
              title: <Said text={said(line.title)} />,
              more: <Said text={said(line.benefit)} />,
            }))}
          />
        </Section>
      )}
      {suite.before && <Changes id={suite.id} />}
    </>
  )
}

function Start({ id }: { readonly id: string }) {
  const { t } = useTranslation('policies')
  const client = useQueryClient()
  const start = useMutation({
    mutationFn: () => startSuite(id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies'] }),
  })
  return (
    <>
      <Button small waiting={start.isPending} onClick={() => start.mutate()}>
        {t('suite.start')}
      </Button>
      <RefusedNotice fault={start.error} />
    </>
  )
}

const marks = { waiting: 'waiting', running: 'running', done: 'done' } as const

function Tasks({ tasks }: { readonly tasks: readonly TaskView[] }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const columns: readonly Column<TaskView>[] = [
    { key: 'number', head: t('suite.number'), label: t('suite.number'), cell: ({ number }) => number, width: '4rem' },
    { key: 'task', head: t('suite.task'), label: t('suite.task'), cell: ({ title }) => <Said text={said(title)} /> },
    {
      key: 'lead',
      head: t('suite.lead'),
      label: t('suite.lead'),
      cell: ({ leadName, withNames }) => (
        <>
          <Said text={said(leadName)} />
          {withNames.length > 0 && (
            <span className="quiet policy-with">{t('suite.with', { names: withNames.map(said).join(t('and')) })}</span>
          )}
        </>
      ),
    },
    { key: 'due', head: t('suite.due'), label: t('suite.due'), cell: ({ due }) => <DayText day={due} /> },
    {
      key: 'state',
      head: t('suite.state'),
      label: t('suite.state'),
      cell: ({ state, late, case: id, report }) => (
        <>
          <Status kind={late ? 'late' : marks[state]}>{t(late ? 'suite.late' : `suite.${state}`)}</Status>
          {report && (
            <span className="quiet policy-with" lang="zh">
              {report}
            </span>
          )}
          {id && (
            <Link className="policy-with" to={`/work/cases/${id}`}>
              {t('suite.case')}
            </Link>
          )}
        </>
      ),
    },
  ]
  return <Table caption={t('suite.tasks')} columns={columns} rows={tasks} rowKey={({ number }) => number} stack />
}

function Changes({ id }: { readonly id: string }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const query = useQuery(suiteDiffQuery(id))
  if (!query.data) return null
  return (
    <Section title={t('suite.changes', { from: said(query.data.from.title) })}>
      <ul className="policy-diff">
        {query.data.changes.map(({ number, kind, was, is }) => (
          <li key={number} className={kind}>
            <span className="policy-sign">{t(`diff.${kind}`)}</span>
            <span>{t('suite.taskNumber', { number })}</span>
            {was && <del lang="zh">{was}</del>}
            {is && <ins lang="zh">{is}</ins>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
