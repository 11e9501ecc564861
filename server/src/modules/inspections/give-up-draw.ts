/** 作废: a draw that was prepared and not sealed is given up, in public and with its reason; nothing of a draw disappears in silence. */
import type { GiveUp } from '@steppe/contracts/inspections'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeDraw, type DrawRecord, getDraw } from './draw-record.ts'
import { whyNot } from './may-act.ts'

/** Refuses once the list is sealed: from then on only a public redraw leads on. */
export async function giveUpDraw(
  house: CasesHouse,
  actor: Actor,
  id: string,
  { reason }: GiveUp,
): Promise<DrawRecord | Refusal> {
  const before = await getDraw(house, id)
  if (isRefusal(before)) return before
  const no = whyNot(house, actor, 'inspections:draw:prepare', before)
  if (no) return no
  if (before.state === 'given_up') return refuse('inspections.given_up')
  if (before.state !== 'prepared') return refuse('inspections.list_sealed')
  return changeDraw(house, before, { kind: 'given_up', actor, payload: { reason } }, ({ at }) => ({
    state: 'given_up',
    draw: { ...before.draw, givenUp: { at, by: actor.name, reason } },
  }))
}
