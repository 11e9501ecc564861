/** Publishes a saved draft from a day on, shows what it changed, and ends a policy. */
import type { Checked, DraftView, Policy } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { policyQuery, publishDraft, repealPolicy } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { DayText } from '../../ui/day.tsx'
import { countText } from '../../ui/day-text.ts'
import { TextInput } from '../../ui/inputs.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { useSimulation } from './use-simulation.ts'

type IssueProps = {
  readonly id: string
  readonly kept: DraftView | undefined
  readonly checked: Checked | undefined
  readonly today: string
  readonly policy: Policy
  readonly department: string
}

/** Whom it is for, before anybody is told: as the facts of all firms stand now. */
function Audience({ policy, department }: Pick<IssueProps, 'policy' | 'department'>) {
  const { t } = useTranslation('policy-desk')
  const { data } = useSimulation({ department, policy: { ...policy, examples: [] } })
  if (!data || data.problems.length > 0) return null
  const { yes, unknown, firms } = data
  return <p>{t('issue.audience', { yes: countText(yes), unknown: countText(unknown), firms: countText(firms) })}</p>
}

export function Issue({ id, kept, checked, today, policy, department }: IssueProps) {
  const { t } = useTranslation('policy-desk')
  const client = useQueryClient()
  const [on, setOn] = useState(today)
  const published = useQuery({ ...policyQuery(id), retry: false }).data
  const publish = useMutation({
    mutationFn: () => publishDraft(id, on),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies'] }),
  })
  const unsound = checked?.problems.filter(({ advised }) => !advised).length ?? 0
  const why = !kept
    ? t('issue.saveFirst')
    : unsound > 0
      ? t('issue.unsound', { count: unsound })
      : on < today
        ? t('issue.tooEarly')
        : undefined
  return (
    <div className="desk-fields">
      <Section title={t('issue.publish')}>
        <Card>
          <p>{t('issue.lead')}</p>
          <Audience policy={policy} department={department} />
          <DateInput label={t('issue.on')} value={on} onChange={setOn} min={today} />
          <div className="button-row">
            <Button waiting={publish.isPending} unavailable={why} onClick={() => publish.mutate()}>
              {t('issue.send')}
            </Button>
            {why && <span className="quiet">{why}</span>}
          </div>
          <RefusedNotice fault={publish.error} />
          {publish.data && (
            <Notice kind="good" title={t('issue.done', { version: publish.data.version })} live>
              <p>
                <DayText day={publish.data.on} /> <Link to={`/policies/${id}`}>{t('issue.see')}</Link>
              </p>
            </Notice>
          )}
        </Card>
      </Section>
      {published && (
        <Section title={t('issue.versions')}>
          <p>
            <Link to={`/policies/${id}`}>{t('issue.seeVersions', { count: published.versions.length })}</Link>
          </p>
        </Section>
      )}
      {published && published.standing !== 'repealed' && <Repeal id={id} today={today} />}
    </div>
  )
}

function Repeal({ id, today }: { readonly id: string; readonly today: string }) {
  const { t } = useTranslation('policy-desk')
  const client = useQueryClient()
  const [body, setBody] = useState({ on: today, by: '', why: '' })
  const repeal = useMutation({
    mutationFn: () => repealPolicy(id, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies'] }),
  })
  const ready = body.by.trim().length >= 2 && body.why.trim().length >= 2 && body.on >= today
  return (
    <Section title={t('repeal.title')}>
      <Card>
        <DateInput label={t('repeal.on')} value={body.on} onChange={(on) => setBody({ ...body, on })} min={today} />
        <TextInput label={t('repeal.by')} value={body.by} onChange={(by) => setBody({ ...body, by })} maxLength={80} />
        <TextInput
          label={t('repeal.why')}
          value={body.why}
          onChange={(why) => setBody({ ...body, why })}
          maxLength={300}
        />
        <div className="button-row">
          <Button
            look="danger"
            waiting={repeal.isPending}
            unavailable={ready ? undefined : t('repeal.first')}
            onClick={() => repeal.mutate()}
          >
            {t('repeal.send')}
          </Button>
        </div>
        <RefusedNotice fault={repeal.error} />
      </Card>
    </Section>
  )
}
