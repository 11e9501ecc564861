/** The demonstration acts at instants of long ago: the house as its clock stood then, and who acted. */
import { findAccount, getActor } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { clockFrom } from '#platform/clock'
import { isRefusal, type Refusal } from '#platform/refusals'

export function houseAt(house: CasesHouse, instant: number): CasesHouse {
  return { ...house, clock: clockFrom(() => instant, house.site.zone) }
}

/** Throws where nobody signs in by this name. */
export async function actorOf(house: CasesHouse, login: string): Promise<Actor> {
  const account = await findAccount(house, login)
  const actor = account && (await getActor(house, account.id))
  if (!actor) throw new Error(`the demonstration has no account ${login}`)
  return actor
}

/** A refusal would mean that the packs contradict themselves: it stops the start. */
export function granted<T extends object>(answer: T | Refusal, what: string): T {
  if (isRefusal(answer))
    throw new Error(`${what} of the demonstration was refused: ${answer.code} ${JSON.stringify(answer.params ?? {})}`)
  return answer
}
