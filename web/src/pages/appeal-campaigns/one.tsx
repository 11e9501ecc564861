/** One campaign: what was fixed and when, the seed, the sample drawn again in this browser, the results; for callers the calls. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, InstantText } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { BackLink, Card, Facts, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { type Sample, sampleQuery } from './asks.ts'
import { Calls } from './calls.tsx'
import { sampling } from './list.tsx'
import { Numbers } from './numbers.tsx'
import type { Redrawn } from './redraw.ts'

function Fixed({ sample }: { readonly sample: Sample }) {
  const { t } = useTranslation('appeal-campaigns')
  const { campaign } = sample
  return (
    <Card>
      <div>
        <Status kind={campaign.state === 'drawn' ? 'done' : 'waiting'}>{t(`state.${campaign.state}`)}</Status>
      </div>
      <Facts
        facts={[
          { key: 'region', name: t('region'), value: <Said text={campaign.regionName} /> },
          {
            key: 'days',
            name: t('days'),
            value: (
              <>
                <DayText day={campaign.from} /> – <DayText day={campaign.until} />
              </>
            ),
          },
          { key: 'size', name: t('size'), value: t('sizes', { size: campaign.size, population: campaign.population }) },
          { key: 'committed', name: t('committed'), value: <InstantText at={campaign.committedAt} /> },
          { key: 'root', name: t('root'), value: <code className="campaign-code">{campaign.listRoot}</code> },
          {
            key: 'seed',
            name: t('seed'),
            value: campaign.seed ? (
              <>
                <Said text={campaign.seed.source} />
                <code className="campaign-code">{campaign.seed.value}</code>
              </>
            ) : (
              <>
                <Said text={campaign.seedSource} /> · {t('seedAt')} <InstantText at={campaign.seedAt} />
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

const share = (part: number, of: number) => (of > 0 ? `${(Math.floor((part / of) * 1000) / 10).toFixed(1)} %` : '–')

/** 联系率、解决率、满意率 of the sample. */
function Results({ sample }: { readonly sample: Sample }) {
  const { t } = useTranslation('appeal-campaigns')
  const { results } = sample.campaign
  return (
    <Section title={t('results.title')}>
      <dl className="campaign-tiles">
        {(
          [
            ['contacted', share(results.contacted, results.valid)],
            ['solved', share(results.solved, results.valid)],
            ['satisfied', share(results.satisfied + results.basically, results.valid)],
            ['valid', countText(results.valid)],
            ['invalid', countText(results.invalid)],
            ['waiting', countText(results.waiting)],
          ] as const
        ).map(([name, value]) => (
          <div key={name} className="campaign-tile">
            <dt>{t(`results.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** 重演 in the reader's own browser. */
function Replay({ sample }: { readonly sample: Sample }) {
  const { t } = useTranslation('appeal-campaigns')
  const [found, setFound] = useState<Redrawn>()
  const { campaign, list, drawn } = sample
  const seed = campaign.seed?.value
  if (!seed) return null
  const start = async () => {
    const { redraw } = await import('./redraw.ts')
    setFound(redraw(list, campaign.size, campaign.listRoot, seed, drawn))
  }
  const good = found?.rootHolds && found.sampleHolds
  return (
    <Section title={t('replay.title')}>
      <Card>
        <p>{t('replay.about')}</p>
        <div className="button-row no-print">
          <Button onClick={() => void start()}>{t('replay.start')}</Button>
          <a href={`/api/appeals/campaigns/${campaign.id}/sample`} download={`${campaign.id}.json`}>
            {t('replay.download')}
          </a>
        </div>
        {found && (
          <Notice kind={good ? 'good' : 'bad'} live title={t(good ? 'replay.holds' : 'replay.fails')}>
            <p>{t(found.rootHolds ? 'replay.rootHolds' : 'replay.rootFails')}</p>
            <p>{t(found.sampleHolds ? 'replay.sampleHolds' : 'replay.sampleFails', { count: drawn.length })}</p>
          </Notice>
        )}
        <details>
          <summary>{t('drawn', { count: drawn.length })}</summary>
          <ol className="campaign-drawn">
            {drawn.slice(0, 500).map((id) => (
              <li key={id} className="number">
                {id}
              </li>
            ))}
          </ol>
        </details>
      </Card>
    </Section>
  )
}

export function CampaignPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('appeal-campaigns')
  const session = useSession()
  const query = useQuery(sampleQuery(id))
  const may = session?.grants.some((grant) => sampling.has(grant.role)) ?? false
  return (
    <>
      <BackLink to="/call-backs">{t('title')}</BackLink>
      {query.isPending && <PageSkeleton />}
      {query.isError && !query.data && (
        <>
          <PageHead title={t('title')} hidden />
          <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
        </>
      )}
      {query.data && (
        <>
          <PageHead title={query.data.campaign.title} written lead={<span className="number">{id}</span>} />
          <Fixed sample={query.data} />
          {may && query.data.campaign.state === 'committed' && <Numbers sample={query.data} />}
          <Replay sample={query.data} />
          {query.data.campaign.state === 'drawn' && <Results sample={query.data} />}
          {may && query.data.campaign.state === 'drawn' && <Calls id={id} />}
        </>
      )}
    </>
  )
}
