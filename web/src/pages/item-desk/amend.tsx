/** Hands in the amended file: first a rehearsal that says row by row what would change or what is wrong, then the day, then for good. */
import type { ImportAnswer } from '@steppe/contracts/catalog'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useSite } from '../../app/site.ts'
import { useRehearsal } from '../../app/use-rehearsal.ts'
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

function Outcome({
  report,
  onTake,
  busy,
  onLeave,
}: {
  readonly report: ImportAnswer
  readonly onTake: () => void
  readonly busy: boolean
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('item-desk')
  if (report.wrong > 0)
    return (
      <>
        <Notice kind="bad" live title={t('wrong', { count: report.wrong })}>
          {t('wrongNext')}
        </Notice>
        <Rows report={report} />
      </>
    )
  if (report.changed === 0)
    return (
      <>
        <Notice live>{t(report.rows.length > 0 ? 'nothingTaken' : 'nothingChanged')}</Notice>
        <Rows report={report} />
      </>
    )
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
  const today = useSite()?.today ?? ''
  const [day, setDay] = useState('')
  const { report, rehearse, take, leave, taking, fault, taken } = useRehearsal(
    (file, dryRun, onProgress) => sendFile(file, { department, from: day }, dryRun, onProgress),
    ['catalog'],
  )
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
      <RefusedNotice fault={fault} />
      {report && <Outcome report={report} busy={taking} onTake={take} onLeave={leave} />}
      {taken && (
        <Notice kind="good" live title={t('published', { count: taken.changed })}>
          {t('publishedNext')}
        </Notice>
      )}
    </Section>
  )
}
