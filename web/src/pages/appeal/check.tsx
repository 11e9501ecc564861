/** Check your answers; hand in; the receipt. */
import type { AppealReceipt, Lists, OrderType } from '@steppe/contracts/appeals'
import type { Session } from '@steppe/contracts/platform'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { newKey, RefusalError } from '../../app/api.ts'
import { firmsOf, useSaid } from '../../app/site.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Card, Facts, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { handIn } from './asks.ts'
import { type AppealDraft, appealFrom, type StepName } from './draft.ts'
import { useRegionName } from './words.ts'

type Props = {
  readonly draft: AppealDraft
  readonly type: OrderType
  readonly lists: Lists
  readonly session: Session
  readonly faults: Partial<Record<StepName, string>>
  readonly steps: readonly StepName[]
  readonly onChange: (step: StepName) => void
  readonly onDone: () => void
}

function Receipt({ receipt }: { readonly receipt: AppealReceipt }) {
  const { t } = useTranslation('appeal')
  return (
    <>
      <PageHead title={t(receipt.repeated ? 'receipt.repeated' : 'receipt.title')} lead={t('receipt.lead')} />
      {receipt.alarm && (
        <Notice kind="warn" title={t('receipt.alarm')} live>
          {t('danger.next')} <a href="tel:110">110</a>
        </Notice>
      )}
      <Card>
        <Facts
          facts={[
            { key: 'number', name: t('receipt.number'), value: <strong className="number">{receipt.id}</strong> },
            ...(receipt.due ? [{ key: 'due', name: t('receipt.due'), value: <DayText day={receipt.due} /> }] : []),
          ]}
        />
      </Card>
      <p>{t('receipt.next')}</p>
      <div className="button-row">
        <LinkButton to={`/appeals/${receipt.id}`}>{t('receipt.follow')}</LinkButton>
        <Button look="second" onClick={() => window.print()}>
          {t('receipt.print')}
        </Button>
        <Link to="/" className="no-print">
          {t('receipt.home')}
        </Link>
      </div>
    </>
  )
}

/** The answers as names and values, each with the step where it is changed. */
function useAnswers({ draft, type, lists, session }: Props): readonly (readonly [StepName, string, ReactNode])[] {
  const { t } = useTranslation('appeal')
  const said = useSaid()
  const region = useRegionName(draft.region)
  const intent = lists.intents.find((one) => one.id === draft.intent)
  const ground = type.grounds.find((one) => one.id === draft.ground)
  const reached = [draft.phone.trim(), t(draft.secret ? 'you.secret' : 'you.open')].filter(Boolean).join(' · ')
  return [
    ['what', t('check.kind'), said(intent?.title) || '–'],
    [
      'what',
      t('check.who'),
      <Said text={firmsOf(session).find(({ code }) => code === draft.firm)?.name ?? (draft.firm || session.name)} />,
    ],
    ...(ground ? [['ground', t('check.ground'), said(ground.title)] as const] : []),
    ['text', t('check.text'), <Said key="text" text={draft.text.trim()} />],
    ...(draft.urgency === 'general' ? [] : [['text', t('check.urgency'), t('check.urgent')] as const]),
    ['place', t('check.place'), <Said key="place" text={[region, draft.address].filter(Boolean).join(' ')} />],
    ...(draft.joins
      ? [
          [
            'same',
            t('check.joins'),
            <span key="joins" className="number">
              {draft.joins}
            </span>,
          ] as const,
        ]
      : []),
    ['files', t('check.files'), draft.files.map((file) => file.name).join('、') || t('check.none')],
    ['you', t('check.reached'), reached],
    ['you', t('check.publish'), t(draft.publish ? 'you.publishYes' : 'you.publishNo')],
  ]
}

export function CheckAppeal(props: Props) {
  const { draft, faults, steps, onChange, onDone } = props
  const { t } = useTranslation('appeal')
  const client = useQueryClient()
  const answers = useAnswers(props)
  const [key, setKey] = useState(newKey)
  const send = useMutation({
    mutationFn: () => handIn(appealFrom(draft), { idempotencyKey: key }),
    onSuccess: async () => {
      onDone()
      await client.invalidateQueries({ queryKey: ['appeals', 'mine'] })
    },
    onError: (fault) => {
      if (fault instanceof RefusalError) setKey(newKey())
    },
  })
  if (send.data) return <Receipt receipt={send.data} />
  const wrong = steps.filter((step) => faults[step])
  return (
    <>
      <PageHead title={t('check.title')} lead={t('check.lead')} />
      {wrong.length > 0 && (
        <Notice kind="bad" title={t('check.missing')}>
          <ul>
            {wrong.map((step) => (
              <li key={step}>
                <button type="button" className="link-button" onClick={() => onChange(step)}>
                  {t(`fault.${faults[step]}`)}
                </button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Card>
        <Facts
          facts={answers.map(([step, name, value], index) => ({
            key: `${step} ${index}`,
            name,
            value: <span className="appeal-answer">{value}</span>,
            act: (
              <Button look="plain" small onClick={() => onChange(step)} aria-label={t('check.changeNamed', { name })}>
                {t('check.change')}
              </Button>
            ),
          }))}
        />
      </Card>
      <p className="quiet">{t('check.consent')}</p>
      <RefusedNotice fault={send.error} />
      <div className="button-row">
        <Button
          waiting={send.isPending}
          unavailable={wrong.length > 0 ? t('check.missing') : undefined}
          onClick={() => send.mutate()}
        >
          {t('check.send')}
        </Button>
      </div>
    </>
  )
}
