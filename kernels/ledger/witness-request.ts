/** What a witness is asked and how it must judge. Source: c2sp.org/tlog-witness, "add-checkpoint"; sign-subtree is not offered. */
import { countFrom, hashFromBase64, toBase64 } from './base64.ts'
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { parseNote } from './signed-note.ts'
import { longestProof } from './tlog-proof.ts'
import { emptyRoot, equalBytes } from './tree-hash.ts'
import type { VerifierKey } from './verifier-key.ts'
import { verifyConsistency } from './verify-proof.ts'

export interface AddCheckpoint {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  /** The signed note. */
  readonly checkpoint: string
}

/** The body of a request to add a checkpoint. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `${[`old ${oldSize}`, ...proof.map(toBase64), ''].join('\n')}\n${checkpoint}`
}

/** The parts of such a body; null when it is none. */
export function parseAddCheckpoint(body: string): AddCheckpoint | null {
  const end = body.indexOf('\n\n')
  if (end < 0) return null
  const [first = '', ...lines] = body.slice(0, end).split('\n')
  const oldSize = first.startsWith('old ') ? countFrom(first.slice('old '.length)) : null
  const proof = lines.length > longestProof ? [null] : lines.map(hashFromBase64)
  if (oldSize === null || proof.some((hash) => hash === null)) return null
  return { oldSize, proof: proof as Uint8Array[], checkpoint: body.slice(end + 2) }
}

/** What a witness remembers of a log: the latest checkpoint that it cosigned. */
export type Seen = Pick<Checkpoint, 'size' | 'root'>

export type WitnessAnswer =
  /** To be persisted, with a check that `seen` has not moved, before `text` is cosigned. */
  | { readonly status: 200; readonly checkpoint: Checkpoint; readonly text: string }
  | { readonly status: 400 | 403 | 404 | 422 }
  | { readonly status: 409; readonly size: number }

/** Judges a request. `logKeysOf`: the keys trusted for an origin, none for an unknown one; `seenOf`: what was cosigned last for it. */
export function judgeAddCheckpoint(
  body: string,
  logKeysOf: (origin: string) => readonly VerifierKey[],
  seenOf: (origin: string) => Seen | undefined,
): WitnessAnswer {
  const request = parseAddCheckpoint(body)
  const claimed = request && parseCheckpoint(parseNote(request.checkpoint)?.text ?? '')
  if (!request || !claimed) return { status: 400 }
  const keys = logKeysOf(claimed.origin)
  if (keys.length === 0) return { status: 404 }
  const opened = openCheckpoint(request.checkpoint, keys)
  if (!opened.ok) return { status: 403 }
  const { checkpoint, text } = opened
  if (request.oldSize > checkpoint.size) return { status: 400 }
  const seen = seenOf(checkpoint.origin)
  if (request.oldSize !== (seen?.size ?? 0)) return { status: 409, size: seen?.size ?? 0 }
  return isConsistent(request, checkpoint, seen) ? { status: 200, checkpoint, text } : { status: 422 }
}

function isConsistent({ oldSize, proof }: AddCheckpoint, checkpoint: Checkpoint, seen: Seen | undefined): boolean {
  if (checkpoint.size === 0 && !equalBytes(checkpoint.root, emptyRoot())) return false
  if (oldSize === 0 || !seen) return proof.length === 0
  return verifyConsistency(oldSize, checkpoint.size, seen.root, checkpoint.root, proof)
}
