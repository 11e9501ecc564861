/** Counts and reply rates by region and kind, recomputed from the orders at each call. */
import { channels } from '@steppe/contracts/appeals'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useSite } from '../../app/site.ts'
import { regionsBelowQuery } from '../../asks/registry.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { Select } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { numbersQuery, type PublicNumbers } from '../appeal/asks.ts'
import { saveSheet } from '../appeal/save-sheet.ts'
import { useListed } from '../appeal/words.ts'

type Row = {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly answered: number
  readonly replyRate?: number
  readonly medianDays?: number
}

/** 86.4 %; 100 % only when nothing is missing. */
export const rateText = (rate: number | undefined): string =>
  rate === undefined ? '–' : `${(Math.floor(rate * 1000) / 10).toFixed(rate === 1 ? 0 : 1)} %`

function useColumns(first: string, most: number): readonly Column<Row>[] {
  const { t } = useTranslation('appeal-public')
  return [
    { key: 'name', head: first, cell: (row) => row.name },
    {
      key: 'count',
      head: t('numbers.count'),
      end: true,
      cell: (row) => (
        <span className="count-bar">
          <span style={{ width: `${most > 0 ? (row.count / most) * 100 : 0}%` }} aria-hidden="true" />
          {countText(row.count)}
        </span>
      ),
    },
    { key: 'answered', head: t('numbers.answered'), end: true, cell: (row) => countText(row.answered) },
    { key: 'rate', head: t('numbers.rate'), end: true, cell: (row) => rateText(row.replyRate) },
    {
      key: 'median',
      head: t('numbers.median'),
      end: true,
      cell: (row) => (row.medianDays === undefined ? '–' : t('numbers.days', { count: row.medianDays })),
    },
  ]
}

function NumberTable({
  title,
  first,
  rows,
}: {
  readonly title: string
  readonly first: string
  readonly rows: readonly Row[]
}) {
  const columns = useColumns(first, Math.max(0, ...rows.map((row) => row.count)))
  return <Table caption={title} columns={columns} rows={rows} rowKey={(row) => row.key} stack />
}

function Tile({ name, value, about }: { readonly name: string; readonly value: string; readonly about?: string }) {
  return (
    <div className="number-tile">
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        {about && <span className="quiet">{about}</span>}
      </dd>
    </div>
  )
}

/** The three rates of the call-backs (DOMAIN: contact, solution, satisfaction), as far as valid ones were made. */
function CallBacks({ numbers }: { readonly numbers: PublicNumbers }) {
  const { t } = useTranslation('appeal-public')
  const { valid, contacted, solved, satisfied, basically, excluded } = numbers.callBacks
  if (valid === 0) return <p className="quiet">{t('numbers.noCallBacks')}</p>
  return (
    <dl className="number-tiles">
      <Tile name={t('numbers.valid')} value={countText(valid)} about={t('numbers.excluded', { count: excluded })} />
      <Tile name={t('numbers.contacted')} value={rateText(contacted / valid)} />
      <Tile name={t('numbers.solved')} value={rateText(solved / valid)} />
      <Tile name={t('numbers.satisfied')} value={rateText((satisfied + basically) / valid)} />
    </dl>
  )
}

function Shown({ numbers }: { readonly numbers: PublicNumbers }) {
  const { t } = useTranslation('appeal-public')
  const { nameOf } = useListed()
  const { total } = numbers
  const regions = numbers.regions.map((one) => ({ ...one, key: one.region }))
  const intents = numbers.intents.map((one) => ({ ...one, key: one.intent, name: nameOf('intents', one.intent) }))
  if (total.count === 0) return <Empty title={t('numbers.none')}>{t('numbers.noneNext')}</Empty>
  const save = () =>
    saveSheet(`${t('title')} ${numbers.from} ${numbers.until}`, [
      [t('numbers.region'), t('numbers.count'), t('numbers.answered'), t('numbers.rate'), t('numbers.median')],
      ...regions.map((one) => [one.name, one.count, one.answered, one.replyRate ?? '', one.medianDays ?? '']),
    ])
  return (
    <>
      <p>
        {numbers.regionName}，<DayText day={numbers.from} short /> – <DayText day={numbers.until} short />
      </p>
      <dl className="number-tiles">
        <Tile name={t('numbers.count')} value={countText(total.count)} />
        <Tile name={t('numbers.rate')} value={rateText(total.replyRate)} about={t('numbers.rateAbout')} />
        <Tile
          name={t('numbers.median')}
          value={total.medianDays === undefined ? '–' : t('numbers.days', { count: total.medianDays })}
          about={t('numbers.medianAbout')}
        />
      </dl>
      <Section
        title={t('numbers.byRegion')}
        act={
          <Button small look="second" onClick={save}>
            {t('numbers.excel')}
          </Button>
        }
      >
        <NumberTable title={t('numbers.byRegion')} first={t('numbers.region')} rows={regions} />
      </Section>
      <Section title={t('numbers.byIntent')}>
        <NumberTable title={t('numbers.byIntent')} first={t('numbers.intent')} rows={intents} />
      </Section>
      <Section title={t('numbers.callBacks')}>
        <CallBacks numbers={numbers} />
      </Section>
      <p className="quiet">{t('numbers.how')}</p>
      <p>
        <Link to="/figures">{t('numbers.rates')}</Link>
      </p>
    </>
  )
}

/** The last days up to today, as the filter offers them. */
const spans = { month: 30, quarter: 91, year: 365 } as const
const dayBefore = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)

export function NumbersView() {
  const { t } = useTranslation('appeal-public')
  const { t: words } = useTranslation('appeal')
  const site = useSite()
  const [params, setParams] = useSearchParams()
  const leagues = useQuery(regionsBelowQuery(site?.region ?? '')).data?.regions ?? []
  const [region, channel, span] = [
    params.get('region') ?? '',
    params.get('channel') ?? '',
    params.get('span') ?? 'month',
  ]
  const length = spans[span as keyof typeof spans] ?? spans.month
  const query = useQuery({
    ...numbersQuery({
      region: region || undefined,
      channel: channel || undefined,
      from: params.get('from') ?? (site ? dayBefore(site.today, length - 1) : undefined),
      until: params.get('until') ?? site?.today,
    }),
    enabled: site !== undefined,
  })
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    if (name === 'span') for (const old of ['from', 'until']) next.delete(old)
    setParams(next, { replace: true })
  }
  return (
    <div className="appeal-view">
      <div className="appeal-filters">
        <Select
          label={t('numbers.region')}
          empty={t('numbers.allRegions')}
          value={region}
          onChange={(value) => change('region', value)}
          options={leagues.map((one) => ({ value: one.code, label: one.name }))}
        />
        <Select
          label={t('numbers.channel')}
          empty={t('numbers.allChannels')}
          value={channel}
          onChange={(value) => change('channel', value)}
          options={channels.map((one) => ({ value: one, label: words(`channel.${one}`) }))}
        />
        <Select
          label={t('numbers.span')}
          value={span}
          onChange={(value) => change('span', value)}
          options={Object.keys(spans).map((one) => ({ value: one, label: t(`numbers.${one}`) }))}
        />
      </div>
      {query.isError && !query.data && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton shapes={['block', 'row', 'row', 'row']} />}
      {query.data && <Shown numbers={query.data} />}
    </div>
  )
}
