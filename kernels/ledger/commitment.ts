/** Salted commitments: what the ledger holds of an act. Without the salt nothing can be learnt from it, with it anyone can check. */
import { createHash } from 'node:crypto'
import { canonicalText } from './canonical.ts'

/** SHA-256 over a domain word, the salt (16 bytes or more) and the canonical bytes of `value`. Gives 32 bytes. */
export function commit(salt: Uint8Array, value: unknown): Buffer {
  if (salt.length < 16) throw new RangeError('a commitment needs a salt of 16 bytes or more')
  return createHash('sha256').update('steppe/commitment/v1\0').update(salt).update(canonicalText(value)).digest()
}

/** Whether `commitment` is that of `value` under `salt`. */
export function opens(commitment: Uint8Array, salt: Uint8Array, value: unknown): boolean {
  return Buffer.compare(commit(salt, value), commitment) === 0
}
