/** The figures of a simulation: the finding in a sentence, then tables that can be read without colour. */
import type { Group, Policy, Simulation } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { dictionaryQuery } from '../../asks/policies.ts'
import { Money } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Status } from '../../ui/tag.tsx'
import { findFact, valueText } from '../policies/fact-words.ts'

type FiguresProps = { readonly result: Simulation; readonly compared: boolean; readonly policy: Policy }

export function Figures({ result, compared, policy }: FiguresProps) {
  const { t } = useTranslation('policy-desk')
  const yuan = (amount: number) => <Money fen={Math.round(amount * 100)} />
  return (
    <>
      <dl className="desk-figures">
        <Figure
          name={t('sim.yes')}
          value={countText(result.yes)}
          more={result.before ? t('sim.was', { count: result.before.yes }) : undefined}
        />
        <Figure name={t('sim.unknown')} value={countText(result.unknown)} />
        <Figure
          name={t('sim.cost')}
          value={result.cost === null ? '—' : yuan(result.cost)}
          more={
            result.before && result.before.cost !== null ? (
              <>
                {t('sim.before')} {yuan(result.before.cost)}
              </>
            ) : undefined
          }
        />
        {compared && (
          <Figure name={t('sim.winners')} value={countText(result.winners.count)} more={yuan(result.winners.amount)} />
        )}
        {compared && (
          <Figure name={t('sim.losers')} value={countText(result.losers.count)} more={yuan(result.losers.amount)} />
        )}
      </dl>
      {compared && <Changed title={t('sim.losersList')} changes={result.losers} />}
      {compared && <Changed title={t('sim.winnersList')} changes={result.winners} />}
      <Cliffs result={result} policy={policy} />
      <Groups title={t('sim.byLeague')} groups={result.byLeague} compared={compared} />
      <Groups title={t('sim.byIndustry')} groups={result.byIndustry} compared={compared} />
      <Groups title={t('sim.bySize')} groups={result.bySize} compared={compared} />
      <Overlaps result={result} />
    </>
  )
}

function Figure({
  name,
  value,
  more,
}: {
  readonly name: string
  readonly value: React.ReactNode
  readonly more?: React.ReactNode
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong className="number">{value}</strong>
        {more && <span className="quiet">{more}</span>}
      </dd>
    </div>
  )
}

function Changed({ title, changes }: { readonly title: string; readonly changes: Simulation['winners'] }) {
  const { t } = useTranslation('policy-desk')
  if (changes.count === 0) return null
  const sum = (amount: number | null) => (amount === null ? t('sim.notHave') : <Money fen={Math.round(amount * 100)} />)
  return (
    <Section title={title}>
      <Table
        caption={title}
        stack
        rows={changes.firms}
        rowKey={({ code }) => code}
        columns={[
          { key: 'name', head: t('round.firm'), label: t('round.firm'), cell: ({ name }) => <Said text={name} /> },
          { key: 'was', head: t('sim.wasHead'), label: t('sim.wasHead'), end: true, cell: ({ was }) => sum(was) },
          { key: 'is', head: t('sim.isHead'), label: t('sim.isHead'), end: true, cell: ({ is }) => sum(is) },
        ]}
      />
    </Section>
  )
}

function Cliffs({ result, policy }: { readonly result: Simulation; readonly policy: Policy }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const { language } = usePreferences()
  const dictionary = useQuery(dictionaryQuery).data
  if (result.cliffs.length === 0) return null
  return (
    <Section title={t('sim.cliffs')}>
      <p className="quiet">{t('sim.cliffsHint')}</p>
      <Table
        caption={t('sim.cliffs')}
        stack
        rows={result.cliffs}
        rowKey={({ condition, number }) => `${condition} ${number}`}
        columns={[
          {
            key: 'fact',
            head: t('sim.threshold'),
            label: t('sim.threshold'),
            cell: ({ fact, threshold, condition }) => {
              const words = findFact(dictionary, fact, policy)
              const title = policy.conditions.find(({ id }) => id === condition)?.title
              const number = valueText(words, threshold, language)
              return (
                <>
                  <Said text={words ? said(words.title) : fact} /> {number}
                  {title && ' · '}
                  <Said text={said(title)} />
                </>
              )
            },
          },
          {
            key: 'beyond',
            head: t('sim.justBeyond'),
            label: t('sim.justBeyond'),
            end: true,
            cell: ({ justBeyond }) => countText(justBeyond),
          },
          {
            key: 'within',
            head: t('sim.justWithin'),
            label: t('sim.justWithin'),
            end: true,
            cell: ({ justWithin }) => countText(justWithin),
          },
          {
            key: 'amount',
            head: t('sim.atStake'),
            label: t('sim.atStake'),
            end: true,
            cell: ({ amount }) => <Money fen={Math.round(amount * 100)} />,
          },
        ]}
      />
    </Section>
  )
}

function Groups({
  title,
  groups,
  compared,
}: {
  readonly title: string
  readonly groups: readonly Group[]
  readonly compared: boolean
}) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  if (groups.length === 0) return null
  const change: readonly Column<Group>[] = compared
    ? [
        {
          key: 'winners',
          head: t('sim.winners'),
          label: t('sim.winners'),
          end: true,
          cell: ({ winners }) => countText(winners),
        },
        {
          key: 'losers',
          head: t('sim.losers'),
          label: t('sim.losers'),
          end: true,
          cell: ({ losers }) => countText(losers),
        },
      ]
    : []
  return (
    <Section title={title}>
      <Table
        caption={title}
        stack
        rows={groups}
        rowKey={({ key }) => key || '-'}
        columns={[
          { key: 'name', head: t('sim.group'), label: t('sim.group'), cell: ({ name }) => said(name) },
          {
            key: 'firms',
            head: t('sim.firms'),
            label: t('sim.firms'),
            end: true,
            cell: ({ firms }) => countText(firms),
          },
          { key: 'yes', head: t('sim.yes'), label: t('sim.yes'), end: true, cell: ({ yes }) => countText(yes) },
          {
            key: 'amount',
            head: t('sim.cost'),
            label: t('sim.cost'),
            end: true,
            cell: ({ amount }) => <Money fen={Math.round(amount * 100)} />,
          },
          ...change,
        ]}
      />
    </Section>
  )
}

function Overlaps({ result }: { readonly result: Simulation }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  if (result.overlaps.length === 0) return null
  return (
    <Section title={t('sim.overlaps')}>
      <Table
        caption={t('sim.overlaps')}
        stack
        rows={result.overlaps}
        rowKey={({ policy }) => policy}
        columns={[
          {
            key: 'policy',
            head: t('name'),
            label: t('name'),
            cell: ({ policy, title }) => (
              <Link to={`/policies/${policy}`}>
                <Said text={said(title)} />
              </Link>
            ),
          },
          { key: 'firms', head: t('sim.both'), label: t('sim.both'), end: true, cell: ({ firms }) => countText(firms) },
          {
            key: 'rule',
            head: t('sim.rule'),
            label: t('sim.rule'),
            cell: ({ excluded }) =>
              excluded ? <Status kind="refused">{t('sim.excluded')}</Status> : t('sim.together'),
          },
        ]}
      />
    </Section>
  )
}
