/** Seals until a subject is in the log whole: transactions under way elsewhere may hold its facts back for a moment. */
import { setTimeout as pause } from 'node:timers/promises'
import { findLeaves } from './find-leaf.ts'
import { type SealingHouse, sealNow } from './seal.ts'

const tries = 40
const between = 50

/** Index of the leaf by number once numbers 1 to `count` are sealed; after two seconds what is there. */
export async function awaitLeaves(
  house: SealingHouse,
  subject: string,
  count: number,
): Promise<ReadonlyMap<number, number>> {
  let leaves = await findLeaves(house, subject)
  for (let tried = 0; tried < tries && !covers(leaves, count); tried++) {
    if (tried > 0) await pause(between)
    await sealNow(house)
    leaves = await findLeaves(house, subject)
  }
  return leaves
}

function covers(leaves: ReadonlyMap<number, number>, count: number): boolean {
  for (let n = 1; n <= count; n++) if (!leaves.has(n)) return false
  return true
}
