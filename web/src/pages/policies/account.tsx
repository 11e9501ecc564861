/** The account that money is paid to: its name, the bank, the number. */
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../ui/inputs.tsx'

export type Account = { readonly name: string; readonly bank: string; readonly number: string }
export const emptyAccount: Account = { name: '', bank: '', number: '' }

export function isAccount({ name, bank, number }: Account): boolean {
  return name.trim().length >= 2 && bank.trim().length >= 2 && /^\d{8,30}$/.test(number)
}

export function AccountInput({
  value,
  onChange,
}: {
  readonly value: Account
  readonly onChange: (account: Account) => void
}) {
  const { t } = useTranslation('policies')
  const digits = (text: string) => text.replace(/\D/g, '').slice(0, 30)
  const short = value.number !== '' && value.number.length < 8
  return (
    <>
      <TextInput
        label={t('account.name')}
        hint={t('account.nameHint')}
        value={value.name}
        maxLength={80}
        onChange={(name) => onChange({ ...value, name })}
      />
      <TextInput
        label={t('account.bank')}
        value={value.bank}
        maxLength={80}
        onChange={(bank) => onChange({ ...value, bank })}
      />
      <TextInput
        label={t('account.number')}
        value={value.number}
        inputMode="numeric"
        onChange={(number) => onChange({ ...value, number: digits(number) })}
        error={short ? t('account.short', { count: value.number.length }) : undefined}
      />
    </>
  )
}
