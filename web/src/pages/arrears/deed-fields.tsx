/** The questions of each act in a claim, and the act that the answers make. */
import type { ClaimDeed, ClaimView } from '@steppe/contracts/arrears'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { rulesQuery } from '../../asks/arrears.ts'
import { Button } from '../../ui/button.tsx'
import { moneyText } from '../../ui/day-text.ts'
import { Checkbox, DateInput, Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/states.tsx'
import { fenOf, yuanOf } from './debt-form.ts'

type Kind = ClaimDeed['kind']

export interface Draft {
  readonly text: string
  readonly amount: string
  readonly on: string
  readonly ground: string
  readonly payment: string
  readonly received: '' | 'yes' | 'no'
  readonly withPlan: boolean
  readonly instalments: readonly { readonly key: number; readonly by: string; readonly amount: string }[]
}

/** What each act asks. */
const asks: Readonly<Record<Kind, readonly ('text' | 'words' | 'amount' | 'on' | 'plan' | 'payment')[]>> = {
  forward: [],
  refuse: ['text'],
  answer: ['amount', 'text', 'plan'],
  press: ['text'],
  interview: ['amount', 'text'],
  decide: ['amount', 'text'],
  plan: ['plan', 'words'],
  pay: ['on', 'amount', 'words'],
  confirm_payment: ['payment', 'words'],
  settle: ['words'],
  warn: ['text'],
  announce: ['text'],
  object: ['text'],
  publish: ['words'],
  correct: ['text'],
  unpublish: ['text'],
  close_unpaid: ['text'],
  withdraw: ['text'],
}

const mayBeNothing: readonly Kind[] = ['answer', 'interview', 'decide']

export function emptyDraft(claim: ClaimView, kind: Kind): Draft {
  const whole = yuanOf(claim.debt.amount)
  const told = claim.payments.find((each) => each.state === 'told')
  return {
    text: '',
    amount: kind === 'answer' || kind === 'decide' ? whole : '',
    on: '',
    ground: '',
    payment: told?.id ?? '',
    received: '',
    withPlan: kind === 'plan',
    instalments: [{ key: 1, by: '', amount: '' }],
  }
}

const amountOf = (text: string): number | undefined => (/^[0０]+$/.test(text.trim()) ? 0 : fenOf(text))
const planned = ({ instalments }: Draft) => instalments.map(({ by, amount }) => ({ by, amount: fenOf(amount)! }))

/** The first answer that is missing, by the name of its text. */
export function incomplete(kind: Kind, draft: Draft): string | undefined {
  for (const ask of asks[kind]) {
    if (ask === 'text' && !draft.text.trim()) return 'text'
    if (ask === 'amount' && (mayBeNothing.includes(kind) ? amountOf : fenOf)(draft.amount) === undefined)
      return 'amount'
    if (ask === 'on' && !draft.on) return 'paidOn'
    if (ask === 'payment' && (!draft.payment || !draft.received)) return 'received'
    if (ask === 'plan' && draft.withPlan && draft.instalments.some(({ by, amount }) => !by || !fenOf(amount)))
      return 'plan'
  }
  return undefined
}

/** The act; only for a draft that is complete. */
export function deedFrom(kind: Kind, draft: Draft): ClaimDeed {
  const text = draft.text.trim()
  const words = text ? { text } : {}
  const amount = amountOf(draft.amount) ?? 0
  switch (kind) {
    case 'forward':
      return { kind }
    case 'refuse':
    case 'unpublish':
    case 'close_unpaid':
    case 'withdraw':
      return { kind, reason: text }
    case 'press':
    case 'warn':
    case 'announce':
    case 'object':
    case 'correct':
      return { kind, text }
    case 'answer':
      return {
        kind,
        confirmed: amount,
        text,
        ...(draft.ground ? { ground: draft.ground } : {}),
        ...(draft.withPlan ? { plan: planned(draft) } : {}),
      }
    case 'interview':
      return { kind, text, confirmed: amount }
    case 'decide':
      return { kind, upheld: amount, reason: text }
    case 'plan':
      return { kind, instalments: planned(draft), ...words }
    case 'pay':
      return { kind, on: draft.on, amount, ...words }
    case 'confirm_payment':
      return { kind, payment: draft.payment, received: draft.received === 'yes', ...words }
    case 'settle':
      return { kind, ...words }
    case 'publish':
      return { kind, ...(text ? { answer: text } : {}) }
    default:
      return kind satisfies never
  }
}

type Fields = {
  readonly claim: ClaimView
  readonly kind: Kind
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

export function DeedFields({ claim, kind, draft, change }: Fields) {
  const { t } = useTranslation('arrears')
  const wanted = asks[kind]
  const less = kind === 'answer' && (amountOf(draft.amount) ?? claim.debt.amount) < claim.debt.amount
  return (
    <>
      {wanted.includes('payment') && <PaymentChoice claim={claim} kind={kind} draft={draft} change={change} />}
      {wanted.includes('on') && (
        <DateInput label={t('debt.paidOn')} value={draft.on} onChange={(on) => change({ on })} />
      )}
      {wanted.includes('amount') && (
        <TextInput
          label={t(`amounts.${kind}`)}
          {...(mayBeNothing.includes(kind) ? { hint: t('amounts.nothing') } : {})}
          value={draft.amount}
          onChange={(amount) => change({ amount })}
          inputMode="decimal"
          width="medium"
          unit={t('yuan')}
        />
      )}
      {less && <GroundChoice claim={claim} draft={draft} change={change} />}
      {kind === 'answer' && (
        <Checkbox label={t('acts.withPlan')} checked={draft.withPlan} onChange={(withPlan) => change({ withPlan })} />
      )}
      {wanted.includes('plan') && draft.withPlan && <Instalments draft={draft} change={change} />}
      {(wanted.includes('text') || wanted.includes('words')) && (
        <TextArea
          label={t(`texts.${kind}`, { defaultValue: t('texts.other') })}
          {...(wanted.includes('words') ? { optional: true } : {})}
          rows={3}
          value={draft.text}
          onChange={(text) => change({ text })}
          maxLength={2000}
        />
      )}
    </>
  )
}

/** Grounds that excuse nothing are shown with their article, so that they are not tried in vain. */
function GroundChoice({ claim, draft, change }: Omit<Fields, 'kind'>) {
  const { t } = useTranslation('arrears')
  const said = useSaid()
  const rules = useQuery(rulesQuery).data
  const law = rules?.laws.find(
    ({ from, until }) => from <= claim.debt.signedOn && claim.debt.signedOn <= (until ?? '9'),
  )
  const none = law?.noExcuses ?? []
  const excuse = none.find((each) => each.id === draft.ground)
  return (
    <>
      <Select
        label={t('grounds.title')}
        value={draft.ground}
        onChange={(ground) => change({ ground })}
        width="full"
        options={[
          ...(['quality', 'quantity', 'amount', 'other'] as const).map((value) => ({
            value,
            label: t(`grounds.${value}`),
          })),
          ...none.map((each) => ({ value: each.id, label: said(each.title) })),
        ]}
      />
      {excuse && (
        <Notice kind="warn" title={t('grounds.noExcuse', { ground: said(excuse.title) })}>
          <span lang="zh-CN">{excuse.article}</span>
        </Notice>
      )}
    </>
  )
}

function PaymentChoice({ claim, draft, change }: Fields) {
  const { t, i18n } = useTranslation('arrears')
  const told = claim.payments.filter((each) => each.state === 'told')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  return (
    <>
      {told.length > 1 && (
        <Select
          label={t('acts.whichPayment')}
          value={draft.payment}
          onChange={(payment) => change({ payment })}
          options={told.map((each) => ({ value: each.id, label: `${each.on} ${moneyText(each.amount, language)}` }))}
        />
      )}
      {told.length === 1 && (
        <p>
          {told[0]!.on} <strong className="number">{moneyText(told[0]!.amount, language)}</strong>
        </p>
      )}
      <Radios
        label={t('acts.received')}
        value={draft.received}
        onChange={(received) => change({ received: received as Draft['received'] })}
        options={[
          { value: 'yes', label: t('acts.receivedYes') },
          { value: 'no', label: t('acts.receivedNo') },
        ]}
        inline
      />
    </>
  )
}

function Instalments({ draft, change }: Pick<Fields, 'draft' | 'change'>) {
  const { t } = useTranslation('arrears')
  const { instalments } = draft
  const set = (key: number, part: object) =>
    change({ instalments: instalments.map((each) => (each.key === key ? { ...each, ...part } : each)) })
  return (
    <div className="arrears-rows">
      {instalments.map((each, at) => (
        <fieldset key={each.key} className="arrears-row">
          <legend>{t('acts.instalmentN', { n: at + 1 })}</legend>
          <DateInput label={t('claim.planBy')} value={each.by} onChange={(by) => set(each.key, { by })} />
          <TextInput
            label={t('claim.planAmount')}
            value={each.amount}
            onChange={(amount) => set(each.key, { amount })}
            inputMode="decimal"
            width="medium"
            unit={t('yuan')}
          />
          {instalments.length > 1 && (
            <Button
              look="plain"
              small
              onClick={() => change({ instalments: instalments.filter(({ key }) => key !== each.key) })}
            >
              {t('remove')}
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button
          look="second"
          small
          onClick={() =>
            change({
              instalments: [...instalments, { key: instalments.at(-1)!.key + 1, by: '', amount: '' }],
            })
          }
        >
          {t('acts.addInstalment')}
        </Button>
      </div>
    </div>
  )
}
