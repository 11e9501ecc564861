/** Sums with their days, one below the other: payments that were made, instalments that are promised. */
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { DateInput, TextInput } from '../../ui/inputs.tsx'

/** `amount` in yuan, as typed. */
export type DatedAmount = { readonly key: number; readonly on: string; readonly amount: string }

export function DatedAmounts({
  rows,
  onChange,
  legend,
  on,
  amount,
  add,
  least = 0,
}: {
  readonly rows: readonly DatedAmount[]
  readonly onChange: (rows: readonly DatedAmount[]) => void
  readonly legend: (n: number) => string
  readonly on: string
  readonly amount: string
  readonly add: string
  /** So many rows cannot be taken away. */
  readonly least?: number
}) {
  const { t } = useTranslation('arrears')
  const next = Math.max(0, ...rows.map(({ key }) => key)) + 1
  const set = (key: number, part: Partial<DatedAmount>) =>
    onChange(rows.map((each) => (each.key === key ? { ...each, ...part } : each)))
  return (
    <div className="arrears-rows">
      {rows.map((each, at) => (
        <fieldset key={each.key} className="arrears-row">
          <legend>{legend(at + 1)}</legend>
          <DateInput label={on} value={each.on} onChange={(day) => set(each.key, { on: day })} />
          <TextInput
            label={amount}
            value={each.amount}
            onChange={(yuan) => set(each.key, { amount: yuan })}
            inputMode="decimal"
            width="medium"
            unit={t('yuan')}
          />
          {rows.length > least && (
            <Button look="plain" small onClick={() => onChange(rows.filter(({ key }) => key !== each.key))}>
              {t('remove')}
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button look="second" small onClick={() => onChange([...rows, { key: next, on: '', amount: '' }])}>
          {add}
        </Button>
      </div>
    </div>
  )
}
