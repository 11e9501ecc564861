/** A published version of a policy: whether it is the one that was sealed, and since when. */
import { opens } from '@steppe/kernels/ledger'
import { committedPolicy, policyFormat, readPolicyFile } from '@steppe/kernels/policies/file'
import { proveSealing } from './prove-sealing.ts'
import { findings, notWhole, type Report } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'

export const check: Check = {
  subject: { zh: '政策', en: 'policy' },
  recognises: (file) => file.format === policyFormat,
  check: checkPolicy,
}

async function checkPolicy({ json }: SubjectFile, options: CheckOptions): Promise<Report> {
  const file = readPolicyFile(json)
  if (!file) return notWhole()
  const found = findings()
  const { salt, commitment } = file.sealing
  const { policy, publishedOn } = file
  const { title, document, version } = policy
  if (opens(Buffer.from(commitment, 'hex'), Buffer.from(salt, 'hex'), committedPolicy(file)))
    await proveSealing(file.sealing, options, found, [
      `“${title.zh}”（${document.number}）第 ${version} 版，${publishedOn} 发布，`,
      `“${title.en}” (${document.number}), version ${version}, of ${publishedOn}: all its parts`,
    ])
  else found.fail('这个版本发布后被改动过。', 'This version was changed after it was published.')
  found.leaveOpen('是否与原文一致。', 'That it agrees with its document.')
  return found.report()
}
