/** Proves a leaf against the earliest checkpoint that has it and that witnesses signed: who cares when a thing was sealed wants the first, not the newest. */
import type { House } from '#platform/module'
import type { LeafProof } from './prove-leaves.ts'
import { proveLeaf } from './prove-leaves.ts'

interface Row {
  readonly size: number
  readonly note: string
  readonly lines: string[] | null
}

/** How many checkpoints after the leaf are looked at for witnesses. */
const lookedAt = 200

export interface EarlyProof extends LeafProof {
  /** The signed note with the lines of its witnesses. */
  readonly checkpoint: string
}

/** The proof of the leaf; nothing while no checkpoint has it. Without any witness the first checkpoint as it is. */
export async function proveEarly(house: Pick<House, 'db'>, index: number): Promise<EarlyProof | undefined> {
  const rows = await house.db.ask<Row>(
    `select c.size, c.note, (select array_agg(k.line order by k.witness) from ledger.cosignatures k where k.size = c.size) as lines
     from ledger.checkpoints c where c.size > $1 order by c.size limit $2`,
    [index, lookedAt],
  )
  const chosen = rows.find((row) => row.lines) ?? rows[0]
  if (!chosen) return undefined
  const proof = await proveLeaf(house, index, chosen.size)
  return {
    index,
    proof: proof.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: chosen.note + (chosen.lines ?? []).join(''),
  }
}
