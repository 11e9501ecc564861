/** Who keeps the catalogue takes a list in: first a rehearsal with its report, then for good. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useRehearsal } from '../../app/use-rehearsal.ts'
import { importProofMatters } from '../../asks/proof-matters.ts'
import { Button } from '../../ui/button.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'

type Report = Awaited<ReturnType<typeof importProofMatters>>

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
  const { report, rehearse, take, leave, taking, fault, taken } = useRehearsal(
    (file, dryRun, onProgress) => importProofMatters(file, region, dryRun, onProgress),
    ['catalog', 'proof-matters'],
  )
  return (
    <Section title={t('takeIn')} act={<Link to="/fewer-papers">{t('fewer')}</Link>}>
      <FileUpload label={t('file')} hint={t('fileHint')} accept=".csv,.xlsx" files={[]} send={rehearse} />
      <RefusedNotice fault={fault} />
      {report && report.wrong > 0 && <Wrong report={report} />}
      {report && report.wrong === 0 && (
        <Notice>
          <p>{t('rehearsed', report)}</p>
          <div className="button-row">
            <Button onClick={take} waiting={taking}>
              {t('take')}
            </Button>
            <Button look="plain" onClick={leave}>
              {t('leave')}
            </Button>
          </div>
        </Notice>
      )}
      {taken && <Notice kind="good">{t('taken', taken)}</Notice>}
    </Section>
  )
}
