/** The totals of financing that everybody may see, by bank and by collateral; who administers takes lists in and connects banks. */
import './finance-totals.css'
import type { FinanceTotals } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid, useSession } from '../../app/site.ts'
import { totalsQuery } from '../../asks/finance.ts'
import { DayText } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { sumText } from '../finance/money.ts'
import { BankLines } from './banks.tsx'
import { TakeIn } from './take-in.tsx'

function Headline({ totals }: { readonly totals: FinanceTotals }) {
  const { t } = useTranslation('finance-totals')
  const { t: finance } = useTranslation('finance')
  const { products, firms, amount } = totals.total
  const figures = [
    { key: 'products', value: countText(products) },
    { key: 'firms', value: countText(firms) },
    { key: 'amount', value: sumText(amount, finance) },
  ]
  return (
    <dl className="totals">
      {figures.map(({ key, value }) => (
        <div key={key}>
          <dt>{t(`figure.${key}`)}</dt>
          <dd className="number">{value}</dd>
          <dd className="totals-meaning">{t(`meaning.${key}`)}</dd>
        </div>
      ))}
    </dl>
  )
}

function ByBank({ totals }: { readonly totals: FinanceTotals }) {
  const { t } = useTranslation('finance-totals')
  const { t: finance } = useTranslation('finance')
  const first = totals.banks[0]
  return (
    <Section
      title={
        first && first.amount > 0 ? (
          <>
            <Said text={first.bank} /> {t('banksFinding')}
          </>
        ) : (
          t('banks')
        )
      }
    >
      <Table
        caption={t('banks')}
        stack
        rows={totals.banks.slice(0, 100)}
        rowKey={(row) => row.bank}
        columns={[
          { key: 'bank', head: t('bank'), cell: (row) => <Said text={row.bank} /> },
          { key: 'products', head: t('products'), end: true, cell: (row) => countText(row.products) },
          { key: 'firms', head: t('firms'), end: true, cell: (row) => countText(row.firms) },
          { key: 'loans', head: t('loans'), end: true, cell: (row) => countText(row.loans) },
          { key: 'amount', head: t('amount'), end: true, cell: (row) => sumText(row.amount, finance) },
        ]}
      />
      <p className="quiet">
        {t('counted')} <DayText day={totals.on} /> · <a href="/api/policies/finance/totals/file">{t('download')}</a>
      </p>
    </Section>
  )
}

function ByCollateral({ totals }: { readonly totals: FinanceTotals }) {
  const { t } = useTranslation('finance-totals')
  const { t: finance } = useTranslation('finance')
  const said = useSaid()
  const most = Math.max(1, ...totals.collaterals.map(({ amount }) => amount))
  return (
    <Section title={t('collaterals')}>
      <dl className="bars">
        {totals.collaterals.map(({ collateral, title, loans, amount }) => (
          <div key={collateral}>
            <dt>{said(title)}</dt>
            <dd className="bars-bar" aria-hidden="true">
              <span style={{ inlineSize: `${(amount / most) * 100}%` }} />
            </dd>
            <dd className="number">
              {sumText(amount, finance)} <span className="quiet">{t('loansCount', { count: loans })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

export function Page() {
  const { t } = useTranslation('finance-totals')
  const session = useSession()
  const found = useQuery(totalsQuery)
  const keeps = session?.grants.some(({ role }) => role === 'administrator') ?? false
  return (
    <PageBody>
      <PageHead
        title={t('title')}
        lead={
          <>
            {t('lead')} <Link to="/finance">{t('toProducts')}</Link>
          </>
        }
      />
      {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton shapes={['block', 'block']} />}
      {found.data && (
        <>
          <Headline totals={found.data} />
          {found.data.banks.length === 0 ? (
            <Empty title={t('nothing')}>{t('nothingHint')}</Empty>
          ) : (
            <ByBank totals={found.data} />
          )}
          {found.data.collaterals.length > 0 && <ByCollateral totals={found.data} />}
        </>
      )}
      {keeps && <TakeIn />}
      {keeps && <BankLines />}
    </PageBody>
  )
}
