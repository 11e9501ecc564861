/** A receipt (`steppe-receipt/1`) or the whole file of a case (`steppe-case/1`): that every act in it is what was sealed in the log. */
import { compareWithLive, compareWithOlder } from './follow-log.ts'
import { compareActs, proveActs } from './prove-acts.ts'
import { isFault, type ProvenCase, readProvenCase } from './read-proven-case.ts'
import { type Findings, findings, type Report, unreadable } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'
import { doubtKey, openTrusted, type TrustedCheckpoint } from './trust.ts'

const formats = ['steppe-receipt/1', 'steppe-case/1']

async function checkCase(file: SubjectFile, options: CheckOptions): Promise<Report> {
  const read = readProvenCase(file.json)
  if (isFault(read)) return unreadable(read.zh, read.en)
  const found = findings()
  const now = openTrusted(read.checkpoint, read.claimed, options, found)
  if (!now) return found.report()
  if (proveActs(read, now, found)) tellProved(read, now, found)
  else if (read.acts.length === 0) found.leaveOpen('文件里没有任何操作。', 'There is no act in the file.')
  const older =
    options.older && formats.includes(options.older.format ?? '') ? readProvenCase(options.older.json) : undefined
  if (older && !isFault(older)) compareActs(read, older, found)
  await compareWithOlder(now, read.claimed, options, found)
  const confirmed = await compareWithLive(now, options, found)
  if (!now.trusted && !confirmed) doubtKey(now, found)
  tellLimits(file.format === 'steppe-case/1', found)
  return found.report()
}

function tellProved({ acts, case: id }: ProvenCase, { opened, trusted }: TrustedCheckpoint, found: Findings): void {
  const { origin, size } = opened.checkpoint
  const whose = trusted
    ? { zh: `日志 ${origin}`, en: `the log ${origin}` }
    : { zh: '持有文件所附公钥的日志', en: 'the log that holds the key named in the file' }
  found.prove(
    `办件 ${id} 的第 1 至 ${acts.length} 项操作均已登记在${whose.zh}（共 ${size} 条）中，内容、编号与登记时一致，中间没有缺漏。`,
    `Acts 1 to ${acts.length} of case ${id} are in ${whose.en} (${size} entries); their content and numbers are what was sealed, none is missing between them.`,
  )
  const times = [acts[0], acts.at(-1)].map((each) => timeOf(each?.act.at))
  if (times[0] && times[1])
    found.prove(
      `登记的时间：第 1 项 ${times[0]}，最后一项 ${times[1]}（平台时钟）。`,
      `Times that were sealed: the first act at ${times[0]}, the last at ${times[1]} (the platform’s clock).`,
    )
}

const timeOf = (at: unknown) =>
  typeof at === 'number' && Math.abs(at) <= 8.64e15 ? `${new Date(at).toISOString().slice(0, 19)}Z` : undefined

function tellLimits(whole: boolean, found: Findings): void {
  found.leaveOpen('所登记的内容本身是否属实。', 'Whether what was sealed is true.')
  if (whole)
    found.leaveOpen(
      '文件中的办理状态（state）是平台由上述操作推出的，本程序只核验操作。',
      'The state in the file is what the platform makes of these acts; only the acts were checked.',
    )
  found.leaveOpen(
    '最后一项之后是否还有操作：日志不含办件编号。可用 --older 与以往的受理凭证对照。',
    'Whether there are acts after the last one: the log holds no case numbers. Compare with earlier receipts by --older.',
  )
}

export const check: Check = {
  subject: { zh: '受理凭证或存证档案', en: 'receipt or file of a case' },
  recognises: (file) => formats.includes(file.format ?? ''),
  check: checkCase,
}
