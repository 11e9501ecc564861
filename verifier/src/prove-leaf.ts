/** Finds one sealed commitment in the log: by its place, its proof and the signed checkpoint that a file brings along. */
import { hashFromBase64, leafHash, verifyInclusion } from '@steppe/kernels/ledger'
import type { Findings } from './report.ts'
import type { CheckOptions } from './subject.ts'
import { openTrusted, type TrustedCheckpoint } from './trust.ts'

export interface ClaimedLeaf {
  readonly index: number
  /** base64, from the leaf upwards. */
  readonly proof: readonly string[]
  readonly checkpoint: string
  /** Hex, 32 bytes. */
  readonly commitment: string
  readonly verifierKeys: readonly string[]
}

/** The checkpoint under which the leaf stands; nothing when it does not hold or the leaf is not in it (`absent`), which is then among the findings. */
export function findLeaf(
  { index, proof, checkpoint, commitment, verifierKeys }: ClaimedLeaf,
  options: CheckOptions,
  found: Findings,
  absent: readonly [zh: string, en: string],
): TrustedCheckpoint | undefined {
  const opened = openTrusted(checkpoint, { log: verifierKeys, witnesses: verifierKeys }, options, found)
  if (!opened) return undefined
  const path = proof.map(hashFromBase64)
  const { size, root } = opened.opened.checkpoint
  const leaf = leafHash(Buffer.from(commitment, 'hex'))
  if (path.every((hash) => hash !== null) && verifyInclusion(index, size, leaf, path as Uint8Array[], root))
    return opened
  found.fail(...absent)
  return undefined
}
