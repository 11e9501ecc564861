/** Writes down that licences have expired, once an hour: they are shown as expired from the day after their last one in any case. */
import type { House } from '#platform/module'
import { expireDue } from './change-status.ts'
import { licenceLaw } from './licence-law.ts'

/** What is due now; gives how many. */
export async function expireLicences(house: House): Promise<number> {
  return expireDue(house, (await licenceLaw(house)).changes.expire)
}

/** Looks every `every` ms; a failed look is logged and tried again. Gives the way to stop. */
export function keepExpiring(house: House, every = 3_600_000): () => Promise<void> {
  const look = () =>
    expireLicences(house).then(
      () => undefined,
      (fault: unknown) => console.error('writing expired licences down failed, will be tried again:', fault),
    )
  let running = look()
  const timer = setInterval(() => (running = running.then(look)), every)
  return async () => {
    clearInterval(timer)
    await running
  }
}
