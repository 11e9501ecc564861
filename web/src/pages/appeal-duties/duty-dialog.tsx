/** Writes an entry of the duty catalogue, or a new version of one; what changes is shown before it is kept. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { kindsQuery } from '../appeal-order/asks.ts'
import { type Duty, writeDuty } from './asks.ts'
import { Diff } from './diff.tsx'

const parts = (text: string) =>
  text
    .split(/[\n,，、]/)
    .map((one) => one.trim())
    .filter(Boolean)

/** Kinds of departments by their names, in the order of the names. */
export function useKinds(): readonly { readonly value: string; readonly label: string }[] {
  const said = useSaid()
  const kinds = useQuery(kindsQuery).data?.kinds ?? []
  return kinds.map((kind) => ({ value: kind.kind, label: said(kind.short) }))
}

/** What is written of an entry, and what it still lacks. */
function useEntry(duty: Duty | undefined) {
  const [entry, setEntry] = useState({
    matter: duty?.matter ?? '',
    words: duty?.words.join('、') ?? '',
    lead: duty?.lead ?? '',
    source: duty?.source ?? '',
  })
  const words = parts(entry.words)
  const made = {
    ...(duty ? { id: duty.id } : {}),
    matter: entry.matter.trim(),
    words,
    lead: entry.lead,
    ...(duty && duty.assists.length > 0 ? { assists: duty.assists } : {}),
    source: entry.source.trim(),
  }
  const lacks = (name: 'matter' | 'words' | 'lead' | 'source') => made[name].length === 0
  return {
    entry,
    made,
    lacks,
    whole: !(['matter', 'words', 'lead', 'source'] as const).some(lacks),
    set: (name: keyof typeof entry) => (value: string) => setEntry((before) => ({ ...before, [name]: value })),
  }
}

export function DutyDialog({ duty, onClose }: { readonly duty: Duty | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('appeal-duties')
  const { t: app } = useTranslation()
  const client = useQueryClient()
  const kinds = useKinds()
  const { entry, made, lacks, whole, set } = useEntry(duty)
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
  const leadName = kinds.find((kind) => kind.value === entry.lead)?.label ?? entry.lead
  return (
    <Dialog
      open
      broad
      title={t(duty ? 'changeTitle' : 'add')}
      onClose={onClose}
      foot={
        <>
          <Button look="second" onClick={onClose}>
            {app('cancel')}
          </Button>
          <Button
            waiting={send.isPending}
            onClick={() => {
              setAsked(true)
              if (whole) send.mutate()
            }}
          >
            {t('keep')}
          </Button>
        </>
      }
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
          <Diff before={duty} after={{ ...duty, ...made, assists: duty.assists, leadName }} />
        </Notice>
      )}
      <RefusedNotice fault={send.error} />
    </Dialog>
  )
}
