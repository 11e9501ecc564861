/** One draw for staff: what stands, and what I may do next. */

import type { DrawView } from '@steppe/contracts/inspections'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { drawQuery } from '../../asks/inspections.ts'
import { LinkButton } from '../../ui/button.tsx'
import { BackLink, Card, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { SealedList, Trail } from '../draws/draw.tsx'
import { DrawState } from '../draws/state.tsx'
import { DropOuts, Visits } from '../draws/visits.tsx'
import { DropOutForm, PublishForm } from './after-forms.tsx'
import { CommitForm } from './commit-form.tsx'
import { GiveUpForm } from './give-up-form.tsx'
import { RecusalForm } from './recusal-form.tsx'
import { SeedForm } from './seed-form.tsx'

const forms = {
  recuse: RecusalForm,
  commit: CommitForm,
  seed: SeedForm,
  publish: PublishForm,
  drop_out: DropOutForm,
  give_up: GiveUpForm,
} as const

export function RunDraw({ id }: { readonly id: string }) {
  const { t } = useTranslation('inspections')
  const client = useQueryClient()
  const query = useQuery(drawQuery(id))
  if (query.isError)
    return (
      <>
        <PageHead title={t('title')} above={<BackLink to="/inspections">{t('toDesk')}</BackLink>} />
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      </>
    )
  if (!query.data) return <PageSkeleton />
  const draw = query.data
  const onDone = (next: DrawView) => {
    client.setQueryData(drawQuery(id).queryKey, next)
    void client.invalidateQueries({ queryKey: ['inspections'], refetchType: 'none' })
  }
  const mine = (Object.keys(forms) as (keyof typeof forms)[]).filter((deed) => draw.may.includes(deed))
  return (
    <>
      <PageHead
        title={draw.title}
        written
        above={<BackLink to="/inspections">{t('title')}</BackLink>}
        lead={
          <span className="draw-lead">
            <DrawState state={draw.state} />
            {draw.state !== 'prepared' && <Link to={`/draws/${draw.id}`}>{t('seePublic')}</Link>}
          </span>
        }
      />
      <div className="two-columns">
        <div className="form-grid">
          {mine.length === 0 && <Empty title={t('nothingToDo')}>{t('nothingToDoHint')}</Empty>}
          {mine.map((deed) => {
            const Form = forms[deed]
            return (
              <Section key={deed} title={t(`deed.${deed}`)}>
                <Card>
                  <Form draw={draw} onDone={onDone} />
                </Card>
              </Section>
            )
          })}
          {draw.may.includes('redraw') && !draw.redrawnBy && (
            <Section title={t('deed.redraw')}>
              <p className="quiet">{t('redrawHint')}</p>
              <div>
                <LinkButton look="second" to={`/inspections/new?redrawOf=${draw.id}`}>
                  {t('deed.redraw')}
                </LinkButton>
              </div>
            </Section>
          )}
        </div>
        <div className="form-grid">
          <SealedList draw={draw} />
          {draw.members && <Members draw={draw} />}
          {draw.result && (
            <Section title={t('result')}>
              <Visits draw={draw} result={draw.result} />
              <DropOuts draw={draw} />
            </Section>
          )}
          <Section title={t('trail')}>
            <Trail draw={draw} />
          </Section>
        </div>
      </div>
    </>
  )
}

function Members({ draw }: { readonly draw: DrawView }) {
  const { t } = useTranslation('inspections')
  const { objects, inspectors, recusals } = draw.members!
  const nameOf = (id: string) => draw.names[id] ?? id
  return (
    <>
      <Section title={t('objectsCount', { count: objects.length })}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by the keyboard. */}
        <ul className="member-list" tabIndex={0} aria-label={t('objectsCount', { count: objects.length })}>
          {objects.map((id) => (
            <li key={id}>
              <Said text={nameOf(id)} /> <span className="quiet">{id}</span>{' '}
              <span className="quiet">{t('weightOf', { weight: draw.weights[id] ?? 1 })}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('inspectorsCount', { count: inspectors.length })}>
        <p>
          <Said text={inspectors.map(nameOf).join('、')} />
        </p>
        {recusals.length > 0 && (
          <ul className="plain-list">
            {recusals.map((each) => (
              <li key={`${each.inspector} ${each.object}`}>
                {t('recusalLine', {
                  inspector: nameOf(each.inspector),
                  object: nameOf(each.object),
                  reason: each.reason,
                })}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
