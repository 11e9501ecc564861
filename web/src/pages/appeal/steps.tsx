/** What is asked for an appeal: what one wants, which ground, the words, the place, whether others have it, papers, how one is reached. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { firmsOf, useSaid } from '../../app/site.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { Button } from '../../ui/button.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Checkbox, Radios, TextArea, TextInput } from '../../ui/inputs.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { storeFile } from './asks.ts'
import type { StepProps } from './draft.ts'
import { Known } from './known.tsx'
import { PlaceMap } from './place-map.tsx'
import { SameLine, useLikely } from './suggest.tsx'
import { useLimitWords } from './words.ts'

const Next = () => {
  const { t } = useTranslation('appeal')
  return (
    <div className="button-row">
      <Button type="submit">{t('continue')}</Button>
    </div>
  )
}

/** The firms one acts for; nothing where there are none. */
function FirmInput({ draft, write, fault, type, session }: StepProps) {
  const { t } = useTranslation('appeal')
  const firms = firmsOf(session)
  if (firms.length === 0)
    return type.firms ? (
      <Notice kind="warn" title={t('firm.none')}>
        {t('firm.noneNext')}
      </Notice>
    ) : null
  return (
    <Radios
      label={t('firm.label')}
      value={draft.firm || 'self'}
      onChange={(firm) => write({ firm: firm === 'self' ? '' : firm })}
      error={fault === 'firm' ? t('fault.firm') : undefined}
      options={[
        ...(type.firms ? [] : [{ value: 'self', label: t('firm.self') }]),
        ...firms.map(({ code, name }) => ({ value: code, label: name, ...(name === code ? {} : { hint: code }) })),
      ]}
    />
  )
}

export function WhatStep(props: StepProps) {
  const { draft, write, fault, lists, type } = props
  const { t } = useTranslation('appeal')
  const said = useSaid()
  const limitWords = useLimitWords()
  const limitOf = (intent: string) =>
    type.limits.find((one) => one.intent === intent && one.urgency === 'general')?.reply
  return (
    <>
      <PageHead title={t('what.title')} />
      <Radios
        label={t('what.label')}
        value={draft.intent}
        onChange={(intent) => write({ intent: intent as typeof draft.intent })}
        error={fault === 'intent' ? t('fault.intent') : undefined}
        options={lists.intents.map((one) => {
          const limit = limitOf(one.id)
          return {
            value: one.id,
            label: said(one.title),
            hint: `${t(`what.${one.id}`)}${limit ? t('what.limit', { limit: limitWords(limit) }) : ''}`,
          }
        })}
      />
      <FirmInput {...props} />
      <Next />
    </>
  )
}

export function GroundStep({ draft, write, fault, type }: StepProps) {
  const { t } = useTranslation('appeal')
  const said = useSaid()
  return (
    <>
      <PageHead title={t('ground.title')} lead={t('ground.lead')} />
      <Radios
        label={t('ground.label')}
        value={draft.ground}
        onChange={(ground) => write({ ground })}
        error={fault ? t('fault.ground') : undefined}
        options={type.grounds.map((one) => ({ value: one.id, label: said(one.title), hint: one.source }))}
      />
      <Next />
    </>
  )
}

export function TextStep({ draft, write, fault }: StepProps) {
  const { t } = useTranslation('appeal')
  return (
    <>
      <PageHead title={t('text.title')} />
      <TextArea
        label={t('text.label')}
        hint={t('text.hint')}
        value={draft.text}
        onChange={(text) => write({ text, joins: '' })}
        rows={8}
        maxLength={4000}
        error={fault ? t('fault.text') : undefined}
      />
      <Known words={draft.text} region={draft.region} />
      <Checkbox
        label={t('text.urgent')}
        checked={draft.urgency === 'urgent'}
        onChange={(on) => write({ urgency: on ? 'urgent' : 'general' })}
      />
      <Next />
    </>
  )
}

