/** Reasons that can be ticked with a rating: data of the packs. */
import type { RatingReasons } from '@steppe/contracts/evaluation'
import type { Static } from 'typebox'
import type { Pack } from '#platform/packs'

type Reasons = Static<typeof RatingReasons>

const known = new WeakMap<readonly Pack[], Promise<Reasons>>()

async function read(packs: readonly Pack[]): Promise<Reasons> {
  let reasons: Reasons = {}
  for (const pack of packs)
    reasons = { ...reasons, ...(await pack.data<{ readonly reasons: Reasons }>('evaluation/reasons.json'))?.reasons }
  return reasons
}

/** By grade; the last pack that names a grade's reasons decides. */
export function loadReasons(packs: readonly Pack[]): Promise<Reasons> {
  let found = known.get(packs)
  if (!found) {
    found = read(packs)
    known.set(packs, found)
  }
  return found
}
