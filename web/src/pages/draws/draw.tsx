/** One draw: what was sealed, the number that came later, who was drawn, and the replay on the reader's own machine. */

import type { DrawView } from '@steppe/contracts/inspections'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { drawQuery } from '../../asks/inspections.ts'
import { DayText, InstantText } from '../../ui/day.tsx'
import { BackLink, Card, Facts, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { Replay } from './replay.tsx'
import { SeedRuleText, SeedValueText } from './seed-text.tsx'
import { DrawState } from './state.tsx'
import { DropOuts, Visits } from './visits.tsx'

export function DrawPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('draws')
  const query = useQuery(drawQuery(id))
  if (query.isError)
    return (
      <>
        <PageHead title={t('title')} above={<BackLink to="/draws">{t('toList')}</BackLink>} />
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      </>
    )
  if (!query.data) return <PageSkeleton />
  const draw = query.data
  return (
    <>
      <PageHead
        title={draw.title}
        written
        above={<BackLink to="/draws">{t('title')}</BackLink>}
        lead={
          <span className="draw-lead">
            <DrawState state={draw.state} />
            <span>
              <Said text={draw.departmentName} />
            </span>
          </span>
        }
      />
      <RedrawNotices draw={draw} />
      {draw.may.length > 0 && (
        <Notice title={t('yourTurn')}>
          <Link to={`/inspections/${draw.id}`}>{t('toStaff')}</Link>
        </Notice>
      )}
      <SealedList draw={draw} />
      <LaterNumber draw={draw} />
      <ResultPart draw={draw} />
      <Section title={t('trail.title')}>
        <Trail draw={draw} />
      </Section>
    </>
  )
}

function RedrawNotices({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('draws')
  return (
    <>
      {draw.redrawOf && (
        <Notice kind="warn" title={t('redraw.of')}>
          <p>{t('redraw.reason', { reason: draw.redrawReason ?? '' })}</p>
          <Link to={`/draws/${draw.redrawOf}`}>{t('redraw.old')}</Link>
        </Notice>
      )}
      {draw.redrawnBy && (
        <Notice kind="warn" title={t('redraw.done')}>
          <Link to={`/draws/${draw.redrawnBy}`}>{t('redraw.new')}</Link>
        </Notice>
      )}
      {draw.givenUp && (
        <Notice kind="warn" title={t('redraw.givenUp')}>
          <p>{t('redraw.reason', { reason: draw.givenUp.reason })}</p>
        </Notice>
      )}
      {draw.redrawsGivenUp.map((each) => (
        <Notice key={each.draw} kind="warn" title={t('redraw.oneGivenUp')}>
          <p>{t('redraw.reason', { reason: each.reason })}</p>
          <p>
            {each.by} <InstantText at={each.at} /> <Link to={`/draws/${each.draw}`}>{each.draw}</Link>
          </p>
        </Notice>
      ))}
    </>
  )
}

export function SealedList({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('draws')
  const said = useSaid()
  return (
    <Section title={t('list.title')}>
      <Card>
        <p className="quiet">{t('list.about')}</p>
        <Facts
          facts={[
            { key: 'plan', name: t('list.plan'), value: <Said text={draw.plan.title} /> },
            ...draw.tasks.map((task) => ({
              key: task.item,
              name: said(task.name),
              value: (
                <>
                  <Said text={task.departmentName} />
                  {t('list.task', {
                    count: task.objects,
                    share: `${Number(((100 * task.share[0]) / task.share[1]).toFixed(2))}%`,
                    inspectors: task.inspectors,
                  })}
                </>
              ),
            })),
            {
              key: 'counts',
              name: t('list.counts'),
              value: t('list.countsOf', {
                objects: draw.objects,
                inspectors: draw.inspectors,
                recusals: draw.recusals,
              }),
            },
            {
              key: 'weights',
              name: t('list.weights'),
              value: draw.weighted === 0 ? t('list.weightsEqual') : t('list.weightsOf', { count: draw.weighted }),
            },
            ...(draw.quota
              ? [
                  {
                    key: 'quota',
                    name: t('list.quota'),
                    value: t(`list.quotaOf.${draw.quota.by}`, { most: draw.quota.most }),
                  },
                ]
              : []),
            {
              key: 'sealed',
              name: t('list.sealed'),
              value: draw.committedAt ? <InstantText at={draw.committedAt} /> : t('list.notSealed'),
            },
            { key: 'root', name: t('list.root'), value: <code className="hash">{draw.root}</code> },
          ]}
        />
      </Card>
    </Section>
  )
}

function LaterNumber({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('draws')
  if (!draw.rule) return null
  return (
    <Section title={t('seed.title')}>
      <Card>
        <p className="quiet">{t('seed.about')}</p>
        <Facts
          facts={[
            { key: 'rule', name: t('seed.from'), value: <SeedRuleText rule={draw.rule} /> },
            { key: 'due', name: t('seed.due'), value: <InstantText at={draw.seedDue ?? ''} /> },
            draw.seedValue
              ? { key: 'value', name: t('seed.value'), value: <SeedValueText value={draw.seedValue} /> }
              : { key: 'value', name: t('seed.value'), value: <NotYet draw={draw} /> },
          ]}
        />
      </Card>
    </Section>
  )
}

/** Who has read the number so far. */
function NotYet({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('draws')
  return (
    <>{draw.enteredBy.length > 0 ? t('seed.halfEntered', { names: draw.enteredBy.join('、') }) : t('seed.waiting')}</>
  )
}

function ResultPart({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('draws')
  if (!draw.seedValue) return null
  if (!draw.result)
    return (
      <Section title={t('result.title')}>
        <Notice>
          {t('result.hidden', { visits: draw.visits ?? 0 })} {draw.publishBy && <DayText day={draw.publishBy} />}
        </Notice>
      </Section>
    )
  return (
    <>
      <Section title={t('result.title')}>
        <p>{t('result.lead', { visits: draw.visits ?? 0, objects: draw.objects })}</p>
        <Visits draw={draw} result={draw.result} />
        <DropOuts draw={draw} />
      </Section>
      <Replay id={draw.id} names={draw.names} />
    </>
  )
}

export function Trail({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('draws')
  return (
    <Timeline
      label={t('trail.title')}
      entries={draw.trail.map((act) => ({
        key: String(act.n),
        state: 'done',
        what: t(`trail.${act.kind}`),
        when: <InstantText at={act.at} />,
        more: <Said text={act.by} />,
      }))}
    />
  )
}