/** Where the reader stands, when asked; three places of a degree are a hundred metres. */
function useHere(onFound: (lat: number, long: number) => void) {
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle')
  const ask = () => {
    if (!navigator.geolocation) return setState('refused')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        onFound(Number(coords.latitude.toFixed(4)), Number(coords.longitude.toFixed(4)))
      },
      () => setState('refused'),
      { timeout: 10_000 },
    )
  }
  return { state, ask }
}

export function PlaceStep({ draft, write, fault }: StepProps) {
  const { t } = useTranslation('appeal')
  const here = useHere((lat, long) => write({ lat, long }))
  const pinned = draft.lat !== undefined
  return (
    <>
      <PageHead title={t('place.title')} lead={t('place.lead')} />
      <RegionInput
        label={t('place.region')}
        value={draft.region}
        // A place that was marked lies in the region that was chosen then.
        onChange={(region) => write({ region, ...(draft.region ? { lat: undefined, long: undefined } : {}) })}
        error={fault ? t('fault.region') : undefined}
      />
      <TextInput
        label={t('place.address')}
        hint={t('place.addressHint')}
        optional
        value={draft.address}
        onChange={(address) => write({ address })}
        maxLength={300}
      />
      <div className="appeal-here">
        {pinned ? (
          <>
            <span>{t('place.pinned')}</span>
            <Button look="plain" small onClick={() => write({ lat: undefined, long: undefined })}>
              {t('place.unpin')}
            </Button>
          </>
        ) : (
          <Button look="second" small waiting={here.state === 'asking'} onClick={here.ask}>
            {t('place.here')}
          </Button>
        )}
        <span role="status" className="quiet">
          {here.state === 'refused' ? t('place.noHere') : ''}
        </span>
      </div>
      {draft.region !== '' && <PlaceMap draft={draft} write={write} />}
      <Next />
    </>
  )
}

export function SameStep({ draft, write }: StepProps) {
  const { t } = useTranslation('appeal')
  const { same } = useLikely(draft)
  return (
    <>
      <PageHead title={t('same.title')} lead={t('same.lead')} />
      <Radios
        label={t('same.label')}
        value={draft.joins || 'none'}
        onChange={(joins) => write({ joins: joins === 'none' ? '' : joins })}
        options={[
          ...same.map((one) => ({ value: one.id, label: <SameLine same={one} /> })),
          { value: 'none', label: t('same.none') },
        ]}
      />
      <Next />
    </>
  )
}

export function FilesStep({ draft, write }: StepProps) {
  const { t } = useTranslation('appeal')
  return (
    <>
      <PageHead title={t('files.title')} />
      <FileUpload
        label={t('files.label')}
        hint={t('files.hint')}
        optional
        multiple
        accept="image/*,application/pdf,.doc,.docx,.ofd"
        files={draft.files}
        send={async (file, onProgress, signal) => {
          const kept = await storeFile(file, onProgress, signal)
          write({ files: [...draft.files, kept].slice(0, 20) })
        }}
        onRemove={(file) => write({ files: draft.files.filter((one) => one.id !== file.id) })}
      />
      <Next />
    </>
  )
}

export function YouStep({ draft, write, fault }: StepProps) {
  const { t } = useTranslation('appeal')
  return (
    <>
      <PageHead title={t('you.title')} />
      <TextInput
        label={t('you.phone')}
        hint={t('you.phoneHint')}
        optional
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        width="short"
        value={draft.phone}
        onChange={(phone) => write({ phone })}
        error={fault === 'phone' ? t('fault.phone') : undefined}
      />
      <Radios
        label={t('you.name')}
        value={draft.secret ? 'secret' : 'open'}
        onChange={(value) => write({ secret: value === 'secret' })}
        options={[
          { value: 'open', label: t('you.open'), hint: t('you.openHint') },
          { value: 'secret', label: t('you.secret'), hint: t('you.secretHint') },
        ]}
      />
      <Radios
        label={t('you.publish')}
        value={draft.publish ? 'yes' : 'no'}
        onChange={(value) => write({ publish: value === 'yes' })}
        options={[
          { value: 'no', label: t('you.publishNo') },
          { value: 'yes', label: t('you.publishYes'), hint: t('you.publishHint') },
        ]}
      />
      <Next />
    </>
  )
}
