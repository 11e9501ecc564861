/** With which other policies it does not go together, and what whoever receives it has to do afterwards: two lists. */
import { useTranslation } from 'react-i18next'
import { Select, TextInput } from '../../ui/inputs.tsx'
import type { FieldsProps } from './basic-fields.tsx'
import type { DraftDuty, DraftExclusion } from './draft-policy.ts'
import { useFaultAt } from './problems.tsx'
import { WrittenList } from './written-list.tsx'

const noExclusion: DraftExclusion = { of: 'policy', id: '', rule: 'highest', source: '' }
const noDuty: DraftDuty = { title: { zh: '', en: '' }, after: '' }

export function Exclusions({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation(['policy-desk', 'policies'])
  const faultAt = useFaultAt(problems)
  return (
    <WrittenList
      words="exclusion"
      items={draft.excludes}
      blank={noExclusion}
      onChange={(excludes) => onChange({ ...draft, excludes })}
    >
      {(exclusion, change, number) => (
        <>
          <Select
            label={t('exclusion.kind')}
            value={exclusion.of}
            onChange={(of) => change({ of: of as DraftExclusion['of'] })}
            options={(['policy', 'group'] as const).map((value) => ({ value, label: t(`exclusion.${value}`) }))}
          />
          <TextInput
            label={t(`exclusion.${exclusion.of}Id`)}
            value={exclusion.id}
            onChange={(id) => change({ id: id.trim() })}
            spellCheck={false}
            error={number === 1 ? faultAt('excludes') : faultAt(`excludes.${number}.${exclusion.of}`)}
          />
          <Select
            label={t('exclusion.rule')}
            value={exclusion.rule}
            onChange={(rule) => change({ rule: rule as DraftExclusion['rule'] })}
            options={(['highest', 'once'] as const).map((value) => ({ value, label: t(`policies:rule.${value}`) }))}
          />
          <TextInput
            label={t('field.source')}
            value={exclusion.source}
            onChange={(source) => change({ source })}
            optional
          />
        </>
      )}
    </WrittenList>
  )
}

export function Duties({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation('policy-desk')
  const faultAt = useFaultAt(problems)
  return (
    <WrittenList words="duty" items={draft.duties} blank={noDuty} onChange={(duties) => onChange({ ...draft, duties })}>
      {(duty, change, number) => (
        <>
          <TextInput
            label={t('duty.what')}
            value={duty.title.zh}
            onChange={(zh) => change({ title: { ...duty.title, zh } })}
            error={faultAt(`duties.${number}.title`)}
          />
          <TextInput
            label={t('duty.whatEn')}
            value={duty.title.en}
            onChange={(en) => change({ title: { ...duty.title, en } })}
            optional
          />
          <TextInput
            label={t('duty.after')}
            hint={t('duty.afterHint')}
            value={duty.after}
            onChange={(after) => change({ after })}
            optional
            width="medium"
          />
        </>
      )}
    </WrittenList>
  )
}
