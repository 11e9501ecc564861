/** What everybody sees of arrears: how much is owed and was cleared, where, by whom; who was named; what one can do. */
import type { ArrearsTotals } from '@steppe/contracts/arrears'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid, useSession } from '../../app/site.ts'
import { namedQuery, totalsQuery } from '../../asks/arrears.ts'
import { ButtonRow, LinkButton } from '../../ui/button.tsx'
import { DayText, Money } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { More } from '../../ui/more.tsx'
import { PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { LedgerImport } from './ledger-import.tsx'
import { roundMoney } from './round-money.ts'

export function PublicView() {
  const { t } = useTranslation('arrears')
  const session = useSession()
  const signedIn = session !== undefined && session.kind !== 'anyone'
  const imports = session?.grants.some(({ role }) => role === 'supervisor') ?? false
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <ButtonRow>
        <LinkButton to="/arrears/new">{t('claimNow')}</LinkButton>
        <LinkButton look="second" to="/arrears/calculator">
          {t('calculator.title')}
        </LinkButton>
        {signedIn && (
          <LinkButton look="second" to="/arrears/claims">
            {t('claims.title')}
          </LinkButton>
        )}
      </ButtonRow>
      <TotalsPart />
      <NamedPart />
      {imports && <LedgerImport />}
    </>
  )
}

function TotalsPart() {
  const { t } = useTranslation('arrears')
  const query = useQuery(totalsQuery)
  return (
    <Section title={t('totals.title')}>
      {query.isError ? (
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        query.data.total.count === 0 ? (
          <Empty title={t('totals.none')}>{t('totals.noneHint')}</Empty>
        ) : (
          <Totals totals={query.data} />
        )
      ) : (
        <RowsSkeleton />
      )}
    </Section>
  )
}

function Totals({ totals }: { readonly totals: ArrearsTotals }) {
  const { t } = useTranslation('arrears')
  const { language } = usePreferences()
  const said = useSaid()
  const { total, sources } = totals
  const rows = (
    list: readonly { readonly key: string; readonly name: string; readonly sums: ArrearsTotals['total'] }[],
  ) => list.filter(({ sums }) => sums.count > 0)
  return (
    <>
      <div className="arrears-figures">
        {(['owed', 'cleared', 'open'] as const).map((each) => (
          <div key={each} className="arrears-figure">
            <span>{t(`totals.${each}`)}</span>
            <strong className="number">{roundMoney(total[each], language)}</strong>
          </div>
        ))}
        <div className="arrears-figure">
          <span>{t('totals.count')}</span>
          <strong className="number">{countText(total.count)}</strong>
        </div>
      </div>
      <p className="quiet">
        {t('totals.from', { ledger: countText(sources.ledger.count), claims: countText(sources.claims.count) })}{' '}
        <DayText day={totals.asOf} />
      </p>
      <SumTable
        caption={t('totals.byLeague')}
        head={t('totals.league')}
        rows={rows(totals.leagues.map((each) => ({ key: each.region, name: said(each.name), sums: each })))}
      />
      <SumTable
        caption={t('totals.byKind')}
        head={t('totals.kind')}
        rows={rows(totals.kinds.map((each) => ({ key: each.kind, name: t(`kinds.${each.kind}`), sums: each })))}
      />
      <SumTable
        caption={t('totals.byAge')}
        head={t('totals.age')}
        rows={rows(totals.ages.map((each) => ({ key: each.id, name: said(each.title), sums: each })))}
      />
    </>
  )
}

interface SumRow {
  readonly key: string
  readonly name: string
  readonly sums: ArrearsTotals['total']
}

/** Sums with a bar for the share that was cleared; the share stands in words too. */
function SumTable({
  caption,
  head,
  rows,
}: {
  readonly caption: string
  readonly head: string
  readonly rows: readonly SumRow[]
}) {
  const { t } = useTranslation('arrears')
  const { language } = usePreferences()
  const share = ({ cleared, owed }: ArrearsTotals['total']) => (owed === 0 ? 0 : cleared / owed)
  return (
    <div className="arrears-table">
      <h3>{caption}</h3>
      <Table
        stack
        caption={caption}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'name',
            head,
            cell: (row) => (
              <>
                <Said text={row.name} />
                <span className="arrears-why">{t('totals.debts', { value: countText(row.sums.count) })}</span>
              </>
            ),
          },
          {
            key: 'owed',
            head: t('totals.owedOpen'),
            end: true,
            cell: (row) => (
              <>
                {roundMoney(row.sums.owed, language)}
                <span className="arrears-why">
                  {t('totals.openOf', { value: roundMoney(row.sums.open, language) })}
                </span>
              </>
            ),
          },
          {
            key: 'cleared',
            head: t('totals.share'),
            width: '30%',
            cell: (row) => (
              <span className="arrears-share">
                <span className="arrears-bar" aria-hidden="true">
                  <span style={{ width: `${100 * share(row.sums)}%` }} />
                </span>
                <span className="number">{(100 * share(row.sums)).toFixed(1)}%</span>
              </span>
            ),
          },
        ]}
      />
    </div>
  )
}

function NamedPart() {
  const { t } = useTranslation('arrears')
  const query = useInfiniteQuery(namedQuery())
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Section title={t('named.title')}>
      <p className="quiet">{t('named.about')}</p>
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={2} />}
      {query.data && rows.length === 0 && <Empty title={t('named.none')}>{t('named.noneHint')}</Empty>}
      {rows.length > 0 && (
        <>
          <Table
            caption={t('named.title')}
            stack
            rows={rows}
            rowKey={(row) => `${row.name} ${row.publishedOn}`}
            columns={[
              {
                key: 'name',
                head: t('named.debtor'),
                width: '34%',
                cell: (row) => (
                  <span>
                    <strong>
                      <Said text={row.name} />
                    </strong>
                    <span className="arrears-why">
                      {row.regionName} · {t(`kinds.${row.kind}`)}
                    </span>
                  </span>
                ),
              },
              { key: 'left', head: t('named.left'), end: true, cell: (row) => <Money fen={row.left} /> },
              {
                key: 'due',
                head: t('named.since'),
                cell: (row) => (row.due ? <DayText day={row.due} short /> : '—'),
              },
              { key: 'on', head: t('named.on'), cell: (row) => <DayText day={row.publishedOn} short /> },
              {
                key: 'text',
                head: t('named.text'),
                width: '28%',
                cell: (row) => (
                  <span>
                    <Said text={row.text} />
                    {row.corrections.map((each) => (
                      <span key={`${each.on} ${each.text}`} className="arrears-why">
                        {t('named.corrected')} <DayText day={each.on} short />: <Said text={each.text} />
                      </span>
                    ))}
                  </span>
                ),
              },
            ]}
          />
          <More
            shown={rows.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </Section>
  )
}
