/** Writes down that licences have expired, once an hour: they are shown as expired from the day after their last one in any case. Forgets what wallets showed. */
import { keepLooking } from '#platform/keep-looking'
import type { House } from '#platform/module'
import { expireDue } from './change-status.ts'
import { licenceLaw } from './licence-law.ts'
import { forgetAnswers } from './wallet-request.ts'

/** What is due now; gives how many. */
export async function expireLicences(house: House): Promise<number> {
  return expireDue(house, (await licenceLaw(house)).changes.expire)
}

/** Looks every `every` ms; a failed look is logged and tried again. Gives the way to stop. */
export function keepExpiring(house: House, every = 3_600_000): () => Promise<void> {
  return keepLooking(
    () => Promise.all([expireLicences(house), forgetAnswers(house)]),
    every,
    'writing expired licences down or forgetting answers failed',
  )
}
