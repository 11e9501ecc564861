/** Since when a published thing is fixed: its seal is looked for in the log, and what that proves is said. */
import type { PolicyFile } from '@steppe/kernels/policies/file'
import { compareWithLive } from './follow-log.ts'
import { findLeaf } from './prove-leaf.ts'
import type { Findings } from './report.ts'
import type { CheckOptions } from './subject.ts'
import { doubtKey, type TrustedCheckpoint } from './trust.ts'

type Told = readonly [zh: string, en: string]

/** `sealed` is what the seal is about, as the beginning of a sentence. */
export async function proveSealing(
  { index, proof, checkpoint, commitment, verifierKeys = [] }: PolicyFile['sealing'],
  options: CheckOptions,
  found: Findings,
  sealed: Told,
): Promise<TrustedCheckpoint | undefined> {
  if (index === undefined || !proof || !checkpoint) {
    found.doubt()
    found.leaveOpen(
      '文件没有日志证明：何时固定未证明。',
      'There is no proof from the log: since when it is fixed is not shown.',
    )
    return undefined
  }
  const stands = findLeaf({ index, proof, checkpoint, commitment, verifierKeys }, options, found, [
    '封存不在日志中。',
    'The seal does not stand in the log.',
  ])
  if (!stands) {
    found.doubt()
    return undefined
  }
  const { origin, size } = stands.opened.checkpoint
  found.prove(
    `${sealed[0]}封存在日志 ${origin} 的第 ${index} 条，在共 ${size} 条的存证点签署时已经固定，此后不能再改。`,
    `${sealed[1]} are sealed in the log ${origin} at ${index}: they were fixed when the checkpoint over ${size} entries was signed, and can’t be changed.`,
  )
  const confirmed = await compareWithLive(stands, options, found)
  if (!stands.trusted && !confirmed) doubtKey(stands, found)
  return stands
}
