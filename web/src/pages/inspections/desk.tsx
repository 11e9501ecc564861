/** What an organiser, a witness or an inspector has before them: lists being prepared, plans, and a new plan. */

import type { NewPlan } from '@steppe/contracts/inspections'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJoined, useSaid, useSession, useSite } from '../../app/site.ts'
import { plansQuery, preparedQuery, sendPlan, settingsQuery } from '../../asks/inspections.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { Checkboxes, TextInput } from '../../ui/inputs.tsx'
import { LinkList, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { DrawState } from '../draws/state.tsx'
import { useOrganises } from './use-organises.ts'

export function Desk() {
  const { t } = useTranslation('inspections')
  const session = useSession()
  const department = useOrganises()
  const prepared = useQuery({ ...preparedQuery, enabled: session !== undefined })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="button-row">
        {department && <LinkButton to="/inspections/new">{t('newDraw')}</LinkButton>}
        <LinkButton look="second" to="/draws">
          {t('publicList')}
        </LinkButton>
      </div>
      <Section title={t('prepared')}>
        {prepared.isError ? (
          <ErrorState fault={prepared.error} onRetry={() => void prepared.refetch()} />
        ) : !prepared.data ? (
          <RowsSkeleton rows={2} />
        ) : prepared.data.draws.length === 0 ? (
          <Empty title={t('nonePrepared')}>{t('nonePreparedHint')}</Empty>
        ) : (
          <LinkList
            entries={prepared.data.draws.map((draw) => ({
              key: draw.id,
              to: `/inspections/${draw.id}`,
              title: <Said text={draw.title} />,
              more: (
                <>
                  <DrawState state={draw.state} />
                  <span>
                    <Said text={draw.departmentName} />
                  </span>
                </>
              ),
            }))}
          />
        )}
      </Section>
      {department && <PlansPart department={department} />}
    </>
  )
}

function PlansPart({ department }: { readonly department: string }) {
  const { t } = useTranslation('inspections')
  const said = useSaid()
  const joined = useJoined()
  const settings = useQuery(settingsQuery).data
  const plans = useQuery(plansQuery(department))
  const nameOf = (id: string) => said(settings?.items.find((item) => item.id === id)) || id
  return (
    <div className="two-columns">
      <Section title={t('plans')}>
        {plans.isError && <ErrorState fault={plans.error} onRetry={() => void plans.refetch()} />}
        {plans.data?.plans.length === 0 && <Empty title={t('noPlans')}>{t('noPlansHint')}</Empty>}
        <ul className={plans.data?.plans.length ? 'list' : undefined}>
          {plans.data?.plans.map((plan) => (
            <li key={plan.id} className="draft">
              <span>
                <span className="list-title-plain">
                  <Said text={plan.title} />
                </span>
                <span className="list-more">
                  {joined(plan.items.map(nameOf))} · <InstantText at={plan.publishedAt} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <PlanForm department={department} />
    </div>
  )
}

function PlanForm({ department }: { readonly department: string }) {
  const { t } = useTranslation('inspections')
  const said = useSaid()
  const client = useQueryClient()
  const settings = useQuery(settingsQuery).data
  const year = Number((useSite()?.today ?? '2000').slice(0, 4))
  const [title, setTitle] = useState('')
  const [items, setItems] = useState<readonly string[]>([])
  const send = useMutation({
    mutationFn: (plan: NewPlan) => sendPlan(plan),
    onSuccess: async () => {
      setTitle('')
      setItems([])
      await client.invalidateQueries({ queryKey: ['inspections', 'plans'] })
    },
  })
  return (
    <Section title={t('newPlan')}>
      <form className="act-form" onSubmit={(event) => event.preventDefault()}>
        <TextInput label={t('planTitle')} value={title} onChange={setTitle} maxLength={100} />
        <Checkboxes
          label={t('planItems')}
          value={items}
          onChange={setItems}
          options={(settings?.items ?? []).map((item) => ({
            value: item.id,
            label: said(item),
            hint: (
              <>
                {t(`kind.${item.kind}`)} · <Said text={item.source} />
              </>
            ),
          }))}
        />
        {send.isError && <RefusedNotice fault={send.error} />}
        {send.isSuccess && <Notice kind="good" live title={t('planPublished')} />}
        <Button
          waiting={send.isPending}
          unavailable={title.trim() && items.length > 0 ? undefined : t('planIncomplete')}
          onClick={() => send.mutate({ department, year, title: title.trim(), items: [...items] })}
        >
          {t('publishPlan')}
        </Button>
      </form>
    </Section>
  )
}
