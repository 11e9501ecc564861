/** An installation that owns up: instead of a file it answered that what it holds is not what was sealed. */
import { findings, type Report } from './report.ts'
import type { Check, SubjectFile } from './subject.ts'

/** Problem details (RFC 9457) with the code of a refusal, its title in Chinese, and once more in English. */
interface Problem {
  readonly code?: unknown
  readonly title?: unknown
  readonly en?: Problem | null
}

const problemIn = (file: SubjectFile): Problem =>
  typeof file.json === 'object' && file.json !== null ? (file.json as Problem) : {}

const short = (said: unknown) => String(said).slice(0, 200)

async function checkRefusal(file: SubjectFile): Promise<Report> {
  const { title, en } = problemIn(file)
  const found = findings()
  found.fail(
    `平台没有出具文件，而是承认其数据库内容与登记不符：${short(title)}`,
    `The installation gave no file: it owns that its database is not what was sealed: ${short(en?.title ?? title)}`,
  )
  found.leaveOpen('请用此前保存的受理凭证核验。', 'Check earlier receipts.')
  return found.report()
}

export const check: Check = {
  subject: { zh: '平台的答复', en: 'answer of an installation' },
  recognises: (file) => /^ledger\.\w+_altered$/.test(String(problemIn(file).code)),
  check: checkRefusal,
}
