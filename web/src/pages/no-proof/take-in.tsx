/** Who keeps the catalogue takes a list in: first a rehearsal with its report, then for good. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { importProofMatters } from '../../asks/proof-matters.ts'
import { Button } from '../../ui/button.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'

type Report = Awaited<ReturnType<typeof importProofMatters>>
type Rehearsed = { readonly file: File; readonly report: Report }

function Wrong({ report }: { readonly report: Report }) {
  const { t } = useTranslation('no-proof')
  const { language } = usePreferences()
  return (
    <>
      <Notice kind="bad">{t('wrong', { count: report.wrong })}</Notice>
      <ul className="list">
        {report.rows.slice(0, 50).map((row) => (
          <li key={row.line} className="matter">
            {t('line', { line: row.line })} {language === 'en' ? row.en : row.zh}
          </li>
        ))}
      </ul>
    </>
  )
}

export function TakeIn({ region }: { readonly region: string }) {
  const { t } = useTranslation('no-proof')
  const client = useQueryClient()
  const [rehearsed, setRehearsed] = useState<Rehearsed | undefined>()
  const [taken, setTaken] = useState<Report | undefined>()
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const rehearse = async (file: File, onProgress: (share: number) => void) => {
    setTaken(undefined)
    setFault(undefined)
    setRehearsed({ file, report: await importProofMatters(file, region, true, onProgress) })
  }
  const take = async () => {
    if (!rehearsed) return
    setBusy(true)
    try {
      setTaken(await importProofMatters(rehearsed.file, region, false))
      setRehearsed(undefined)
      await client.invalidateQueries({ queryKey: ['catalog', 'proof-matters'] })
    } catch (refused) {
      setFault(refused)
    } finally {
      setBusy(false)
    }
  }
  const report = rehearsed?.report
  return (
    <Section title={t('takeIn')} act={<Link to="/fewer-papers">{t('fewer')}</Link>}>
      <FileUpload label={t('file')} hint={t('fileHint')} accept=".csv,.xlsx" files={[]} send={rehearse} />
      {fault !== undefined && <RefusedNotice fault={fault} />}
      {report && report.wrong > 0 && <Wrong report={report} />}
      {report && report.wrong === 0 && (
        <Notice>
          <p>{t('rehearsed', report)}</p>
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
      {taken && <Notice kind="good">{t('taken', taken)}</Notice>}
    </Section>
  )
}
