/** A published version of a policy: whether it is the one that was sealed, and since when. */
import { opens } from '@steppe/kernels/ledger'
import { committedPolicy, policyFormat, readPolicyFile } from '@steppe/kernels/policies/file'
import { proveSealing } from './prove-sealing.ts'
import { type Findings, findings, type Report, unreadable } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'

export const check: Check = {
  subject: { zh: '发布的政策', en: 'published policy' },
  recognises: (file) => file.format === policyFormat,
  check: checkPolicy,
}

async function checkPolicy({ json }: SubjectFile, options: CheckOptions): Promise<Report> {
  const file = readPolicyFile(json)
  if (!file)
    return unreadable('政策文件不完整，或含有不认识的内容。', 'The file is not whole, or holds what is not known.')
  const found = findings()
  const { salt, commitment } = file.sealing
  const { policy, publishedOn } = file
  const { title, document, version } = policy
  if (opens(Buffer.from(commitment, 'hex'), Buffer.from(salt, 'hex'), committedPolicy(file)))
    await proveSealing(
      file.sealing,
      options,
      found,
      ['这个版本的封存不在日志中。', 'The sealed version does not stand in the log.'],
      [
        `“${title.zh}”（${document.number}）第 ${version} 版，${publishedOn} 发布，条件、金额和示例`,
        `“${title.en}” (${document.number}), version ${version}, published ${publishedOn}: conditions, amount and examples`,
      ],
    )
  else
    found.fail(
      '封存的承诺值不对应这个版本：内容在发布后被改动过。',
      'The sealed commitment is not that of this version: it was changed after it was published.',
    )
  found.leaveOpen(
    '政策与发文机关的原文是否一致，未证明：请核对原文。',
    'That it says what the issuer’s document says is not shown: compare the document.',
  )
  return found.report()
}
