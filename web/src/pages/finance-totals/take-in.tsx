/** Who administers takes in a list of products and loans: first a rehearsal with its report, then for good. */
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { useRehearsal } from '../../app/use-rehearsal.ts'
import { importLoans } from '../../asks/finance.ts'
import { Button } from '../../ui/button.tsx'
import { countText } from '../../ui/day-text.ts'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'

export function TakeIn() {
  const { t } = useTranslation('finance-totals')
  const { language } = usePreferences()
  const { report, rehearse, take, leave, taking, fault, taken } = useRehearsal(importLoans, ['finance', 'totals'])
  return (
    <Section title={t('takeIn')}>
      <FileUpload label={t('file')} hint={t('fileHint')} accept=".csv,.xlsx" files={[]} send={rehearse} />
      <RefusedNotice fault={fault} />
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
            <Button onClick={take} waiting={taking}>
              {t('take')}
            </Button>
            <Button look="plain" onClick={leave}>
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
