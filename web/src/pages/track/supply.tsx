/** Hands in what was asked for: corrections before acceptance, or materials that were allowed to follow. */
import type { CaseView, HandedIn } from '@steppe/contracts/cases'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { handInFile } from '../../asks/applications.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { useMaterialName } from './material-name.ts'
import { MendAnswers, type Mended } from './mend-answers.tsx'
import { useSendAct } from './send.ts'

type Wanted = { readonly id: string; readonly name: string }
type Given = Readonly<Record<string, HandedIn>>

function Uploads({
  wanted,
  given,
  onGiven,
}: {
  readonly wanted: readonly Wanted[]
  readonly given: Given
  readonly onGiven: (given: (before: Given) => Given) => void
}) {
  const { t } = useTranslation('track')
  return (
    <>
      {wanted.map((one) => {
        const file = given[one.id]?.file
        return (
          <FileUpload
            key={one.id}
            label={one.name}
            hint={t('supply.kinds')}
            files={file ? [{ id: file.id, name: file.name, size: file.size }] : []}
            send={async (chosen, onProgress, signal) => {
              const { id, name, sha256, size } = await handInFile(chosen, onProgress, signal)
              onGiven((before) => ({
                ...before,
                [one.id]: {
                  id: one.id,
                  name: one.name.slice(0, 200),
                  proof: 'upload',
                  file: { id, name, sha256, size },
                },
              }))
            }}
            onRemove={() =>
              onGiven((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== one.id)))
            }
          />
        )
      })}
    </>
  )
}

function Supply({
  title,
  by,
  means,
  wanted,
  complete,
  view,
  kind,
}: {
  readonly title: string
  readonly by: string
  readonly means: string
  readonly wanted: readonly Wanted[]
  /** Whether everything must be there before it can be sent. */
  readonly complete: boolean
  readonly view: CaseView
  readonly kind: 'supply_correction' | 'supply_missing'
}) {
  const { t } = useTranslation('track')
  const [given, setGiven] = useState<Given>({})
  const [mending, setMending] = useState(false)
  const [mended, setMended] = useState<Mended>({ answers: {}, faults: 0 })
  const send = useSendAct(view)
  const materials = Object.values(given)
  const answered = Object.keys(mended.answers).length > 0
  const enough = complete ? materials.length === wanted.length : materials.length > 0 || answered
  const missing =
    mended.faults > 0 ? t('supply.mendFirst') : enough ? undefined : t(complete ? 'supply.allFirst' : 'supply.oneFirst')
  const deed =
    kind === 'supply_missing'
      ? { kind, materials }
      : { kind, materials, ...(answered ? { answers: { ...mended.answers } } : {}) }
  return (
    <Section title={title}>
      <Card>
        <Notice
          kind="warn"
          title={
            <>
              {t('supply.by')} <DayText day={by} />
            </>
          }
        >
          <p>{means}</p>
        </Notice>
        <Uploads wanted={wanted} given={given} onGiven={setGiven} />
        {kind === 'supply_correction' && (
          <details className="mend-fold" onToggle={(event) => setMending(event.currentTarget.open)}>
            <summary>{t('supply.mend')}</summary>
            {mending && <MendAnswers view={view} changed={mended.answers} onChange={setMended} />}
          </details>
        )}
        {send.isError && <RefusedNotice fault={send.error} />}
        <div className="button-row">
          <Button waiting={send.isPending} unavailable={missing} onClick={() => send.mutate(deed)}>
            {t('supply.send')}
          </Button>
        </div>
      </Card>
    </Section>
  )
}

export function SupplyCorrection({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  if (!view.correction) return null
  const wanted = view.correction.items.map((name, index) => ({ id: `correction-${index + 1}`, name }))
  return (
    <Supply
      title={t('supply.correct')}
      means={t('supply.correctMeans')}
      by={view.correction.by}
      wanted={wanted}
      complete={false}
      view={view}
      kind="supply_correction"
    />
  )
}

export function SupplyMissing({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('track')
  const nameOf = useMaterialName(view)
  if (!view.supplement) return null
  const wanted = view.supplement.materials.map((id) => ({ id, name: nameOf(id) }))
  return (
    <Supply
      title={t('supply.missing')}
      means={t('supply.missingMeans')}
      by={view.supplement.by}
      wanted={wanted}
      complete
      view={view}
      kind="supply_missing"
    />
  )
}
