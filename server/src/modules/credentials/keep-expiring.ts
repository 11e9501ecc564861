/** Writes down that licences have expired, once an hour: they are shown as expired from the day after their last one in any case. Forgets what wallets showed. */
import type { House } from '#platform/module'
import { expireDue } from './change-status.ts'
import { licenceLaw } from './licence-law.ts'
import { forgetAnswers } from './wallet-request.ts'

/** What is due now; gives how many. */
export async function expireLicences(house: House): Promise<number> {
  return expireDue(house, (await licenceLaw(house)).changes.expire)
}

const lookOnce = (house: House) => Promise.all([expireLicences(house), forgetAnswers(house)])

/** Looks every `every` ms; a failed look is logged and tried again. Gives the way to stop. */
export function keepExpiring(house: House, every = 3_600_000): () => Promise<void> {
  const look = () =>
    lookOnce(house).then(
      () => undefined,
      (fault: unknown) =>
        console.error('writing expired licences down or forgetting answers failed, will be tried again:', fault),
    )
  let running = look()
  const timer = setInterval(() => (running = running.then(look)), every)
  return async () => {
    clearInterval(timer)
    await running
  }
}
