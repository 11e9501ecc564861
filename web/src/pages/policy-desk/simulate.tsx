/** What the draft would do: sliders for its numbers, winners and losers, cost by group, cliffs, overlaps; compared with a version that is in force. */
import type { Policy, SimulateBody, Simulation } from '@steppe/contracts/policies'
import { withMoved } from '@steppe/kernels/policies/thresholds'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { dictionaryQuery, policyQuery } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { countText } from '../../ui/day-text.ts'
import { Select } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { findFact, valueText } from '../policies/fact-words.ts'
import type { Draft } from './draft-policy.ts'
import { Figures } from './simulation-figures.tsx'
import { useSimulation } from './use-simulation.ts'

type Moved = NonNullable<SimulateBody['moved']>

export function Simulate({
  draft,
  policy,
  department,
  onChange,
}: {
  readonly draft: Draft
  readonly policy: Policy
  readonly department: string
  readonly onChange: (draft: Draft) => void
}) {
  const { t } = useTranslation('policy-desk')
  const [moved, setMoved] = useState<Moved>([])
  const [against, setAgainst] = useState('')
  const published = useQuery({ ...policyQuery(policy.id), retry: false }).data?.versions ?? []
  const body: SimulateBody = {
    department,
    policy: { ...policy, examples: [] },
    moved,
    ...(against ? { against: { id: policy.id, version: Number(against) } } : {}),
  }
  const running = useSimulation(body)
  const { data } = running
  const apply = () => {
    onChange(withMoved(draft, moved))
    setMoved([])
  }
  if (!data)
    return (
      <div className="desk-fields">
        <RefusedNotice fault={running.fault} />
        <Running running={running} />
        {running.state === 'waiting' && <RowsSkeleton rows={8} />}
      </div>
    )
  return (
    <div className="desk-fields" aria-busy={running.state === 'waiting'}>
      <RefusedNotice fault={running.fault} />
      <Running running={running} />
      <p>{t('sim.lead', { firms: countText(data.firms) })}</p>
      {published.length > 0 && (
        <Select
          label={t('sim.against')}
          value={against}
          onChange={setAgainst}
          optional
          empty={t('sim.nothing')}
          options={published.map(({ version }) => ({ value: String(version), label: t('sim.version', { version }) }))}
        />
      )}
      {data.problems.length > 0 ? (
        <Notice kind="warn" title={t('sim.unsound')}>
          <p>{t('sim.unsoundHint')}</p>
          {moved.length > 0 && <Reset onPress={() => setMoved([])} />}
        </Notice>
      ) : (
        <>
          <Sliders sliders={data.sliders} policy={policy} moved={moved} onMove={setMoved} />
          {moved.length > 0 && (
            <div className="button-row">
              <Button look="second" small onClick={apply}>
                {t('sim.apply')}
              </Button>
              <Reset onPress={() => setMoved([])} />
            </div>
          )}
          <Figures result={data} compared={against !== ''} policy={policy} />
          <p className="quiet">{t('sim.took', { milliseconds: data.milliseconds })}</p>
        </>
      )}
    </div>
  )
}

function Reset({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation('policy-desk')
  return (
    <Button look="plain" small onClick={onPress}>
      {t('sim.reset')}
    </Button>
  )
}

/** How far it is, with a way to stop; and a way to begin anew after that. Quick answers show nothing of it. */
function Running({ running }: { readonly running: ReturnType<typeof useSimulation> }) {
  const { t } = useTranslation('policy-desk')
  const { state, progress, stop, again } = running
  if (state === 'stopped')
    return (
      <Notice kind="warn" title={t('sim.stopped')} live>
        <p>{t('sim.stoppedHint')}</p>
        <Button look="second" small onClick={again}>
          {t('sim.again')}
        </Button>
      </Notice>
    )
  if (state === 'done' || !progress || progress.done >= progress.total) return null
  const { done, total, reading } = progress
  return (
    <div className="desk-running">
      <Progress
        value={done}
        max={Math.max(total, 1)}
        label={t(reading ? 'sim.reading' : 'sim.progress', { done: countText(done), total: countText(total) })}
      />
      <Button look="plain" small onClick={stop}>
        {t('sim.stop')}
      </Button>
    </div>
  )
}

type SlidersProps = {
  readonly sliders: Simulation['sliders']
  readonly policy: Policy
  readonly moved: Moved
  readonly onMove: (moved: Moved) => void
}

function Sliders({ sliders, policy, moved, onMove }: SlidersProps) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const { language } = usePreferences()
  const dictionary = useQuery(dictionaryQuery).data
  if (sliders.length === 0) return <p className="quiet">{t('sim.noNumbers')}</p>
  return (
    <Section title={t('sim.thresholds')}>
      <div className="desk-sliders">
        {sliders.map((slider) => {
          const { condition, number, fact } = slider
          const same = (each: Moved[number]) => each.condition === condition && each.number === number
          const value = moved.find(same)?.value ?? slider.value
          const words = findFact(dictionary, fact, policy)
          const table = policy.tables?.find(({ id }) => `tables.${id}` === condition)
          const title = (table ?? policy.conditions.find(({ id }) => id === condition))?.title
          const high = Math.max(slider.high, value)
          const step = stepFor(high - slider.low)
          return (
            <label key={`${condition} ${number}`} className="desk-slider">
              <span>
                <Said text={words ? said(words.title) : fact} />{' '}
                <output className="number">{valueText(words, value, language)}</output>
              </span>
              <input
                type="range"
                min={slider.low}
                max={high}
                step={step}
                value={value}
                onChange={(event) =>
                  onMove([
                    ...moved.filter((each) => !same(each)),
                    { condition, number, value: Number(event.target.value) },
                  ])
                }
              />
              <span className="quiet">
                <Said text={said(title)} />
              </span>
            </label>
          )
        })}
      </div>
    </Section>
  )
}

/** About a hundred steps, of 1, 5, 10, 50, … */
function stepFor(range: number): number {
  const rough = range / 100
  if (rough <= 0.05) return 0.01
  if (rough <= 0.5) return 0.1
  if (rough <= 2) return 1
  const power = 10 ** Math.floor(Math.log10(rough))
  return rough / power > 5 ? power * 10 : rough / power > 1 ? power * 5 : power
}
