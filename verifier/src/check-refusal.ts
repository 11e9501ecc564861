/** An installation that owns up: instead of a file it answered that what it holds is not what was sealed. */
import { findings, type Report } from './report.ts'
import type { Check, SubjectFile } from './subject.ts'

/** Problem details (RFC 9457) with the code of a refusal. */
interface Problem {
  readonly code?: unknown
  readonly title?: unknown
}

const problemIn = (file: SubjectFile): Problem =>
  typeof file.json === 'object' && file.json !== null ? (file.json as Problem) : {}

async function checkRefusal(file: SubjectFile): Promise<Report> {
  const { title } = problemIn(file)
  const said = typeof title === 'string' ? title.slice(0, 200) : ''
  const found = findings()
  found.fail(
    `平台没有出具文件，而是承认其数据库内容与登记不符：${said}`,
    `The installation gave no file, but owned that its database is not what was sealed: ${said}`,
  )
  found.leaveOpen('请用此前保存的受理凭证核验。', 'Check the receipts that were kept from before.')
  return found.report()
}

export const check: Check = {
  subject: { zh: '平台的答复', en: 'answer of an installation' },
  recognises: (file) => problemIn(file).code === 'ledger.act_altered',
  check: checkRefusal,
}
