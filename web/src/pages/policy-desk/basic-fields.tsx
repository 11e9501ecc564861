/** The document: title, number, issuer, days, text. */
import type { Checked } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Card, Facts, Section } from '../../ui/page.tsx'
import type { Draft, DraftAttachment } from './draft-policy.ts'
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
        label={t('field.documentTitle')}
        hint={t('field.documentTitleHint')}
        value={draft.documentTitle.zh}
        onChange={(zh) => set({ documentTitle: { ...draft.documentTitle, zh } })}
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
        label={t('field.issuedOn')}
        value={draft.issuedOn}
        onChange={(issuedOn) => set({ issuedOn })}
        optional
        error={faultAt('document.issuedOn')}
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
      <TextInput label={t('field.url')} value={draft.url} onChange={(url) => set({ url })} type="url" optional />
      <Attachments draft={draft} onChange={onChange} problems={problems} />
      <Kept draft={draft} />
    </div>
  )
}

function Attachments({ draft, onChange, problems }: FieldsProps) {
  const { t } = useTranslation('policy-desk')
  const faultAt = useFaultAt(problems)
  const { attachments } = draft
  const set = (next: readonly DraftAttachment[]) => onChange({ ...draft, attachments: next })
  const change = (index: number, part: Partial<DraftAttachment>) =>
    set(attachments.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <Section title={t('attachment.title')}>
      {attachments.map((file, index) => (
        <fieldset key={index} className="desk-condition">
          <legend>{t('attachment.of', { number: index + 1 })}</legend>
          <TextInput
            label={t('attachment.name')}
            value={file.title.zh}
            onChange={(zh) => change(index, { title: { ...file.title, zh } })}
            error={faultAt(`document.attachments.${index + 1}.title`)}
          />
          <TextInput
            label={t('attachment.url')}
            value={file.url}
            onChange={(url) => change(index, { url })}
            type="url"
            error={faultAt(`document.attachments.${index + 1}.url`)}
          />
          <Button look="plain" small onClick={() => set(attachments.filter((_, at) => at !== index))}>
            {t('attachment.remove', { number: index + 1 })}
          </Button>
        </fieldset>
      ))}
      <div className="button-row">
        <Button look="second" small onClick={() => set([...attachments, { title: { zh: '', en: '' }, url: '' }])}>
          {t('attachment.add')}
        </Button>
      </div>
    </Section>
  )
}

/** What the version that the draft came from holds besides, and keeps. */
function Kept({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation(['policy-desk', 'policies'])
  const { suites, responsible, order, repealedBy, confidence } = draft.kept
  const texts = {
    suites: suites?.join(t('comma')),
    responsible,
    order: order?.toString(),
    repealedBy,
    confidence,
  }
  const facts = Object.entries(texts).flatMap(([key, value]) => (value ? [{ key, name: t(`kept.${key}`), value }] : []))
  if (facts.length === 0) return null
  return (
    <Section title={t('kept.title')}>
      <Card>
        <p className="quiet">{t('kept.lead')}</p>
        <Facts facts={facts} />
      </Card>
    </Section>
  )
}
