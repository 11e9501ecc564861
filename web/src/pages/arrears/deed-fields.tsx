/** The questions of each act in a claim. */
import type { ClaimView } from '@steppe/contracts/arrears'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { rulesQuery } from '../../asks/arrears.ts'
import { moneyText } from '../../ui/day-text.ts'
import { Checkbox, DateInput, Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/states.tsx'
import { amountOf, asks, type Draft, type Kind, mayBeNothing } from './claim-deed.ts'
import { DatedAmounts } from './dated-amounts.tsx'

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
      {wanted.includes('plan') && draft.withPlan && (
        <DatedAmounts
          rows={draft.instalments}
          onChange={(instalments) => change({ instalments })}
          legend={(n) => t('acts.instalmentN', { n })}
          on={t('claim.planBy')}
          amount={t('claim.planAmount')}
          add={t('acts.addInstalment')}
          least={1}
        />
      )}
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
