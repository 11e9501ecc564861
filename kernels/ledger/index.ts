/** The transparency log: canonical bytes and salted commitments of acts, the Merkle tree over them, and its proofs. */
export { canonicalText } from './canonical.ts'
export { commit, opens } from './commitment.ts'
export { entryBundle, longestEntry, parseEntryBundle } from './entry-bundle.ts'
export { type Grown, type ReadTile, type Tile, Tree } from './grow-tree.ts'
export { consistencyProof, inclusionProof, rootFromTiles } from './make-proof.ts'
export {
  edgeTiles,
  parseTilePath,
  type TileLevel,
  type TileName,
  tilePath,
  tileWidth,
  tileWidthIn,
} from './tile-path.ts'
export { emptyRoot, equalBytes, hashSize, leafHash, nodeHash } from './tree-hash.ts'
export {
  isSubtree,
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './verify-proof.ts'
