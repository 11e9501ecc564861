/** What a stranger is told: what was proved, what was not, what is wrong; in Chinese and English, with exit codes for scripts. */

export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** The answer to one file. `ok` only when something was proved, by a key the person trusts, and nothing was found wrong. */
export interface Report {
  readonly ok: boolean
  /** What follows from the file and from the keys that were given, and from nothing else. */
  readonly proved: readonly Sentence[]
  /** What a reader might believe, but the file can't show. */
  readonly notProved: readonly Sentence[]
  /** What contradicts the file's own claim, each named as precisely as it can be. */
  readonly failed: readonly Sentence[]
  /** The file is not of its kind at all: nothing was checked. */
  readonly unreadable?: boolean
  /** The file agrees with itself, but only by a key that it brought along: a forger's file would do as well. */
  readonly unvouched?: boolean
}

/** For scripts. `nothing`: the file was read, but no claim of it could be checked against a key that is trusted. */
export const exitCodes = { proved: 0, disproved: 1, unreadable: 2, nothing: 3 } as const

export function exitCodeOf(report: Report): number {
  if (report.unreadable) return exitCodes.unreadable
  if (report.failed.length > 0) return exitCodes.disproved
  return report.ok ? exitCodes.proved : exitCodes.nothing
}

/** Collects sentences while a file is checked. */
export interface Findings {
  readonly prove: (zh: string, en: string) => void
  readonly leaveOpen: (zh: string, en: string) => void
  readonly fail: (zh: string, en: string) => void
  /** What is proved rests on a key of the file's own: no script may take it for proved. */
  readonly doubt: () => void
  readonly failures: () => number
  readonly report: () => Report
}

export function findings(): Findings {
  const proved: Sentence[] = []
  const notProved: Sentence[] = []
  const failed: Sentence[] = []
  let doubted = false
  return {
    prove: (zh, en) => proved.push({ zh, en }),
    leaveOpen: (zh, en) => notProved.push({ zh, en }),
    fail: (zh, en) => failed.push({ zh, en }),
    doubt: () => {
      doubted = true
    },
    failures: () => failed.length,
    report: () => ({
      ok: failed.length === 0 && proved.length > 0 && !doubted,
      proved,
      notProved,
      failed,
      ...(doubted ? { unvouched: true } : {}),
    }),
  }
}

/** The report on what could not be read as what it claims to be. */
export function unreadable(zh: string, en: string): Report {
  return { ok: false, proved: [], notProved: [], failed: [{ zh, en }], unreadable: true }
}

const headings = {
  proved: { zh: '已证明', en: 'Proved' },
  failed: { zh: '不符', en: 'Wrong' },
  notProved: { zh: '未证明', en: 'Not proved' },
} as const

const verdicts: Readonly<Record<number, Sentence>> = {
  0: { zh: '核验通过', en: 'VERIFIED' },
  1: { zh: '核验不通过', en: 'DISPROVED' },
  2: { zh: '无法读取', en: 'UNREADABLE' },
  3: { zh: '没有可核验的内容', en: 'NOTHING COULD BE CHECKED' },
}

const unvouched: Sentence = {
  zh: '自身一致，但公钥未经确认',
  en: 'CONSISTENT, BUT THE KEY IS THE FILE’S OWN',
}

/** The verdict in one line. */
export function verdictOf(report: Report): Sentence {
  const code = exitCodeOf(report)
  return code === exitCodes.nothing && report.unvouched && report.proved.length > 0 ? unvouched : verdicts[code]!
}

/** The report as lines of text in the languages asked for, verdict first. What came from a file can't move the cursor or the verdict. */
export function printReport(subject: Sentence, report: Report, languages: readonly ('zh' | 'en')[]): string {
  return languages
    .map((language) => {
      const lines = [`${verdictOf(report)[language]} — ${subject[language]}`]
      for (const part of ['proved', 'failed', 'notProved'] as const) {
        if (report[part].length === 0) continue
        lines.push(`  ${report.unreadable ? verdictOf(report)[language] : headings[part][language]}`)
        lines.push(...report[part].map((sentence) => `    ${marks[part]} ${harmless(sentence[language])}`))
      }
      return lines.join('\n')
    })
    .join('\n\n')
}

const marks = { proved: '✓', failed: '✖', notProved: '·' } as const

/** Text from a file with control and direction characters shown as codes, so that it can't forge lines of a report. */
export function harmless(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A file of a known format that lacks a part or holds what is no part of it. */
export function notWhole(): Report {
  return unreadable('文件不完整，或含有不认识的内容。', 'The file is not whole, or holds what is not known.')
}
