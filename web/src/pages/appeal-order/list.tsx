/** Orders in reach, filtered by the address: what stands behind a number of the board, or what somebody looks for. */
import { intents, type OrderQuery, stages, urgencies } from '@steppe/contracts/appeals'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useSite } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, TermText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Said, useLangOf } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Status, Tag } from '../../ui/tag.tsx'
import { saveSheet } from '../appeal/save-sheet.ts'
import { stageKind, useListed, useRegionName, useStageName, useStageWords } from '../appeal/words.ts'
import { Help } from '../workbench/help.tsx'
import { rememberList } from '../workbench/inbox/next-case.ts'
import { useShortcuts } from '../workbench/shortcuts.ts'
import { type OrderFilter, type OrderRow, ordersQuery } from './asks.ts'
import { useDepartments } from './department-input.tsx'

const flags = ['late', 'problem', 'open'] as const
const hidden = ['closedLate', 'own'] as const
const words = [
  'q',
  'type',
  'intent',
  'urgency',
  'stage',
  'channel',
  'department',
  'region',
  'from',
  'until',
  'closedFrom',
  'closedUntil',
  'due',
  'level',
] as const

/** The filter that an address asks for. */
export function filterFrom(search: URLSearchParams): OrderFilter {
  const filter: Record<string, unknown> = {}
  for (const name of words) if (search.get(name)) filter[name] = search.get(name)
  for (const name of [...flags, ...hidden]) if (search.get(name) === 'true') filter[name] = true
  return filter as OrderFilter
}

export function addressOfOrders(filter: Partial<Record<keyof OrderQuery, string | boolean | undefined>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) search.set(name, String(value))
  return search.size > 0 ? `/work/appeals?${search}` : '/work/appeals'
}

function useColumns(t: TFunction<'appeal-order'>): readonly Column<OrderRow>[] {
  const langOf = useLangOf()
  const { t: say } = useTranslation('appeal')
  const today = useSite()?.today
  const { nameOf } = useListed()
  const stageWords = useStageWords('office')
  return [
    {
      key: 'id',
      head: t('column.number'),
      width: '12.5rem',
      cell: (row) => (
        <Link to={`/work/appeals/${row.id}`} className="mono" tabIndex={-1}>
          {row.id}
        </Link>
      ),
    },
    {
      key: 'title',
      head: t('column.title'),
      cell: (row) => (
        <span className="one-line">
          {row.problem && <Tag tone="bad">{t('problem')}</Tag>}{' '}
          <span title={row.title} lang={langOf(row.title)}>
            {row.title}
          </span>
          {row.reporters > 1 && <span className="quiet"> ×{row.reporters}</span>}
        </span>
      ),
    },
    { key: 'intent', head: t('column.intent'), width: '5.5rem', cell: (row) => nameOf('intents', row.intent) },
    {
      key: 'region',
      head: t('column.region'),
      width: '8rem',
      cell: (row) => (
        <span className="one-line">
          <Said text={row.regionName} />
        </span>
      ),
    },
    {
      key: 'department',
      head: t('column.department'),
      width: '21%',
      cell: (row) => (
        <span className="one-line" title={row.departmentName} lang={langOf(row.departmentName)}>
          {row.departmentName}
        </span>
      ),
    },
    {
      key: 'stage',
      head: t('column.stage'),
      width: '11rem',
      cell: (row) => (
        <span className="one-line">
          <Status kind={stageKind(row)}>{stageWords(row)}</Status>
          {row.level && <span className="quiet"> {say(`level.${row.level}`)}</span>}
        </span>
      ),
    },
    {
      key: 'due',
      head: t('column.due'),
      width: '13rem',
      cell: (row) =>
        row.dueOn && row.daysLeft !== undefined ? (
          <span className="one-line">
            <TermText left={row.daysLeft} unit="wd" />{' '}
            <span className="quiet">
              <DayText day={row.dueOn} short {...(today ? { today } : {})} />
            </span>
          </span>
        ) : (
          <span className="quiet">–</span>
        ),
    },
  ]
}

function save(rows: readonly OrderRow[], t: TFunction<'appeal-order'>, name: string): void {
  const heads = ['number', 'title', 'intent', 'region', 'department', 'stage', 'due'] as const
  saveSheet(name, [
    heads.map((head) => t(`column.${head}`)),
    ...rows.map((row) => [
      row.id,
      row.title,
      row.intent,
      row.regionName,
      row.departmentName,
      row.stage,
      row.dueOn ?? '',
    ]),
  ])
}

