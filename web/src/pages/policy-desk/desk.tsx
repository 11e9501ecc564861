/** My department's policies, and its rounds of payments without an application. */
import type { DraftLine, RoundLine } from '@steppe/contracts/policies'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { draftsQuery, policiesQuery, roundsQuery, sendRound } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, InstantText, Money } from '../../ui/day.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Card, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, RefusedNotice } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Status } from '../../ui/tag.tsx'
import { useDepartment } from './use-department.ts'

export function Desk() {
  const { t } = useTranslation('policy-desk')
  const { known, department } = useDepartment()
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {!known && <RowsSkeleton />}
      {known && !department && <Empty title={t('nobody')}>{t('nobodyHint')}</Empty>}
      {department && <Drafts department={department} />}
      {department && <Rounds department={department} />}
    </>
  )
}

function Drafts({ department }: { readonly department: string }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const query = useQuery(draftsQuery(department))
  const columns: readonly Column<DraftLine>[] = [
    {
      key: 'title',
      head: t('name'),
      label: t('name'),
      cell: ({ id, title }) => (
        <Link to={`/work/policies/${id}`}>
          <Said text={said(title)} />
        </Link>
      ),
    },
    { key: 'version', head: t('version'), label: t('version'), cell: ({ version }) => version },
    { key: 'state', head: t('state'), label: t('state'), cell: (line) => <DraftState line={line} /> },
    { key: 'saved', head: t('savedAt'), label: t('savedAt'), cell: ({ savedAt }) => <InstantText at={savedAt} /> },
  ]
  return (
    <Section title={t('own')}>
      <NewPolicy />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={3} />}
      {query.data?.drafts.length === 0 && <Empty title={t('none')}>{t('noneHint')}</Empty>}
      {query.data && query.data.drafts.length > 0 && (
        <Table
          caption={t('own')}
          columns={columns}
          rows={query.data.drafts}
          rowKey={({ id, version }) => `${id} ${version}`}
          stack
        />
      )}
    </Section>
  )
}

function DraftState({ line }: { readonly line: DraftLine }) {
  const { t } = useTranslation('policy-desk')
  if (line.repealedOn)
    return (
      <Status kind="refused">
        {t('repealed')} <DayText day={line.repealedOn} />
      </Status>
    )
  if (line.state === 'draft') return <Status kind="waiting">{t('draft')}</Status>
  return (
    <Status kind="done">
      {t('published')} {line.publishedOn && <DayText day={line.publishedOn} />}
    </Status>
  )
}

function NewPolicy() {
  const { t } = useTranslation('policy-desk')
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const fine = /^[a-z][a-z0-9-]{2,79}$/.test(id)
  return (
    <form
      className="desk-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (fine) void navigate(`/work/policies/${id}`)
      }}
    >
      <TextInput
        label={t('newId')}
        hint={t('newIdHint')}
        value={id}
        onChange={(text) => setId(text.toLowerCase().trim())}
        width="medium"
        spellCheck={false}
      />
      <Button type="submit" look="second" unavailable={fine ? undefined : t('newIdWrong')}>
        {t('new')}
      </Button>
    </form>
  )
}

const roundMarks = { listed: 'asked', noticed: 'running', paying: 'running', closed: 'done' } as const

function Rounds({ department }: { readonly department: string }) {
  const { t } = useTranslation('policy-desk')
  const query = useQuery(roundsQuery(department))
  const columns: readonly Column<RoundLine>[] = [
    {
      key: 'title',
      head: t('round.title'),
      label: t('round.title'),
      cell: ({ id, title }) => (
        <Link to={`/work/policies/rounds/${id}`} lang="zh">
          {title}
        </Link>
      ),
    },
    { key: 'firms', head: t('round.firms'), label: t('round.firms'), end: true, cell: ({ firms }) => firms },
    {
      key: 'amount',
      head: t('round.amount'),
      label: t('round.amount'),
      end: true,
      cell: ({ amount }) => <Money fen={Math.round(amount * 100)} />,
    },
    { key: 'on', head: t('round.on'), label: t('round.on'), cell: ({ listedOn }) => <DayText day={listedOn} /> },
    {
      key: 'state',
      head: t('state'),
      label: t('state'),
      cell: ({ state }) => <Status kind={roundMarks[state]}>{t(`round.state.${state}`)}</Status>,
    },
  ]
  return (
    <Section title={t('round.all')}>
      <NewRound department={department} />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={3} />}
      {query.data?.rounds.length === 0 && <Empty title={t('round.none')}>{t('round.noneHint')}</Empty>}
      {query.data && query.data.rounds.length > 0 && (
        <Table caption={t('round.all')} columns={columns} rows={query.data.rounds} rowKey={({ id }) => id} stack />
      )}
    </Section>
  )
}

function NewRound({ department }: { readonly department: string }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const navigate = useNavigate()
  const [policy, setPolicy] = useState('')
  const all = useInfiniteQuery(policiesQuery({ q: '', level: '', kind: '' }))
  const free = all.data?.pages.flatMap((page) => page.policies).filter((line) => line.freeOfApplication) ?? []
  const start = useMutation({
    mutationFn: () => sendRound({ department, policy }),
    onSuccess: (round) => navigate(`/work/policies/rounds/${round.id}`),
  })
  return (
    <Card>
      <div className="desk-new">
        <Select
          label={t('round.policy')}
          value={policy}
          onChange={setPolicy}
          width="full"
          options={free.map(({ id, title }) => ({ value: id, label: said(title) }))}
        />
        <Button
          waiting={start.isPending}
          unavailable={policy ? undefined : t('round.policyFirst')}
          onClick={() => start.mutate()}
        >
          {t('round.start')}
        </Button>
      </div>
      <RefusedNotice fault={start.error} />
    </Card>
  )
}
