/**
 * Verifies that a leaf or a part of a log is in a log, and that a log grew from an older one.
 * Sources: RFC 6962 section 2.1 with the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2;
 * sub-trees as in draft-ietf-plants-merkle-tree-certs section 4.
 * Sizes and indices are whole numbers below 2^53; anything else is refused like any other wrong proof.
 */
import { emptyRoot, equalBytes, hashSize, nodeHash } from './tree-hash.ts'

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

const isHash = (bytes: Uint8Array) => bytes.length === hashSize

// Sizes pass 2^32, where JavaScript's shifts end.
const half = (value: number) => Math.floor(value / 2)
const isOdd = (value: number) => value % 2 === 1

/** The smallest power of two that is at least `count`. */
function powerFrom(count: number): number {
  let power = 1
  while (power < count) power *= 2
  return power
}

/** Whether [start, end) is a sub-tree of every tree that has `end` leaves: `start` is a multiple of the span's power of two. */
export function isSubtree(start: number, end: number): boolean {
  return isCount(start) && isCount(end) && start < end && start % powerFrom(end - start) === 0
}

/** Whether `leaf` (a leaf hash) stands at `index` in the tree of `size` leaves with this root. RFC 9162 2.1.3.2. */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const found = rootFromInclusion(index, size, leaf, proof)
  return found !== null && equalBytes(found, root)
}

/** The root that an inclusion proof leads to; null where its shape is not that of a proof for (index, size). */
export function rootFromInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (!isCount(index) || !isCount(size) || index >= size) return null
  if (!isHash(leaf) || !proof.every(isHash)) return null
  let at = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return null
    if (isOdd(at) || at === last) {
      hash = nodeHash(sibling, hash)
      // The rightmost node has no sibling on levels where it stands alone.
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 ? hash : null
}

/** Whether `leaf` stands at `index` below the sub-tree [start, end) with this root. */
export function verifySubtreeInclusion(
  index: number,
  start: number,
  end: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSubtree(start, end) || !isCount(index) || index < start || index >= end) return false
  return verifyInclusion(index - start, end - start, leaf, proof, root)
}

/**
 * Whether the tree of `size2` leaves begins with all leaves of the tree of `size1`. RFC 9162 2.1.4.2.
 * Nothing can be proved from the empty tree, since it is the beginning of every tree: such a proof is refused.
 */
export function verifyConsistency(
  size1: number,
  size2: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(size1) || !isCount(size2) || size1 < 1 || size1 > size2) return false
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2)
  return climb(0, size1, size2, root1, root2, proof)
}

/** Whether the sub-tree [start, end) with `root1` is a part of the tree of `size` leaves with `root2`. */
export function verifySubtreeConsistency(
  start: number,
  end: number,
  size: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(start) || !isCount(end) || !isCount(size) || end > size) return false
  // No leaves are a part of any tree, whatever its root; theirs is that of the empty tree.
  if (start === end) return proof.length === 0 && equalBytes(root1, emptyRoot())
  if (!isSubtree(start, end)) return false
  if (start === 0 && end === size) return proof.length === 0 && equalBytes(root1, root2)
  return climb(start, end, size, root1, root2, proof)
}

/** The walk from the sub-tree's right edge to the root, carrying the sub-tree's own root beside that of the whole. */
function climb(
  start: number,
  end: number,
  size: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (![root1, root2, ...proof].every(isHash)) return false
  let [first, edge, last] = [start, end - 1, size - 1]
  const up = () => {
    first = half(first)
    edge = half(edge)
    last = half(last)
  }
  // Up to the largest node that ends where the sub-tree ends: that node opens the proof, or is the sub-tree itself.
  while (first !== edge && (isOdd(edge) || edge === last)) up()
  const whole = first === edge
  const seed = whole ? root1 : proof[0]
  if (seed === undefined) return false
  let [mine, all] = [seed, seed]
  for (const sibling of whole ? proof : proof.slice(1)) {
    if (last === 0) return false
    if (isOdd(edge) || edge === last) {
      if (first < edge) mine = nodeHash(sibling, mine)
      all = nodeHash(sibling, all)
      while (!isOdd(edge) && edge !== 0) up()
    } else all = nodeHash(all, sibling)
    up()
  }
  return last === 0 && equalBytes(mine, root1) && equalBytes(all, root2)
}
