/** The Merkle root of a list of texts in one pass: lists and figures commit to their entries by it. Source: RFC 6962 section 2.1. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { emptyRoot } from './tree-hash.ts'

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** SHA-256 over parts; whoever asks has a million of them. */
function hash(...parts: readonly Uint8Array[]): Uint8Array {
  const working = sha256.create()
  for (const part of parts) working.update(part)
  return working.digest()
}

/** Root over the UTF-8 bytes of the texts in their order, 64 hexadecimal digits: the tree has the shape of the log's. */
export function rootOfTexts(texts: Iterable<string>): string {
  const encoder = new TextEncoder()
  const open: { readonly size: number; readonly hash: Uint8Array }[] = []
  for (const text of texts) {
    let node = { size: 1, hash: hash(leafMark, encoder.encode(text)) }
    while (open[open.length - 1]?.size === node.size)
      node = { size: node.size * 2, hash: hash(nodeMark, open.pop()!.hash, node.hash) }
    open.push(node)
  }
  if (open.length === 0) return bytesToHex(emptyRoot())
  return bytesToHex(open.map((each) => each.hash).reduceRight((right, left) => hash(nodeMark, left, right)))
}
