/** A file to be checked, and what checks it. Each `check-<subject>.ts` exports one `Check` by the name `check`. */
import type { Report, Sentence } from './report.ts'

/** A file as it came from a stranger. `text` when it is valid UTF-8, `json` when that is strict JSON, `format` its field of that name. */
export interface SubjectFile {
  readonly bytes: Uint8Array
  readonly text?: string
  readonly json?: unknown
  readonly format?: string
}

/** What the person who checks trusts, and what they hold besides the file. */
export interface CheckOptions {
  /** Verifier keys (c2sp.org/signed-note) of logs that are trusted. Without any, the file's own claim is used and said to be one. */
  readonly logKeys: readonly string[]
  /** Verifier keys of witnesses that are trusted. */
  readonly witnessKeys: readonly string[]
  /** A file kept from earlier: checkpoint, receipt or case file. */
  readonly older?: SubjectFile
  /** Milliseconds since 1970 UTC, for what expires. */
  readonly now: number
  /** Reads a path of the installation (`/log/checkpoint`); undefined where there is nothing. Only when the person named an installation. */
  readonly fetch?: (path: string) => Promise<Uint8Array | undefined>
  /** The options that a check declares in `asks`, as given; `@file` was replaced by the file's text. */
  readonly given: Readonly<Record<string, readonly string[]>>
}

export interface Check {
  /** What is checked, in words: 办件回执 receipt. */
  readonly subject: Sentence
  /** Whether the file is of this kind. Looks at the shape only; must not throw. */
  readonly recognises: (file: SubjectFile) => boolean
  readonly check: (file: SubjectFile, options: CheckOptions) => Promise<Report>
  /** Further options of the command line, `--name value`, with what they mean. */
  readonly asks?: Readonly<Record<string, Sentence>>
}
