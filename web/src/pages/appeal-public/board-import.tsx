/** Staff take in the file of a message board; what was not taken is told row by row. */
import type { ImportReport } from '@steppe/contracts/appeals'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '../../app/api.ts'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Notice } from '../../ui/states.tsx'

/** As boards have them; the server reads these, and knows others. */
const headings = '留言编号、留言标题、留言内容、所属地区、留言时间、诉求类型、答复单位、答复意见、答复时间、满意度'

export function BoardImport() {
  const { t } = useTranslation('appeal-public')
  const client = useQueryClient()
  const [report, setReport] = useState<ImportReport>()
  return (
    <Section title={t('import.title')}>
      <FileUpload
        label={t('import.file')}
        hint={
          <>
            {t('import.hint')} <Said text={headings} />
          </>
        }
        accept=".csv,.xlsx"
        files={[]}
        send={async (file, onProgress, signal) => {
          setReport(await upload<ImportReport>('/api/appeals/imports', file, { onProgress, signal }))
          await client.invalidateQueries({ queryKey: ['appeals'] })
        }}
      />
      {report && (
        <Notice kind={report.refused > 0 ? 'warn' : 'good'} title={t('import.done', { ...report })} live>
          {report.problems.length > 0 && (
            <ul className="plain-list">
              {report.problems.slice(0, 20).map(({ row, code, what }) => (
                <li key={row}>
                  {t('import.problem', { row })} {t([`import.problems.${code}`, 'import.problems.other'])}
                  {what && (
                    <>
                      {' '}
                      “<Said text={what} />”
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
