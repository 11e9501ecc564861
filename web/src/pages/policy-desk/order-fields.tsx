/** With which other policies it does not go together, and what whoever receives it has to do afterwards: two lists. */
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import type { FieldsProps } from './basic-fields.tsx'
import type { DraftDuty, DraftExclusion } from './draft-policy.ts'
import { useFaultAt } from './problems.tsx'

export function Exclusions({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation('policy-desk')
  const faultAt = useFaultAt(problems)
  const { excludes } = draft
  const set = (next: readonly DraftExclusion[]) => onChange({ ...draft, excludes: next })
  return (
    <Section title={t('exclusion.title')}>
      {excludes.length === 0 && <p className="quiet">{t('exclusion.none')}</p>}
      {excludes.map((exclusion, index) => (
        <ExclusionRow
          key={index}
          number={index + 1}
          exclusion={exclusion}
          error={index === 0 ? faultAt('excludes') : faultAt(`excludes.${index + 1}.${exclusion.of}`)}
          onChange={(part) => set(excludes.map((each, at) => (at === index ? { ...each, ...part } : each)))}
          onRemove={() => set(excludes.filter((_, at) => at !== index))}
        />
      ))}
      <div className="button-row">
        <Button
          look="second"
          small
          onClick={() => set([...excludes, { of: 'policy', id: '', rule: 'highest', source: '' }])}
        >
          {t('exclusion.add')}
        </Button>
      </div>
    </Section>
  )
}

type RowProps = {
  readonly number: number
  readonly exclusion: DraftExclusion
  readonly error: string | undefined
  readonly onChange: (part: Partial<DraftExclusion>) => void
  readonly onRemove: () => void
}

function ExclusionRow({ number, exclusion, error, onChange, onRemove }: RowProps) {
  const { t } = useTranslation(['policy-desk', 'policies'])
  return (
    <fieldset className="desk-condition">
      <legend>{t('exclusion.of', { number })}</legend>
      <Select
        label={t('exclusion.kind')}
        value={exclusion.of}
        onChange={(of) => onChange({ of: of as DraftExclusion['of'] })}
        options={(['policy', 'group'] as const).map((value) => ({ value, label: t(`exclusion.${value}`) }))}
      />
      <TextInput
        label={t(`exclusion.${exclusion.of}Id`)}
        value={exclusion.id}
        onChange={(id) => onChange({ id: id.trim() })}
        spellCheck={false}
        error={error}
      />
      <Select
        label={t('exclusion.rule')}
        value={exclusion.rule}
        onChange={(rule) => onChange({ rule: rule as DraftExclusion['rule'] })}
        options={(['highest', 'once'] as const).map((value) => ({ value, label: t(`policies:rule.${value}`) }))}
      />
      <TextInput
        label={t('field.source')}
        value={exclusion.source}
        onChange={(source) => onChange({ source })}
        optional
      />
      <Button look="plain" small onClick={onRemove}>
        {t('exclusion.remove', { number })}
      </Button>
    </fieldset>
  )
}

export function Duties({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation('policy-desk')
  const faultAt = useFaultAt(problems)
  const { duties } = draft
  const set = (next: readonly DraftDuty[]) => onChange({ ...draft, duties: next })
  const change = (index: number, part: Partial<DraftDuty>) =>
    set(duties.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <Section title={t('duty.title')}>
      {duties.length === 0 && <p className="quiet">{t('duty.none')}</p>}
      {duties.map((duty, index) => (
        <fieldset key={index} className="desk-condition">
          <legend>{t('duty.of', { number: index + 1 })}</legend>
          <TextInput
            label={t('duty.what')}
            value={duty.title.zh}
            onChange={(zh) => change(index, { title: { ...duty.title, zh } })}
            error={faultAt(`duties.${index + 1}.title`)}
          />
          <TextInput
            label={t('duty.whatEn')}
            value={duty.title.en}
            onChange={(en) => change(index, { title: { ...duty.title, en } })}
            optional
          />
          <TextInput
            label={t('duty.after')}
            hint={t('duty.afterHint')}
            value={duty.after}
            onChange={(after) => change(index, { after })}
            optional
            width="medium"
          />
          <Button look="plain" small onClick={() => set(duties.filter((_, at) => at !== index))}>
            {t('duty.remove', { number: index + 1 })}
          </Button>
        </fieldset>
      ))}
      <div className="button-row">
        <Button look="second" small onClick={() => set([...duties, { title: { zh: '', en: '' }, after: '' }])}>
          {t('duty.add')}
        </Button>
      </div>
    </Section>
  )
}
