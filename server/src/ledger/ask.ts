/** What other modules may ask the ledger: where a thing stands in the log, and what proves it. */
export { findLeaf, findLeaves } from './find-leaf.ts'
export { logVerifierKey } from './log-key.ts'
export { makeReceipt, type ProvenCase } from './make-receipt.ts'
export { type EarlyProof, proveEarly } from './prove-early.ts'
export { type LeafProof, type Proven, proveLeaves } from './prove-leaves.ts'
export { type PublishedCheckpoint, publishedCheckpoint } from './published-checkpoint.ts'
export { type SealingHouse, sealNow } from './seal.ts'
