/** Finds out what a file is and has it checked. Whatever the bytes are, the answer is a report. */
import { readJson } from './read-json.ts'
import { harmless, type Report, type Sentence, unreadable } from './report.ts'
import type { Check, CheckOptions, SubjectFile } from './subject.ts'

/** 64 MiB: a case file of a hundred thousand acts. */
export const largestFile = 64 * 1024 * 1024

/** A file with whatever can be read of it. */
export function readSubject(bytes: Uint8Array): SubjectFile {
  const text = utf8(bytes)
  const json = text === undefined || !/^\s*[{[]/.test(text) ? undefined : readJson(text)
  const format = typeof json === 'object' && json !== null ? (json as { format?: unknown }).format : undefined
  return {
    bytes,
    ...(text === undefined ? {} : { text }),
    ...(json === undefined ? {} : { json }),
    ...(typeof format === 'string' ? { format } : {}),
  }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export interface Verdict {
  readonly subject: Sentence
  readonly report: Report
}

const unknown: Sentence = { zh: '未知文件', en: 'unknown file' }

/** Checks a file by the first of `checks` that recognises it. Never throws: a check that fails by a fault of its own is told as such. */
export async function verifyFile(checks: readonly Check[], bytes: Uint8Array, options: CheckOptions): Promise<Verdict> {
  if (bytes.length > largestFile)
    return { subject: unknown, report: unreadable('文件超过 64 MiB。', 'The file is larger than 64 MiB.') }
  const file = readSubject(bytes)
  const found = checks.find((each) => recognised(each, file))
  if (!found) return { subject: unknown, report: notRecognised(file) }
  try {
    return { subject: found.subject, report: await found.check(file, options) }
  } catch (fault) {
    const why = harmless(String(fault instanceof Error ? fault.message : fault).slice(0, 200))
    return {
      subject: found.subject,
      report: unreadable(`读取文件时出错：${why}`, `The file could not be read to its end: ${why}`),
    }
  }
}

function recognised(check: Check, file: SubjectFile): boolean {
  try {
    return check.recognises(file)
  } catch {
    return false
  }
}

function notRecognised(file: SubjectFile): Report {
  const format = harmless((file.format ?? '').slice(0, 60))
  if (format) return unreadable(`本程序不认识 ${format} 格式。`, `This program does not know the format ${format}.`)
  return unreadable(
    '本程序不认识这个文件：不是受理凭证、存证档案、存证点、证照、抽取记录、公布的指标或政策。',
    'This program knows no such file: no receipt, case file, checkpoint, licence, draw, figure or policy.',
  )
}
