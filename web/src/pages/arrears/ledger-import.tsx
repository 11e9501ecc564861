/** Supervisors take in a ledger of arrears; what was not taken is told row by row. */
import type { LedgerReport } from '@steppe/contracts/arrears'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takeLedger } from '../../asks/arrears.ts'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Notice } from '../../ui/states.tsx'

/** As ledgers have them; the server reads these. */
const headings = '编号、盟市、欠款方类型、欠款方、应付日期、拖欠金额（元）、已清偿金额（元）、清偿日期'

export function LedgerImport() {
  const { t } = useTranslation('arrears')
  const client = useQueryClient()
  const [report, setReport] = useState<LedgerReport>()
  return (
    <Section title={t('ledger.title')}>
      <FileUpload
        label={t('ledger.file')}
        hint={
          <>
            {t('ledger.hint')} <Said text={headings} />
          </>
        }
        accept=".csv,.xlsx"
        files={[]}
        send={async (file, onProgress, signal) => {
          setReport(await takeLedger(file, onProgress, signal))
          await client.invalidateQueries({ queryKey: ['arrears', 'totals'] })
        }}
      />
      {report && (
        <Notice kind={report.refused > 0 ? 'warn' : 'good'} title={t('ledger.done', { ...report })} live>
          {report.problems.length > 0 && (
            <ul className="plain-list">
              {report.problems.slice(0, 20).map((each) => (
                <li key={each.row}>
                  {t('ledger.problem', { row: each.row })} {t(`ledger.problems.${each.code}`)}
                  {each.what && (
                    <>
                      {' '}
                      “<Said text={each.what} />”
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </Section>
  )
}
