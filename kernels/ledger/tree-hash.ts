/** Hashes of the Merkle tree. Source: RFC 6962 section 2.1, SHA-256: leaves and nodes are told apart by their first byte. */
import { createHash } from 'node:crypto'

/** Bytes of a hash. */
export const hashSize = 32

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** SHA-256(0x00 || entry): 32 bytes. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return createHash('sha256').update(leafPrefix).update(entry).digest()
}

/** SHA-256(0x01 || left || right): 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest()
}

/** The root of the tree without leaves: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return createHash('sha256').digest()
}

/** Whether two byte strings are the same. Nothing here is secret, so time may tell. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
