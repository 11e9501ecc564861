/** The log as anybody sees it: size, root, published checkpoint, and how far each witness has followed. */
import type { LogView, WitnessView } from '@steppe/contracts/ledger'
import { parseVerifierKey } from '@steppe/kernels/ledger'
import { logVerifierKey } from './log-key.ts'
import { readLog } from './log-state.ts'
import { publishedCheckpoint } from './published-checkpoint.ts'
import type { SealingHouse } from './seal.ts'

interface WitnessRow {
  readonly name: string
  readonly size: number
  readonly trouble: WitnessView['trouble'] | null
  readonly signed_at: Date | null
}

async function viewWitnesses(house: SealingHouse): Promise<WitnessView[]> {
  const rows = await house.db.ask<WitnessRow>(
    `select w.name, w.size, w.trouble, k.signed_at from ledger.witnesses w
     left join lateral (select c.signed_at from ledger.cosignatures c where c.witness = w.name order by c.size desc limit 1) k on true`,
  )
  return house.log.witnesses.map(({ vkey, title }) => {
    const name = parseVerifierKey(vkey)?.name ?? vkey
    const row = rows.find((each) => each.name === name)
    return {
      name,
      title,
      vkey,
      size: row?.size ?? 0,
      ...(row?.signed_at ? { signedAt: row.signed_at.toISOString() } : {}),
      ...(row?.trouble ? { trouble: row.trouble } : {}),
    }
  })
}

/** GET /api/ledger. */
export async function viewLog(house: SealingHouse): Promise<LogView> {
  const [state, published, witnesses, vkey] = await Promise.all([
    readLog(house),
    publishedCheckpoint(house),
    viewWitnesses(house),
    logVerifierKey(house),
  ])
  return {
    origin: state.origin,
    vkey,
    size: state.size,
    root: state.root.toString('base64'),
    ...(published ? { sealedAt: published.sealed_at.toISOString() } : {}),
    checkpoint: published?.note ?? '',
    earlier: state.earlier_after !== null,
    witnesses,
  }
}
