/** The orders that count in a department's monthly score, the worst first, and the objection against one that should not. */
import './appeal-score.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid, useSession, useSite } from '../../app/site.ts'
import { countText } from '../../ui/day-text.ts'
import { Select } from '../../ui/inputs.tsx'
import { Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { ExcludeDialog } from '../appeal-order/exclude.tsx'
import { monthText, percent } from '../figures/value-text.ts'
import { type Counted, type CountedOrder, countedQuery, ranking } from './asks.ts'
import { CountedTable } from './counted-table.tsx'

const months = 6

/** The month in which a day lies and those before it, each by its first day. */
function monthsUntil(today: string): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return Array.from({ length: months }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10),
  )
}

type Standing = NonNullable<Counted['now']>

function StandingText({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('appeal-score')
  const { counted, adjusted, place } = standing
  return (
    <>
      <strong className="number">{percent(adjusted)}</strong>{' '}
      <span className="quiet">
        {place === undefined ? t('noPlace') : t('place', { place })} · {t('validCalls', { value: countText(counted) })}
      </span>
    </>
  )
}

function Score({ found }: { readonly found: Counted }) {
  const { t } = useTranslation('appeal-score')
  const said = useSaid()
  const { published, now } = found
  return (
    <Card>
      <Facts
        facts={[
          { key: 'who', name: t('department'), value: <Said text={said(found.departmentName)} /> },
          {
            key: 'published',
            name: t('published'),
            value: published ? <StandingText standing={published} /> : t('notPublished'),
          },
          ...(now ? [{ key: 'now', name: t('now'), value: <StandingText standing={now} /> }] : []),
        ]}
      />
      <p className="quiet">
        {t('sealed')} <Link to={`/figures/${ranking}`}>{t('toRanking')}</Link>
        {t('or')}
        <Link to="/public-appeals?view=excluded">{t('toDecisions')}</Link>
      </p>
    </Card>
  )
}

export function Page() {
  const { t } = useTranslation('appeal-score')
  const { language } = usePreferences()
  const [params, setParams] = useSearchParams()
  const grants = useSession()?.grants ?? []
  const today = useSite()?.today ?? ''
  const own = [...new Map(grants.flatMap((one) => (one.department ? [[one.department, one] as const] : []))).values()]
  const department = params.get('department') ?? own[0]?.department ?? ''
  const day = params.get('month') ?? (today ? `${today.slice(0, 8)}01` : '')
  const [object, setObject] = useState<CountedOrder>()
  const query = useQuery(countedQuery(department, day))
  const set = (name: 'month' | 'department', value: string) =>
    setParams({ department, month: day, [name]: value }, { replace: true })
  const speaks = grants.some((one) => one.role === 'approver' && one.department === department)
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="button-row no-print">
        {own.length > 1 && (
          <Select
            label={t('department')}
            value={department}
            onChange={(value) => set('department', value)}
            options={own.map((one) => ({ value: one.department!, label: one.departmentName ?? one.department! }))}
          />
        )}
        {today && department !== '' && (
          <Select
            label={t('month')}
            value={day}
            onChange={(value) => set('month', value)}
            options={monthsUntil(today).map((value) => ({ value, label: monthText(value, language) }))}
          />
        )}
      </div>
      {department === '' && (
        <Empty title={t('nobody')} action={<Link to={`/figures/${ranking}`}>{t('toRanking')}</Link>}>
          {t('nobodyNext')}
        </Empty>
      )}
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {department !== '' && query.isPending && <RowsSkeleton />}
      {query.data && (
        <>
          <Score found={query.data} />
          <Section title={t('orders', { counted: query.data.counted, of: query.data.of })}>
            {query.data.rows.length === 0 ? (
              <Empty title={t('none')} />
            ) : (
              <CountedTable rows={query.data.rows} today={today} speaks={speaks} onObject={setObject} />
            )}
          </Section>
        </>
      )}
      {object && <ExcludeDialog view={{ id: object.order }} what="object" onClose={() => setObject(undefined)} />}
    </PageBody>
  )
}
