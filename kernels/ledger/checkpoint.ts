/** Checkpoints: what a log says it is, signed. Source: c2sp.org/tlog-checkpoint. */
import { countFrom, hashFromBase64, toBase64 } from './base64.ts'
import { openNote, type VerifiedSignature } from './signed-note.ts'
import { ed25519Cosignature, ed25519Note, type VerifierKey } from './verifier-key.ts'

export interface Checkpoint {
  readonly origin: string
  /** Leaves; sizes from 2^53 on are not read here. */
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
  /** Lines after the third; no statement is made by them. */
  readonly extensions?: readonly string[]
}

/** The text to sign, with its final newline. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  return `${[origin, String(size), toBase64(root), ...extensions].join('\n')}\n`
}

/** The checkpoint that a note's text is; null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null
  const lines = text.slice(0, -1).split('\n')
  const [origin = '', sizeText = '', rootText = '', ...extensions] = lines
  const size = countFrom(sizeText)
  const root = hashFromBase64(rootText)
  if (lines.some((line) => line === '') || size === null || root === null) return null
  return { origin, size, root, ...(extensions.length > 0 ? { extensions } : {}) }
}

export type OpenedCheckpoint =
  | {
      readonly ok: true
      readonly checkpoint: Checkpoint
      /** With its final newline: what is signed and cosigned. */
      readonly text: string
      readonly log: VerifierKey
      readonly witnesses: readonly VerifiedSignature[]
    }
  | { readonly ok: false; readonly code: 'malformed' | 'no_known_signature' | 'no_log_signature' }
  | { readonly ok: false; readonly code: 'wrong_signature'; readonly name: string }

/**
 * Opens a checkpoint with trusted keys: a log key whose name is the origin must have signed it. Witnesses' keys add their cosignatures,
 * each witness once. A signature of a trusted key that does not hold refuses the whole.
 */
export function openCheckpoint(
  note: string | Uint8Array,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): OpenedCheckpoint {
  const logs = logKeys.filter((key) => key.type === ed25519Note)
  const witnesses = witnessKeys.filter((key) => key.type === ed25519Cosignature)
  const opened = openNote(note, [...logs, ...witnesses])
  if (!opened.ok) return opened
  const checkpoint = parseCheckpoint(opened.text)
  if (!checkpoint) return { ok: false, code: 'malformed' }
  const log = opened.verified.find(({ key }) => key.type === ed25519Note && key.name === checkpoint.origin)
  if (!log) return { ok: false, code: 'no_log_signature' }
  return {
    ok: true,
    checkpoint,
    text: opened.text,
    log: log.key,
    witnesses: opened.verified.filter(({ key }) => key.type === ed25519Cosignature),
  }
}
