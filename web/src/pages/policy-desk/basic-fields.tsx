/** The document: title, number, issuer, days, text. */
import type { Checked } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { DateInput } from '../../ui/date-input.tsx'
import { Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import type { Draft } from './draft-policy.ts'
import { useFaultAt } from './problems.tsx'

export type FieldsProps = {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly problems: Checked['problems']
}

const levels = ['national', 'region', 'league', 'banner'] as const

export function BasicFields({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation(['policy-desk', 'policies'])
  const faultAt = useFaultAt(problems)
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part })
  return (
    <div className="desk-fields">
      <TextInput
        label={t('field.title')}
        value={draft.title.zh}
        onChange={(zh) => set({ title: { ...draft.title, zh } })}
        error={faultAt('title')}
      />
      <TextInput
        label={t('field.titleEn')}
        value={draft.title.en}
        onChange={(en) => set({ title: { ...draft.title, en } })}
        optional
      />
      <TextInput
        label={t('policies:doc.number')}
        hint={t('field.numberHint')}
        value={draft.number}
        onChange={(number) => set({ number })}
        error={faultAt('document.number')}
      />
      <TextInput
        label={t('policies:doc.issuer')}
        value={draft.issuer.zh}
        onChange={(zh) => set({ issuer: { ...draft.issuer, zh } })}
        error={faultAt('document.issuer')}
      />
      <Select
        label={t('policies:levelName')}
        value={draft.level}
        onChange={(level) => set({ level: level as Draft['level'] })}
        options={levels.map((value) => ({ value, label: t(`policies:level.${value}`) }))}
      />
      <DateInput
        label={t('field.from')}
        value={draft.validFrom}
        onChange={(validFrom) => set({ validFrom })}
        error={faultAt('validFrom')}
      />
      <DateInput
        label={t('field.until')}
        value={draft.validUntil}
        onChange={(validUntil) => set({ validUntil })}
        optional
        error={faultAt('validUntil')}
      />
      <TextArea label={t('field.text')} value={draft.text} onChange={(text) => set({ text })} rows={8} optional />
    </div>
  )
}
