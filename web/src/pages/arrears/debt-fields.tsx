/** The questions about a debt, the same for the calculator and for a claim. */
import { useTranslation } from 'react-i18next'
import { Checkbox, DateInput, Radios, Select, TextInput } from '../../ui/inputs.tsx'
import { DatedAmounts } from './dated-amounts.tsx'
import type { DebtForm } from './debt-form.ts'

export type DebtPart = { readonly form: DebtForm; readonly change: (part: Partial<DebtForm>) => void }

export function DebtFields({ form, change, fixedKind }: DebtPart & { readonly fixedKind?: boolean }) {
  const { t } = useTranslation('arrears')
  return (
    <>
      {!fixedKind && (
        <Radios
          label={t('debt.debtor')}
          value={form.debtor}
          onChange={(debtor) => change({ debtor: debtor as DebtForm['debtor'] })}
          options={(['authority', 'large_firm'] as const).map((value) => ({
            value,
            label: t(`kinds.${value}`),
            hint: t(`kindHints.${value}`),
          }))}
        />
      )}
      <DateInput
        label={t('debt.signedOn')}
        hint={t('debt.signedOnHint')}
        value={form.signedOn}
        onChange={(signedOn) => change({ signedOn })}
      />
      <TextInput
        label={t('debt.amount')}
        hint={t('debt.amountHint')}
        value={form.amount}
        onChange={(amount) => change({ amount })}
        inputMode="decimal"
        width="medium"
        unit={t('yuan')}
      />
      <StartFields form={form} change={change} />
      <Agreed form={form} change={change} />
      <Payments form={form} change={change} />
    </>
  )
}

function StartFields({ form, change }: DebtPart) {
  const { t } = useTranslation('arrears')
  return (
    <>
      <Radios
        label={t('debt.start')}
        value={form.startBy}
        onChange={(startBy) => change({ startBy: startBy as DebtForm['startBy'] })}
        options={(['delivery', 'settlement', 'acceptance'] as const).map((value) => ({
          value,
          label: t(`starts.${value}`),
          hint: t(`startHints.${value}`),
        }))}
      />
      <DateInput
        label={t(`debt.on.${form.startBy || 'delivery'}`)}
        {...(form.startBy === 'acceptance' ? { optional: true } : {})}
        value={form.startOn}
        onChange={(startOn) => change({ startOn })}
      />
      {form.startBy === 'acceptance' && (
        <>
          <DateInput label={t('debt.until')} optional value={form.until} onChange={(until) => change({ until })} />
          <Checkbox label={t('debt.delayed')} checked={form.delayed} onChange={(delayed) => change({ delayed })} />
        </>
      )}
    </>
  )
}

function Agreed({ form, change }: DebtPart) {
  const { t } = useTranslation('arrears')
  return (
    <>
      <TextInput
        label={t('debt.termDays')}
        hint={t('debt.termDaysHint')}
        optional
        value={form.termDays}
        onChange={(termDays) => change({ termDays: termDays.normalize('NFKC') })}
        inputMode="numeric"
        width="short"
        maxLength={5}
        unit={t('days')}
      />
      {form.debtor === 'large_firm' && (
        <Checkbox
          label={t('debt.backToBack')}
          checked={form.backToBack}
          onChange={(backToBack) => change({ backToBack })}
        />
      )}
      <Select
        label={t('debt.rate')}
        hint={t('debt.rateHint')}
        value={form.ratePer}
        empty={t('debt.rateNone')}
        onChange={(ratePer) => change({ ratePer: ratePer as DebtForm['ratePer'] })}
        options={[
          { value: 'year', label: t('debt.ratePer.year') },
          { value: 'day', label: t('debt.ratePer.day') },
        ]}
        optional
      />
      {form.ratePer && (
        <TextInput
          label={t(`debt.ratePer.${form.ratePer}`)}
          value={form.rate}
          onChange={(rate) => change({ rate: rate.normalize('NFKC').trim() })}
          inputMode="decimal"
          width="short"
          unit="%"
        />
      )}
    </>
  )
}

function Payments({ form, change }: DebtPart) {
  const { t } = useTranslation('arrears')
  return (
    <DatedAmounts
      rows={form.payments}
      onChange={(payments) => change({ payments })}
      legend={(n) => t('debt.paymentN', { n })}
      on={t('debt.paidOn')}
      amount={t('debt.paidAmount')}
      add={t('debt.addPayment')}
    />
  )
}
