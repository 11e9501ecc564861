/** Proofs of logging in one text, to be checked offline. Source: c2sp.org/tlog-proof. */
import { countFrom, fromBase64, hashFromBase64, toBase64 } from './base64.ts'
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import type { VerifierKey } from './verifier-key.ts'
import { verifyInclusion } from './verify-proof.ts'

export interface TlogProof {
  /** Of the application; nothing vouches for it. */
  readonly extra?: Uint8Array
  readonly index: number
  readonly proof: readonly Uint8Array[]
  /** The signed note. */
  readonly checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'

/** A tree below 2^63 leaves is at most 63 levels high. */
export const longestProof = 63

export function formatTlogProof({ extra, index, proof, checkpoint }: TlogProof): string {
  const lines = [header, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...proof.map(toBase64), '']
  return `${lines.join('\n')}\n${checkpoint}`
}

/** The parts of a proof; null when the text is none. The checkpoint is not opened yet. */
export function parseTlogProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n')
  if (end < 0) return null
  const [first, ...lines] = text.slice(0, end).split('\n')
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice('extra '.length)) : undefined
  const [, digits = ''] = /^index (\d+)$/.exec(lines.shift() ?? '') ?? []
  const index = countFrom(digits)
  if (first !== header || extra === null || index === null || lines.length > longestProof) return null
  const proof = lines.map(hashFromBase64)
  if (proof.some((hash) => hash === null)) return null
  return {
    ...(extra ? { extra } : {}),
    index,
    proof: proof as Uint8Array[],
    checkpoint: text.slice(end + 2),
  }
}

/** The opened checkpoint when `leaf` (a leaf hash) is proved to be in the log; else why not. Whether its witnesses suffice is the caller's policy. */
export function openTlogProof(
  proof: TlogProof,
  leaf: Uint8Array,
  logKeys: readonly VerifierKey[],
  witnessKeys: readonly VerifierKey[] = [],
): OpenedCheckpoint | { readonly ok: false; readonly code: 'not_included' } {
  const opened = openCheckpoint(proof.checkpoint, logKeys, witnessKeys)
  if (!opened.ok) return opened
  const { size, root } = opened.checkpoint
  return verifyInclusion(proof.index, size, leaf, proof.proof, root) ? opened : { ok: false, code: 'not_included' }
}
