/** Today's figures, each with how it is counted, each opening its proof. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { todayQuery } from '../../asks/applications.ts'
import { DayText } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

export function TodayFigures() {
  const { t } = useTranslation('home')
  const today = useQuery(todayQuery)
  if (today.isError) return null
  const figures = today.data
  if (!figures) {
    return (
      <Section title={t('figures.title')}>
        <Skeleton shapes={['block']} />
      </Section>
    )
  }
  const shown = [
    ['received', 'received', countText(figures.received)],
    ['closed', 'closed', countText(figures.closed)],
    ['decidedAtOnce', 'same-day', countText(figures.decidedAtOnce)],
    ['onTime', 'on-time', figures.onTime === undefined ? '—' : `${(figures.onTime * 100).toFixed(1)}%`],
  ] as const
  return (
    <Section
      title={t('figures.title')}
      act={
        <span className="quiet">
          <DayText day={figures.day} />
        </span>
      }
    >
      <dl className="figures">
        {shown.map(([name, proof, value]) => (
          <div key={name} className="figure">
            <dt>
              <Link to={`/figures/${proof}`}>{t(`figures.${name}`)}</Link>
            </dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
      <details className="how-counted">
        <summary>{t('figures.how')}</summary>
        <dl>
          {shown.map(([name]) => (
            <div key={name}>
              <dt>{t(`figures.${name}`)}</dt>
              <dd>{t(`figures.meaning.${name}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  )
}
