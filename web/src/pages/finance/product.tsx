/** One product: its terms, whether it fits and why, what is still to be told, the application. */
import type { ProductMatch } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { productQuery } from '../../asks/finance.ts'
import { BackLink, Card, Facts, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { ApplyForm } from './apply-form.tsx'
import { monthsText, rateText, sumText, withinText } from './money.ts'
import { TellFacts } from './tell-facts.tsx'
import { useFirm } from './use-firm.ts'

const ended = ['closed', 'denied', 'withdrawn', 'refused', 'lapsed']
const marks = { yes: '✓', no: '✕', unknown: '?' } as const

function Terms({ match }: { readonly match: ProductMatch }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const { product } = match
  return (
    <Card>
      <Facts
        facts={[
          { key: 'bank', name: t('bank'), value: said(product.bank.name) },
          { key: 'rate', name: t('rateName'), value: rateText(product, t) },
          { key: 'term', name: t('term'), value: monthsText(product, t) },
          { key: 'ceiling', name: t('ceiling'), value: sumText(product.ceiling, t) },
          {
            key: 'collateral',
            name: t('collateral'),
            value: (
              <>
                {said(product.collateral.title)}
                {product.collateral.register && (
                  <span className="quiet"> {t('registered', { register: said(product.collateral.register) })}</span>
                )}
              </>
            ),
          },
          { key: 'answer', name: t('answer'), value: withinText(product.answerWithin, t) },
        ]}
      />
    </Card>
  )
}

function Conditions({ match, decided }: { readonly match: ProductMatch; readonly decided: boolean }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const verdicts = new Map(match.conditions.map(({ id, verdict }) => [id, verdict]))
  return (
    <Section title={t('conditions')}>
      <ul className="list conditions">
        {match.product.conditions.map((condition) => {
          const verdict = verdicts.get(condition.id) ?? 'unknown'
          return (
            <li key={condition.id} className={decided ? `condition ${verdict}` : 'condition'}>
              {decided && (
                <span className="condition-mark">
                  <span aria-hidden="true">{marks[verdict]}</span>
                  <span className="visually-hidden">{t(`met.${verdict}`)}</span>
                </span>
              )}
              <span>
                {said(condition.title)}
                <span className="condition-source">
                  <Said text={condition.source} />
                </span>
              </span>
              {decided && <span className="condition-said">{t(`met.${verdict}`)}</span>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Verdict({ match }: { readonly match: ProductMatch }) {
  const { t } = useTranslation('finance')
  const { verdict, limit, application } = match
  if (application && !ended.includes(application.status))
    return (
      <Notice kind="info" title={t('underWay')}>
        <Link to={`/finance/loans/${application.case}`}>{t('follow')}</Link>
      </Notice>
    )
  if (verdict === 'yes' && limit !== null)
    return (
      <Notice kind="good" title={t('fits', { sum: sumText(limit, t) })}>
        {t('fitsHint')}
      </Notice>
    )
  if (verdict === 'no') return <Notice kind="warn" title={t('fitsNot')} />
  return <Notice title={t(verdict === 'yes' ? 'limitOpen' : 'open')} />
}

export function ProductPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  const { known, firm } = useFirm()
  const found = useQuery({ ...productQuery(id, firm?.code), enabled: known })
  if (found.isError) return <ErrorState fault={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <PageSkeleton />
  const match = found.data
  const { product, verdict, limit, missing, application } = match
  const running = application !== undefined && !ended.includes(application.status)
  return (
    <>
      <PageHead
        above={<BackLink to="/finance">{t('title')}</BackLink>}
        title={said(product.title)}
        lead={
          <>
            {said(product.about)} {product.greenChannel && <Tag tone="good">{t('green')}</Tag>}
          </>
        }
      />
      {product.invented && <Notice kind="warn" title={t('invented')} />}
      {firm && (
        <p className="quiet">
          {t('forFirm')}
          <Said text={firm.name} />
        </p>
      )}
      {firm && <Verdict match={match} />}
      {firm && missing.length > 0 && !running && <TellFacts firm={firm.code} facts={missing} />}
      <Section title={t('terms')}>
        <Terms match={match} />
      </Section>
      <Conditions match={match} decided={firm !== undefined} />
      {firm && verdict === 'yes' && limit !== null && !running && <ApplyForm match={match} firm={firm.code} />}
      {known && !firm && (
        <Notice>
          <Link to={`/sign-in?back=${encodeURIComponent(`/finance/${id}`)}`}>{t('signInHint')}</Link>
        </Notice>
      )}
    </>
  )
}
