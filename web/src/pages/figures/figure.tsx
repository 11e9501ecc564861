/** One figure: what it came to, how it is defined, who was left out, and how anybody computes it anew. */
import type { FigureView } from '@steppe/contracts/evaluation'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { DayText, InstantText } from '../../ui/day.tsx'
import { BackLink, Card, Facts, LinkList, PageHead, Section } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { figureQuery } from './ask-figures.ts'
import { RankingTable } from './ranking.tsx'
import { Recompute } from './recompute.tsx'
import { monthText, percent, valueText } from './value-text.ts'

export function FigurePage({ id }: { readonly id: string }) {
  const { t } = useTranslation('figures')
  const said = useSaid()
  const [params] = useSearchParams()
  const query = useQuery(figureQuery(id, params.get('region') ?? undefined))
  const view = query.data
  return (
    <>
      <PageHead
        title={view ? said(view.definition.name) : t('one')}
        above={<BackLink to="/figures">{t('title')}</BackLink>}
        lead={view && said(view.regionName)}
      />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton />}
      {view && <Told view={view} />}
    </>
  )
}

function Told({ view }: { readonly view: FigureView }) {
  const { t } = useTranslation('figures')
  const { definition, region, published } = view
  return (
    <>
      {published ? <Value view={view} published={published} /> : <Empty title={t('notYet')}>{t('notYetHint')}</Empty>}
      {published?.value.groups && <RankingTable view={view} groups={published.value.groups} day={published.day} />}
      <Meaning view={view} />
      {published && <Recompute id={definition.id} region={region} day={published.day} root={published.root} />}
      <Elsewhere view={view} />
    </>
  )
}

type Published = NonNullable<FigureView['published']>

function Value({ view, published }: { readonly view: FigureView; readonly published: Published }) {
  const { t } = useTranslation('figures')
  const { language } = usePreferences()
  const { value } = published
  return (
    <Card>
      {!value.groups && <p className="figure-value number">{valueText(view.definition, value, t)}</p>}
      {!value.groups && value.interval && (
        <p>{t('interval', { low: percent(value.interval[0]), high: percent(value.interval[1]) })}</p>
      )}
      <Facts
        facts={[
          ...(value.groups && value.value !== null
            ? [
                {
                  key: 'overall',
                  name: t('ranking.overall'),
                  value: (
                    <>
                      <strong className="number">{percent(value.value)}</strong>
                      {value.interval && (
                        <span className="quiet">
                          {' '}
                          {t('ranking.between', { low: percent(value.interval[0]), high: percent(value.interval[1]) })}
                        </span>
                      )}
                    </>
                  ),
                },
              ]
            : []),
          view.definition.every === 'month'
            ? { key: 'day', name: t('month'), value: monthText(published.day, language) }
            : { key: 'day', name: t('day'), value: <DayText day={published.day} /> },
          { key: 'counted', name: t('counted'), value: t('cases', { value: value.counted }) },
          { key: 'at', name: t('publishedAt'), value: <InstantText at={published.at} /> },
        ]}
      />
    </Card>
  )
}

function Meaning({ view: { definition, published } }: { readonly view: FigureView }) {
  const { t } = useTranslation('figures')
  const said = useSaid()
  const counts = new Map(published?.value.excluded.map(({ id, count }) => [id, count]))
  return (
    <Section title={t('meaning')}>
      <Card>
        <p>{said(definition.meaning)}</p>
        {definition.exclusions.length > 0 && (
          <>
            <h3>{t('leftOut')}</h3>
            <ul className="left-out">
              {definition.exclusions.map(({ id, reason }) => (
                <li key={id}>
                  {said(reason)}
                  {counts.has(id) && <span className="quiet">{t('cases', { value: counts.get(id) })}</span>}
                </li>
              ))}
            </ul>
            {definition.of === 'call_backs' && (
              <p>
                <Link to="/public-appeals?view=excluded">{t('leftOutList')}</Link>
              </p>
            )}
          </>
        )}
        <Facts
          facts={[
            { key: 'law', name: t('law'), value: <span lang="zh">{definition.source}</span> },
            { key: 'version', name: t('version'), value: t('versionFrom', { ...definition }) },
          ]}
        />
      </Card>
    </Section>
  )
}

/** The same day in each league, and the days before. */
function Elsewhere({ view: { definition, regions, earlier, region } }: { readonly view: FigureView }) {
  const { t } = useTranslation('figures')
  const said = useSaid()
  const others = regions.filter((each) => each.region !== region)
  return (
    <>
      {others.length > 0 && (
        <Section title={t('regions')}>
          <LinkList
            entries={others.map((each) => ({
              key: each.region,
              to: `/figures/${definition.id}?region=${each.region}`,
              title: said(each.name),
              end: <span className="number">{valueText(definition, each.value, t)}</span>,
            }))}
          />
        </Section>
      )}
      {earlier.length > 0 && (
        <Section title={t('earlier')}>
          <Facts
            facts={earlier.map(({ day, value }) => ({
              key: day,
              name: <DayText day={day} />,
              value: <span className="number">{valueText(definition, value, t)}</span>,
            }))}
          />
        </Section>
      )}
    </>
  )
}
