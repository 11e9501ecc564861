/** A ranking: each group with its rates and how sure they are, what its mix explains, and the places that are possible. */
import type { FigureView } from '@steppe/contracts/evaluation'
import type { Ranked } from '@steppe/kernels/figures'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid, useSession } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { countText } from '../../ui/day-text.ts'
import { Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { monthText, percent } from './value-text.ts'

type RankingProps = {
  readonly view: FigureView
  readonly groups: readonly Ranked[]
  readonly day: string
}

export function RankingTable({ view, groups, day }: RankingProps) {
  const { t } = useTranslation('figures')
  const { id } = view.definition
  const { language } = usePreferences()
  const files = `/api/evaluation/figures/${id}`
  const query = `?region=${view.region}&day=${day}`
  return (
    <Section title={t('ranking.title', { month: monthText(day, language) })}>
      <p className="quiet">{t('ranking.about')}</p>
      {groups.length === 0 ? (
        <Empty title={t('ranking.none')} />
      ) : (
        <>
          <Groups view={view} groups={groups} day={day} />
          <div className="button-row no-print">
            <a href={`${files}/groups.csv${query}`} download>
              {t('ranking.csv')}
            </a>
            <a href={`/api/evaluation/bulletin.docx${query}`} download>
              {t('ranking.bulletin')}
            </a>
          </div>
        </>
      )}
    </Section>
  )
}

/** So many lines are read at a glance. */
const atFirst = 12

const between = ([low, high]: readonly [number, number]) => `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`

/** Whose orders somebody may look into: their own department's, a supervisor's whole region. The server decides. */
function useLooksInto(): (group: string) => boolean {
  const grants = useSession()?.grants ?? []
  return (group) =>
    grants.some(
      ({ role, department, region }) =>
        department === group ||
        (role === 'supervisor' && region !== undefined && group.startsWith(region.replace(/(00)+$/, ''))),
    )
}

/** The way to the orders behind a place, and to an objection. */
function BehindIt({ group, day }: { readonly group: string; readonly day: string }) {
  const { t } = useTranslation('figures')
  return (
    <>
      {' '}
      <Link className="no-print" to={`/work/score?department=${group}&month=${day.slice(0, 8)}01`}>
        {t('ranking.counts')}
      </Link>
    </>
  )
}

function useShares(groups: readonly Ranked[]): readonly Column<Ranked>[] {
  const { t } = useTranslation('figures')
  return (groups[0]?.parts ?? []).map(({ id }, at) => ({
    key: id,
    head: t(`ranking.parts.${id}`),
    end: true,
    cell: ({ parts }) => (
      <span className="ranked-share">
        {percent(parts[at]!.value)}
        <span className="ranked-more">{between(parts[at]!.interval)}</span>
      </span>
    ),
  }))
}

function Groups({ view, groups, day }: RankingProps) {
  const { t } = useTranslation('figures')
  const looksInto = useLooksInto()
  const ofDepartments = view.definition.fold.kind === 'ranking' && view.definition.fold.groups === 'department'
  const [whole, setWhole] = useState(groups.length <= atFirst)
  // Those with a place are told in any case, and what one may look into.
  const shown = whole
    ? groups
    : groups.filter(({ place, group }, index) => place !== undefined || index < atFirst || looksInto(group))
  const said = useSaid()
  const shares = useShares(groups)
  return (
    <>
      <Table
        caption={t('ranking.caption')}
        stack
        rows={shown}
        rowKey={({ group }) => group}
        columns={[
          {
            key: 'place',
            head: t('ranking.place'),
            cell: ({ place, range }) => (
              <span className="ranked-share">
                {place === undefined ? t('ranking.tooFew') : <strong>{place}</strong>}
                {range && range[0] !== range[1] && (
                  <span className="ranked-more">{t('ranking.range', { best: range[0], worst: range[1] })}</span>
                )}
              </span>
            ),
          },
          {
            key: 'name',
            head: t('ranking.group'),
            cell: ({ group }) => (
              <span>
                {said(view.names[group]) || group}
                {ofDepartments && looksInto(group) && <BehindIt group={group} day={day} />}
              </span>
            ),
          },
          { key: 'counted', head: t('ranking.counted'), end: true, cell: ({ counted }) => countText(counted) },
          ...shares,
          { key: 'score', head: t('ranking.score'), end: true, cell: ({ score }) => percent(score) },
          {
            key: 'adjusted',
            head: t('ranking.adjusted'),
            end: true,
            cell: ({ adjusted, interval }) => (
              <span className="ranked-share">
                <strong>{percent(adjusted)}</strong>
                <span className="ranked-more">{between(interval)}</span>
              </span>
            ),
          },
        ]}
      />
      {shown.length < groups.length && (
        <div className="no-print">
          <Button small look="second" onClick={() => setWhole(true)}>
            {t('ranking.all', { count: groups.length })}
          </Button>
        </div>
      )}
    </>
  )
}
