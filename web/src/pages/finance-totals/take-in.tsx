/** Who administers takes in a list of products and loans: first a rehearsal with its report, then for good. */
import type { LoanImport } from '@steppe/contracts/policies'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { importLoans } from '../../asks/finance.ts'
import { Button } from '../../ui/button.tsx'
import { countText } from '../../ui/day-text.ts'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'

export function TakeIn() {
  const { t } = useTranslation('finance-totals')
  const { language } = usePreferences()
  const client = useQueryClient()
  const [rehearsed, setRehearsed] = useState<{ readonly file: File; readonly report: LoanImport } | undefined>()
  const [taken, setTaken] = useState<LoanImport | undefined>()
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const rehearse = async (file: File, onProgress: (share: number) => void) => {
    setTaken(undefined)
    setFault(undefined)
    setRehearsed({ file, report: await importLoans(file, true, onProgress) })
  }
  const take = async () => {
    if (!rehearsed) return
    setBusy(true)
    try {
      setTaken(await importLoans(rehearsed.file, false))
      setRehearsed(undefined)
      await client.invalidateQueries({ queryKey: ['finance', 'totals'] })
    } catch (refused) {
      setFault(refused)
    } finally {
      setBusy(false)
    }
  }
  const report = rehearsed?.report
  return (
    <Section title={t('takeIn')}>
      <FileUpload label={t('file')} hint={t('fileHint')} accept=".csv,.xlsx" files={[]} send={rehearse} />
      {fault !== undefined && <RefusedNotice fault={fault} />}
      {report && report.wrong > 0 && (
        <>
          <Notice kind="bad">{t('wrong', { count: report.wrong })}</Notice>
          <ul className="plain-list">
            {report.faults.map((line) => (
              <li key={line.line}>
                {t('line', { line: line.line })} {line[language]}
              </li>
            ))}
          </ul>
        </>
      )}
      {report && report.wrong === 0 && (
        <Notice>
          <p>{t('rehearsed', { rows: countText(report.rows) })}</p>
          <div className="button-row">
            <Button onClick={() => void take()} waiting={busy}>
              {t('take')}
            </Button>
            <Button look="plain" onClick={() => setRehearsed(undefined)}>
              {t('leave')}
            </Button>
          </div>
        </Notice>
      )}
      {taken && (
        <Notice kind="good" live>
          {t('taken', { rows: countText(taken.rows) })}
        </Notice>
      )}
    </Section>
  )
}
