/** Hands in the amended file: first a rehearsal that says row by row what would change or what is wrong, then the day, then for good. */
import type { ImportAnswer } from '@steppe/contracts/catalog'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSite } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { DateInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { fileAddress, sendFile } from './asks.ts'

function Rows({ report }: { readonly report: ImportAnswer }) {
  const { t } = useTranslation('item-desk')
  const { language } = usePreferences()
  return (
    <ul className="list">
      {report.rows.slice(0, 100).map((row) => (
        <li key={row.line} className="item-row">
          <strong>{t('line', { line: row.line })}</strong>
          <Said text={language === 'en' ? row.en : row.zh} />
        </li>
      ))}
    </ul>
  )
}

type Rehearsed = { readonly file: File; readonly report: ImportAnswer }

function Outcome({
  rehearsed,
  onTake,
  busy,
  onLeave,
}: {
  readonly rehearsed: Rehearsed
  readonly onTake: () => void
  readonly busy: boolean
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('item-desk')
  const { report } = rehearsed
  if (report.wrong > 0)
    return (
      <>
        <Notice kind="bad" live title={t('wrong', { count: report.wrong })}>
          {t('wrongNext')}
        </Notice>
        <Rows report={report} />
      </>
    )
  if (report.changed === 0) return <Notice live>{t('nothingChanged')}</Notice>
  return (
    <>
      <Notice live title={t('rehearsed', { count: report.changed })}>
        <div className="button-row">
          <Button onClick={onTake} waiting={busy}>
            {t('publish')}
          </Button>
          <Button look="plain" onClick={onLeave}>
            {t('leave')}
          </Button>
        </div>
      </Notice>
      <Rows report={report} />
    </>
  )
}

export function Amend({ department }: { readonly department: string }) {
  const { t } = useTranslation('item-desk')
  const client = useQueryClient()
  const today = useSite()?.today ?? ''
  const [day, setDay] = useState('')
  const [rehearsed, setRehearsed] = useState<Rehearsed>()
  const sent = { department, from: day }
  const take = useMutation({
    mutationFn: (file: File) => sendFile(file, sent, false),
    onSuccess: async () => {
      setRehearsed(undefined)
      await client.invalidateQueries({ queryKey: ['catalog'] })
    },
  })
  const rehearse = async (file: File, onProgress: (share: number) => void) => {
    take.reset()
    setRehearsed({ file, report: await sendFile(file, sent, true, onProgress) })
  }
  const passed = day !== '' && day < today
  return (
    <Section title={t('amend')}>
      <ol className="item-steps">
        <li>
          {t('stepOut')} <a href={fileAddress(department, 'xlsx')}>{t('xlsx')}</a> ·{' '}
          <a href={fileAddress(department, 'csv')}>{t('csv')}</a>
        </li>
        <li>{t('stepMend')}</li>
        <li>{t('stepIn')}</li>
      </ol>
      <DateInput
        label={t('from')}
        hint={t('fromHint')}
        optional
        value={day}
        onChange={setDay}
        error={passed ? t('fromPassed') : undefined}
      />
      <FileUpload
        label={t('file')}
        hint={t('fileHint')}
        accept=".csv,.xlsx"
        maxBytes={8 * 1024 * 1024}
        files={[]}
        send={rehearse}
      />
      {take.isError && <RefusedNotice fault={take.error} />}
      {rehearsed && (
        <Outcome
          rehearsed={rehearsed}
          busy={take.isPending}
          onTake={() => take.mutate(rehearsed.file)}
          onLeave={() => setRehearsed(undefined)}
        />
      )}
      {take.data && (
        <Notice kind="good" live title={t('published', { count: take.data.changed })}>
          {t('publishedNext')}
        </Notice>
      )}
    </Section>
  )
}
