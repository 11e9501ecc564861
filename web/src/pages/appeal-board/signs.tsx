/** Signs that a rate looks better than the service is: by rule and department, each with its cases. For those who supervise. */
import type { GamingSigns } from '@steppe/contracts/appeals'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get, RefusalError } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'

type Sign = GamingSigns['signs'][number]

const signsQuery = (region: string) =>
  queryOptions({
    queryKey: ['appeals', 'signs', region],
    queryFn: ({ signal }) => get<GamingSigns>('/api/appeals/signs', { region: region || undefined }, signal),
    staleTime: 60_000,
    retry: false,
  })

/** Who may not supervise sees the board without it. */
export function Signs({ region }: { readonly region: string }) {
  const { t } = useTranslation('appeal-board')
  const query = useQuery(signsQuery(region))
  if (query.error instanceof RefusalError && query.error.refusal.status === 403) return null
  return (
    <section className="panel">
      <h2>{t('signs.title')}</h2>
      <p className="quiet">{t('signs.about')}</p>
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton shapes={['row', 'row']} />}
      <div className="signs">
        {query.data?.signs.map((sign) => (
          <OneSign key={sign.id} sign={sign} />
        ))}
      </div>
    </section>
  )
}

function OneSign({ sign }: { readonly sign: Sign }) {
  const { t } = useTranslation('appeal-board')
  const said = useSaid()
  const { least, percent, from, findings } = sign
  return (
    <article>
      <h3>
        {findings.length > 0 && <span aria-hidden="true">! </span>}
        {said(sign.title)}
      </h3>
      <p>{said(sign.rule)}</p>
      <p className="quiet">
        {t('signs.threshold', { least, percent })} {t('signs.since')} <DayText day={from} />
      </p>
      {findings.length === 0 && <p>{t('signs.none')}</p>}
      {findings.map((finding) => (
        <Finding key={finding.department} finding={finding} />
      ))}
    </article>
  )
}

function Finding({ finding }: { readonly finding: Sign['findings'][number] }) {
  const { t } = useTranslation('appeal-board')
  const { name, found, lookedAt, cases } = finding
  return (
    <details>
      <summary>
        <Said text={name} />{' '}
        <strong>{t('signs.found', { found, lookedAt, percent: ((found / lookedAt) * 100).toFixed(0) })}</strong>
      </summary>
      <ul>
        {cases.map(({ order, on, why }) => (
          <li key={order}>
            <Link to={`/work/appeals/${order}`} className="number">
              {order}
            </Link>{' '}
            <DayText day={on} short /> {t(`signs.why.${why}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}
