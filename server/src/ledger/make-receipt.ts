/** Receipts and case files: the acts of a case with what proves them, to be checked without us. Source: formats `steppe-receipt/1`, `steppe-case/1`. */
import type { CaseReceipt, ProvenAct } from '@steppe/contracts/ledger'
import { leafHash, opens, verifyInclusion } from '@steppe/kernels/ledger'
import { leagueOf } from '#cases/case-id'
import { type Refusal, refuse } from '#platform/refusals'
import { awaitLeaves } from './await-leaves.ts'
import { findLeaves } from './find-leaf.ts'
import { logVerifierKey } from './log-key.ts'
import { type LeafProof, type Proven, proveLeaves } from './prove-leaves.ts'
import type { SealingHouse } from './seal.ts'

interface ActRow {
  readonly seq: number
  readonly act: Readonly<Record<string, unknown>>
  readonly salt: Buffer
  readonly commitment: Buffer
}

/** What a receipt and a case file have in common. */
export type ProvenCase = Omit<CaseReceipt, 'format'>

/**
 * All acts of a case with their proofs; whoever calls has made sure that the reader may see the case whole. Refuses
 * `ledger.not_sealed_yet`, and `ledger.act_altered` when the database no longer holds what was sealed: no receipt is made out of that.
 */
export async function makeReceipt(house: SealingHouse, caseId: string): Promise<ProvenCase | Refusal> {
  // Before the acts: what was sealed by now must be among them.
  const sealed = await findLeaves(house, caseId)
  const rows = await house.db.ask<ActRow>(
    'select a.seq, a.act, a.salt, a.commitment from cases.acts a where a.league = $1 and a.case_id = $2 order by a.seq',
    [leagueOf(caseId), caseId],
  )
  const count = Math.max(rows.length, ...sealed.keys())
  for (let n = 1; n <= count; n++) {
    const row = rows[n - 1]
    if (row?.seq !== n || !opens(row.commitment, row.salt, { case: caseId, ...row.act }))
      return refuse('ledger.act_altered', { case: caseId, n })
  }
  const leaves = await awaitLeaves(house, caseId, rows.length)
  const indices = rows.map((row) => leaves.get(row.seq) ?? -1)
  const proven = indices.includes(-1) ? undefined : await proveLeaves(house, indices)
  if (!proven) return refuse('ledger.not_sealed_yet')
  const other = rows.find((row, i) => !isLeaf(row.commitment, proven.leaves[i]!, proven))
  if (other) return refuse('ledger.act_altered', { case: caseId, n: other.seq })
  const acts = rows.map(
    (row, i): ProvenAct => ({
      n: row.seq,
      act: row.act,
      salt: row.salt.toString('hex'),
      index: proven.leaves[i]!.index,
      proof: [...proven.leaves[i]!.proof],
    }),
  )
  const verifierKeys = {
    log: await logVerifierKey(house),
    witnesses: house.log.witnesses.map((witness) => witness.vkey),
  }
  return { origin: house.log.origin, case: caseId, acts, checkpoint: proven.checkpoint, verifierKeys }
}

/** Whether the commitment is what the log holds in that place. */
function isLeaf(commitment: Buffer, { index, proof }: LeafProof, { size, root }: Proven): boolean {
  const hashes = proof.map((hash) => Buffer.from(hash, 'base64'))
  return verifyInclusion(index, size, leafHash(commitment), hashes, root)
}
