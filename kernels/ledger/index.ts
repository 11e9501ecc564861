/** The transparency log: canonical bytes and salted commitments of acts, the Merkle tree over them, and its proofs. */

export { countFrom, fromBase64, hashFromBase64, toBase64 } from './base64.ts'
export { canonicalText } from './canonical.ts'
export {
  type Checkpoint,
  formatCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
} from './checkpoint.ts'
export { commit, opens } from './commitment.ts'
export { entryBundle, longestEntry, parseEntryBundle } from './entry-bundle.ts'
export { type Grown, type ReadTile, type Tile, Tree } from './grow-tree.ts'
export { consistencyProof, inclusionProof, rootFromTiles, tileRoot, wrongTiles } from './make-proof.ts'
export {
  cosign,
  formatNote,
  formatSignatureLine,
  type Note,
  type NoteSignature,
  type OpenedNote,
  openNote,
  parseNote,
  parseSignatureLine,
  type Sign,
  signNote,
  type VerifiedSignature,
} from './signed-note.ts'
export { rootOfTexts } from './text-root.ts'
export {
  edgeTiles,
  parseTilePath,
  type TileLevel,
  type TileName,
  tilePath,
  tileWidth,
  tileWidthIn,
} from './tile-path.ts'
export { formatTlogProof, longestProof, openTlogProof, parseTlogProof, type TlogProof } from './tlog-proof.ts'
export { emptyRoot, equalBytes, hashSize, leafHash, nodeHash } from './tree-hash.ts'
export {
  ed25519Cosignature,
  ed25519Note,
  formatVerifierKey,
  keyId,
  makeVerifierKey,
  parseVerifierKey,
  type VerifierKey,
} from './verifier-key.ts'
export {
  isSubtree,
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './verify-proof.ts'
export { meetsQuorum, type PolicyFault, parsePolicy, type WitnessPolicy } from './witness-policy.ts'
export {
  type AddCheckpoint,
  formatAddCheckpoint,
  judgeAddCheckpoint,
  parseAddCheckpoint,
  type Seen,
  type WitnessAnswer,
} from './witness-request.ts'
