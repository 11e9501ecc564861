/** Seals at least every second and shows each new checkpoint to the witnesses. Any number of processes may do so: one at a time seals. */
import { keepLooking } from '#platform/keep-looking'
import type { Progress } from '#platform/module'
import { askWitnesses } from './ask-witnesses.ts'
import { readLog } from './log-state.ts'
import { type SealingHouse, sealTurn } from './seal.ts'

/** Goes on until the returned function is called; a fault is told and tried again. `every` in milliseconds. */
export function keepSealing(house: SealingHouse, every = 500): () => Promise<void> {
  const stops = [
    keepLooking(async () => (await sealTurn(house, false))?.more, every, 'sealing failed'),
    keepLooking(() => askWitnesses(house), every, 'asking witnesses failed'),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}

/** Seals what an older database holds before anybody is served; tells how far it is. */
export async function sealEarlierActs(house: SealingHouse, progress: Progress): Promise<void> {
  const [row] = await house.db.ask<{ total: number }>(
    "select greatest(c.reltuples, 0)::bigint as total from pg_class c where c.oid = 'cases.acts'::regclass",
  )
  for (let sealed = await sealTurn(house, true); sealed?.more; sealed = await sealTurn(house, true)) {
    progress(sealed.size, Math.max(row!.total, sealed.size), 'acts')
  }
}

/** Whether acts that are older than the log wait to be sealed. */
export async function hasEarlierActs(house: SealingHouse): Promise<boolean> {
  return (await readLog(house)).earlier_after !== null
}
