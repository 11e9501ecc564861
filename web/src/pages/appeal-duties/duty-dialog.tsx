/** Writes an entry of the duty catalogue, or a new version of one; what changes is shown before it is kept. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { Notice } from '../../ui/states.tsx'
import { type Duty, writeDuty } from './asks.ts'
import { Diff } from './diff.tsx'
import { useKindName, useKinds } from './kind-names.ts'

const parts = (text: string) =>
  text
    .split(/[\n,，、]/)
    .map((one) => one.trim())
    .filter(Boolean)

/** Kinds of departments that assist, added one by one; each can be taken out again. */
function AssistsInput({
  value,
  lead,
  onChange,
}: {
  readonly value: readonly string[]
  readonly lead: string
  readonly onChange: (kinds: readonly string[]) => void
}) {
  const { t } = useTranslation('appeal-duties')
  const kinds = useKinds()
  const nameOf = useKindName()
  return (
    <div className="order-chosen">
      <Select
        label={t('assists')}
        hint={t('assistsHint')}
        optional
        empty={t('assistsAdd')}
        value=""
        onChange={(kind) => kind && onChange([...value, kind].slice(0, 10))}
        options={kinds.filter((kind) => kind.value !== lead && !value.includes(kind.value))}
      />
      {value.length > 0 && (
        <ul className="order-beyond">
          {value.map((kind) => (
            <li key={kind}>
              <button type="button" className="chip" onClick={() => onChange(value.filter((one) => one !== kind))}>
                {nameOf(kind)} <span aria-hidden="true">×</span>
                <span className="visually-hidden">{t('assistsDrop')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** What is written of an entry, and what it still lacks. */
function useEntry(duty: Duty | undefined) {
  const [entry, setEntry] = useState({
    matter: duty?.matter ?? '',
    words: duty?.words.join('、') ?? '',
    lead: duty?.lead ?? '',
    source: duty?.source ?? '',
  })
  const [assists, setAssists] = useState<readonly string[]>(duty?.assists ?? [])
  const words = parts(entry.words)
  const made = {
    ...(duty ? { id: duty.id } : {}),
    matter: entry.matter.trim(),
    words,
    lead: entry.lead,
    // Whoever leads does not assist.
    assists: assists.filter((kind) => kind !== entry.lead),
    source: entry.source.trim(),
  }
  const lacks = (name: 'matter' | 'words' | 'lead' | 'source') => made[name].length === 0
  return {
    entry,
    made,
    setAssists,
    lacks,
    whole: !(['matter', 'words', 'lead', 'source'] as const).some(lacks),
    set: (name: keyof typeof entry) => (value: string) => setEntry((before) => ({ ...before, [name]: value })),
  }
}

export function DutyDialog({ duty, onClose }: { readonly duty: Duty | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-duties')
  const client = useQueryClient()
  const kinds = useKinds()
  const { entry, made, setAssists, lacks, whole, set } = useEntry(duty)
  const [asked, setAsked] = useState(false)
  const [key] = useState(newKey)
  const send = useMutation({
    mutationFn: () => writeDuty(made, { idempotencyKey: key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appeals', 'duties'] })
      onClose()
    },
  })
  const fault = (name: 'matter' | 'words' | 'lead' | 'source') =>
    asked && lacks(name) ? t(`missing.${name}`) : undefined
  const nameOf = useKindName()
  const press = () => {
    setAsked(true)
    if (whole) send.mutate()
  }
  return (
    <SendDialog
      broad
      title={t(duty ? 'changeTitle' : 'add')}
      press={t('keep')}
      send={send}
      onPress={press}
      onClose={onClose}
    >
      <TextInput
        label={t('matter')}
        value={entry.matter}
        onChange={set('matter')}
        maxLength={200}
        error={fault('matter')}
      />
      <TextArea
        label={t('words')}
        hint={t('wordsHint')}
        rows={2}
        value={entry.words}
        onChange={set('words')}
        error={fault('words')}
      />
      <Select label={t('lead')} value={entry.lead} onChange={set('lead')} options={kinds} error={fault('lead')} />
      <AssistsInput value={made.assists} lead={entry.lead} onChange={setAssists} />
      <TextInput
        label={t('source')}
        hint={t('sourceHint')}
        value={entry.source}
        onChange={set('source')}
        maxLength={300}
        error={fault('source')}
      />
      {duty && (
        <Notice title={t('whatChanges')}>
          <Diff before={duty} after={{ ...duty, ...made, leadName: nameOf(entry.lead) }} />
        </Notice>
      )}
    </SendDialog>
  )
}
