/** The products on offer: for a firm those that fit first, then what one fact would decide, then the rest with the reason. */
import type { ProductMatch } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { myLoansQuery, productsQuery } from '../../asks/finance.ts'
import { DayText } from '../../ui/day.tsx'
import { Select } from '../../ui/inputs.tsx'
import { LinkList, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice } from '../../ui/states.tsx'
import { Status, Tag } from '../../ui/tag.tsx'
import { loanStatusKind } from './loan-status.ts'
import { monthsText, rateText, sumText } from './money.ts'
import { useFirm } from './use-firm.ts'

const groups = ['yes', 'unknown', 'no'] as const

function useWhy(): (match: ProductMatch) => string | undefined {
  const { t } = useTranslation('finance')
  const said = useSaid()
  return ({ product, verdict, conditions, missing }) => {
    if (verdict === 'no') {
      const failed = conditions.find((each) => each.verdict === 'no')
      const words = product.conditions.find(({ id }) => id === failed?.id)
      return words && t('fails', { what: said(words.title) })
    }
    return missing[0]
      ? t(missing.length > 1 ? 'tellFirstOf' : 'tell', { what: said(missing[0].title), count: missing.length })
      : undefined
  }
}

function Products({ matches, firm }: { readonly matches: readonly ProductMatch[]; readonly firm: string | undefined }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const why = useWhy()
  return (
    <LinkList
      entries={matches.map((match) => {
        const { product, limit } = match
        const reason = firm && why(match)
        return {
          key: product.id,
          to: firm ? `/finance/${product.id}?firm=${firm}` : `/finance/${product.id}`,
          title: (
            <>
              {said(product.title)} {product.greenChannel && <Tag tone="good">{t('green')}</Tag>}
            </>
          ),
          more: (
            <>
              <span>{said(product.bank.name)}</span>
              <span>{rateText(product, t)}</span>
              <span>{monthsText(product, t)}</span>
              <span>{said(product.collateral.title)}</span>
              {reason && <span className="product-why">{reason}</span>}
            </>
          ),
          end: (
            <span className="product-limit">
              <span className="quiet">{t(limit === null ? 'upTo' : match.verdict === 'yes' ? 'youMay' : 'ifYou')}</span>
              <strong className="number">{sumText(limit ?? product.ceiling, t)}</strong>
            </span>
          ),
        }
      })}
    />
  )
}

function MyLoans() {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const { data } = useQuery(myLoansQuery)
  if (!data || data.loans.length === 0) return null
  return (
    <Section title={t('myLoans')}>
      <LinkList
        entries={data.loans.slice(0, 5).map((loan) => ({
          key: loan.case,
          to: `/finance/loans/${loan.case}`,
          title: said(loan.product.title),
          more: (
            <>
              <Status kind={loanStatusKind(loan)}>{t(`status.${loan.status}`)}</Status>
              <span>{t('asked', { sum: sumText(loan.asked.amount, t) })}</span>
              <DayText day={loan.appliedOn} />
            </>
          ),
        }))}
      />
    </Section>
  )
}

function Groups({ firm }: { readonly firm: string }) {
  const { t } = useTranslation('finance')
  const found = useQuery(productsQuery(firm))
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton rows={5} />
  const of = (verdict: string) => found.data.matches.filter((match) => match.verdict === verdict)
  return (
    <>
      {groups.map((verdict) => {
        const matches = of(verdict)
        if (verdict === 'yes' && matches.length === 0)
          return (
            <Section key={verdict} title={t('group.yes', { count: 0 })}>
              <Empty title={t('none')}>{t('noneHint')}</Empty>
            </Section>
          )
        if (matches.length === 0) return null
        return (
          <Section key={verdict} title={t(`group.${verdict}`, { count: matches.length })}>
            <Products matches={matches} firm={firm} />
          </Section>
        )
      })}
    </>
  )
}

function Everything() {
  const { t } = useTranslation('finance')
  const found = useQuery(productsQuery(undefined))
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <RowsSkeleton rows={5} />
  if (found.data.matches.length === 0) return <Empty title={t('nothing')}>{t('nothingHint')}</Empty>
  return (
    <Section title={t('all', { count: found.data.matches.length })}>
      <Products matches={found.data.matches} firm={undefined} />
    </Section>
  )
}

export function ProductList() {
  const { t } = useTranslation('finance')
  const { known, signedIn, firms, firm, choose } = useFirm()
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {known && !firm && (
        <Notice title={t(signedIn ? 'noFirm' : 'signIn')}>
          {signedIn ? (
            t('noFirmHint')
          ) : (
            <Link to={`/sign-in?back=${encodeURIComponent('/finance')}`}>{t('signInHint')}</Link>
          )}
        </Notice>
      )}
      {firm && firms.length > 1 && (
        <Select
          label={t('firm')}
          value={firm.code}
          onChange={choose}
          options={firms.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      {firm && firms.length === 1 && (
        <p className="quiet">
          {t('forFirm')}
          <Said text={firm.name} />
        </p>
      )}
      {firm && <MyLoans />}
      {known && (firm ? <Groups firm={firm.code} /> : <Everything />)}
      <p className="quiet">
        {t('decides')} <Link to="/finance-totals">{t('totals')}</Link>
      </p>
    </>
  )
}
