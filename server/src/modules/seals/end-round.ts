/** Ends a round before its time: a party refuses, or the sender takes it back. */
import type { Actor } from '#platform/actor'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { inOneStep, MovedOn } from './record-act.ts'
import { roundFor, roundState, turnOf } from './view-round.ts'

/** A party will not sign, and says why; nobody else is asked any more. */
export async function refuseRound(
  house: House,
  actor: Actor,
  id: string,
  reason: string,
): Promise<{ done: boolean } | Refusal> {
  const found = await roundFor(house, actor, id)
  if (isRefusal(found)) return found
  const { row } = found
  const party = turnOf(house, actor, row, found.parties)
  if (isRefusal(party)) return party
  return inOneStep(house, async (tx) => {
    const moved = await tx.ask(
      `update seals.rounds set state = 'refused' where league = $1 and id = $2 and version = $3 and state = 'open' returning id`,
      [row.league, row.id, row.version],
    )
    if (moved.length === 0) throw new MovedOn()
    await tx.ask(
      `update seals.parties set state = 'refused', reason = $4, at = $5 where league = $1 and round = $2 and n = $3`,
      [row.league, row.id, party.n, reason, new Date(house.clock.now())],
    )
    return { done: true }
  })
}

/** The sender takes the document back; what was signed until then stays as it is. */
export async function withdrawRound(house: House, actor: Actor, id: string): Promise<{ done: boolean } | Refusal> {
  const found = await roundFor(house, actor, id)
  if (isRefusal(found)) return found
  const { row } = found
  if (row.openedBy !== actor.id) return refuse('seals.not_sender')
  if (roundState(house, row) !== 'open') return refuse('seals.round_ended')
  const moved = await house.db.commit(
    `update seals.rounds set state = 'withdrawn' where league = $1 and id = $2 and version = $3 and state = 'open' returning id`,
    [row.league, row.id, row.version],
  )
  return moved.length > 0 ? { done: true } : refuse('seals.moved_on')
}
