/** The transparency log: canonical bytes and salted commitments of acts, the Merkle tree over them, and its proofs. */
export { canonicalText } from './canonical.ts'
export { commit, opens } from './commitment.ts'
export { emptyRoot, equalBytes, hashSize, leafHash, nodeHash } from './tree-hash.ts'
export {
  isSubtree,
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './verify-proof.ts'