function Filters({
  filter,
  onChange,
}: {
  readonly filter: OrderFilter
  readonly onChange: (name: string, value: string) => void
}) {
  const { t } = useTranslation('appeal-order')
  const { nameOf } = useListed()
  const stageName = useStageName('office')
  const [text, setText] = useState(filter.q ?? '')
  const choose = (name: 'intent' | 'urgency' | 'stage', options: readonly string[], label: (one: string) => string) => (
    <label className="order-filter">
      <span>{t(`filter.${name}`)}</span>
      <select className="input" value={filter[name] ?? ''} onChange={(event) => onChange(name, event.target.value)}>
        <option value="">{t('filter.any')}</option>
        {options.map((one) => (
          <option key={one} value={one}>
            {label(one)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <div className="order-filters no-print">
      <form
        className="order-filter"
        onSubmit={(event) => {
          event.preventDefault()
          onChange('q', text.trim())
        }}
      >
        <label htmlFor="order-words">{t('filter.words')}</label>
        <input
          id="order-words"
          className="input"
          type="search"
          value={text}
          placeholder={t('filter.wordsHint')}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      {choose('stage', stages, stageName)}
      {choose('intent', intents, (one) => nameOf('intents', one))}
      {choose('urgency', urgencies, (one) => nameOf('urgencies', one))}
      {flags.map((name) => (
        <label key={name} className="tick">
          <input
            type="checkbox"
            checked={filter[name] ?? false}
            onChange={(event) => onChange(name, event.target.checked ? 'true' : '')}
          />
          {t(`filter.${name}`)}
        </label>
      ))}
    </div>
  )
}

const beyond = [
  'region',
  'own',
  'department',
  'channel',
  'type',
  'level',
  'from',
  'until',
  'due',
  'closedFrom',
  'closedUntil',
  'closedLate',
] as const

/** What the address asks for beyond the fields shown: a region, a department, a channel, days. */
function Beyond({
  filter,
  onChange,
}: {
  readonly filter: OrderFilter
  readonly onChange: (name: string, value: string) => void
}) {
  const { t } = useTranslation('appeal-order')
  const { t: say } = useTranslation('appeal')
  const { nameOf } = useListed()
  const named = beyond.filter((name) => filter[name])
  const regionName = useRegionName(filter.region ?? '')
  const departments = useDepartments(filter.department?.slice(0, 6) ?? '')
  if (named.length === 0) return null
  const shown = (name: (typeof named)[number]): string => {
    const value = String(filter[name])
    if (name === 'channel' || name === 'level') return say(`${name}.${value}`)
    if (name === 'region') return regionName
    if (name === 'department') return departments.find((one) => one.code === value)?.name ?? value
    if (name === 'type') return nameOf('types', value)
    return value === 'true' ? t('filter.yes') : value
  }
  return (
    <ul className="order-beyond no-print">
      {named.map((name) => (
        <li key={name}>
          <button type="button" className="chip" onClick={() => onChange(name, '')}>
            {t(`filter.${name}`)}：<Said text={shown(name)} /> <span aria-hidden="true">×</span>
            <span className="visually-hidden">{t('filter.drop')}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The rows as a file, and the keys. */
function Tools({ rows, onHelp }: { readonly rows: readonly OrderRow[]; readonly onHelp: () => void }) {
  const { t } = useTranslation('appeal-order')
  const { t: bench } = useTranslation('workbench')
  const site = useSite()
  return (
    <div className="work-tools no-print">
      <Button
        small
        look="second"
        unavailable={rows.length === 0 ? t('list.nothing') : undefined}
        onClick={() => save(rows, t, `${t('list.title')} ${site?.today ?? ''}`)}
      >
        Excel
      </Button>
      <span className="keys-button">
        <Button small look="second" onClick={onHelp}>
          {bench('help.button')} <kbd>?</kbd>
        </Button>
      </span>
    </div>
  )
}

export function OrderListPage() {
  const { t } = useTranslation('appeal-order')
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const filter = useMemo(() => filterFrom(search), [search])
  const query = useInfiniteQuery(ordersQuery(filter))
  const columns = useColumns(t)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const [help, setHelp] = useState(false)
  const open = (row: OrderRow) => {
    // The next order is then the next of this list.
    rememberList(
      rows.map((one) => one.id),
      search.size > 0 ? `/work/appeals?${search}` : '/work/appeals',
    )
    void navigate(`/work/appeals/${row.id}`)
  }
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value) next.set(name, value)
    else next.delete(name)
    setSearch(next, { replace: true })
  }
  useShortcuts({
    j: () => document.querySelector<HTMLElement>('.inbox-table tbody tr')?.focus(),
    ArrowDown: () => document.querySelector<HTMLElement>('.inbox-table tbody tr')?.focus(),
    '/': () => document.querySelector<HTMLInputElement>('#order-words')?.focus(),
    '?': () => setHelp(true),
  })
  const unread = query.isError && !query.data
  return (
    <div className="work">
      <div className="work-head">
        <PageHead title={t('list.title')} />
        <Tools rows={rows} onHelp={() => setHelp(true)} />
      </div>
      {!unread && (
        <>
          <Filters key={filter.q ?? ''} filter={filter} onChange={change} />
          <Beyond filter={filter} onChange={change} />
        </>
      )}
      {unread && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={12} />}
      {query.data && rows.length === 0 && (
        <Empty title={t('list.none')} action={<Button onClick={() => setSearch({})}>{t('list.all')}</Button>}>
          {t('list.noneNext')}
        </Empty>
      )}
      {rows.length > 0 && (
        <div className="inbox-table order-table">
          <Table caption={t('list.title')} columns={columns} rows={rows} rowKey={(row) => row.id} onOpen={open} stack />
          <More
            shown={rows.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </div>
      )}
      <Help
        open={help}
        onClose={() => setHelp(false)}
        lines={[
          { keys: ['j', 'k', '↓', '↑'], text: t('keys.move') },
          { keys: ['Enter'], text: t('keys.open') },
          { keys: ['/'], text: t('keys.find') },
          { keys: ['?'], text: t('keys.help') },
        ]}
      />
    </div>
  )
}
