/** The question that most acts share: why. */
import { useTranslation } from 'react-i18next'
import { TextArea } from '../../../ui/inputs.tsx'

export function Reason({
  value,
  onChange,
  asked,
  name = 'reason',
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly asked: boolean
  /** Which words: reason, result, opinion, note. */
  readonly name?: string
}) {
  const { t } = useTranslation('workbench-case')
  return (
    <TextArea
      label={t(`ask.${name}`)}
      value={value}
      onChange={onChange}
      rows={3}
      maxLength={2000}
      error={asked && value.trim() === '' ? t(`ask.${name}Missing`) : undefined}
    />
  )
}
