/** A checkpoint: who signed it, who witnessed it, and whether the log only grew since an older one. */
import { parseAddCheckpoint, parseCheckpoint, parseNote } from '@steppe/kernels/ledger'
import { compareWithLive, compareWithOlder, compareWithTiles } from './follow-log.ts'
import { findings, type Report, unreadable } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'
import { openTrusted } from './trust.ts'

/** A signed checkpoint, alone or with the consistency proof before it as witnesses are sent it (c2sp.org/tlog-witness). */
function partsOf(file: SubjectFile): { note: string; proof?: readonly Uint8Array[]; from?: number } | undefined {
  const text = file.text ?? ''
  if (parseCheckpoint(parseNote(text)?.text ?? '')) return { note: text }
  const request = text.startsWith('old ') ? parseAddCheckpoint(text) : null
  return request ? { note: request.checkpoint, proof: request.proof, from: request.oldSize } : undefined
}

async function checkCheckpoint(file: SubjectFile, options: CheckOptions): Promise<Report> {
  const parts = partsOf(file)
  if (!parts) return unreadable('存证点格式不对。', 'The checkpoint is not well formed.')
  const found = findings()
  const claimed = { log: [], witnesses: [] }
  const now = openTrusted(parts.note, claimed, options, found)
  if (!now) return found.report()
  await compareWithOlder(now, claimed, options, found, parts.proof)
  await compareWithTiles(now, options, found)
  await compareWithLive(now, options, found)
  found.leaveOpen('日志里登记了什么，存证点本身并不说明。', 'What the log holds is not said by a checkpoint.')
  return found.report()
}

export const check: Check = {
  subject: { zh: '日志存证点', en: 'checkpoint of a log' },
  recognises: (file) => partsOf(file) !== undefined,
  check: checkCheckpoint,
}
