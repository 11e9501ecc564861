/** The document: title, number, issuer, days, text. */
import type { Checked } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { DateInput } from '../../ui/date-input.tsx'
import { Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Card, Facts, Section } from '../../ui/page.tsx'
import type { Draft, DraftAttachment } from './draft-policy.ts'
import { useFaultAt } from './problems.tsx'
import { WrittenList } from './written-list.tsx'

export type FieldsProps = {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly problems: Checked['problems']
}

const noAttachment: DraftAttachment = { title: { zh: '', en: '' }, url: '' }
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
  return (
    <WrittenList
      words="attachment"
      items={draft.attachments}
      blank={noAttachment}
      onChange={(attachments) => onChange({ ...draft, attachments })}
    >
      {(file, change, number) => (
        <>
          <TextInput
            label={t('attachment.name')}
            value={file.title.zh}
            onChange={(zh) => change({ title: { ...file.title, zh } })}
            error={faultAt(`document.attachments.${number}.title`)}
          />
          <TextInput
            label={t('attachment.url')}
            value={file.url}
            onChange={(url) => change({ url })}
            type="url"
            error={faultAt(`document.attachments.${number}.url`)}
          />
        </>
      )}
    </WrittenList>
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
