/** Publishes what was drawn: from then on anybody sees it and can replay it. */
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeDraw, type DrawRecord, getDraw } from './draw-record.ts'
import { whyNot } from './may-act.ts'

/** Refuses before the result is there, and the second time. */
export async function publishDraw(house: CasesHouse, actor: Actor, id: string): Promise<DrawRecord | Refusal> {
  const before = await getDraw(house, id)
  if (isRefusal(before)) return before
  const no = whyNot(house, actor, 'inspections:draw:publish', before)
  if (no) return no
  if (before.state === 'published') return refuse('inspections.published_already')
  if (before.state !== 'drawn') return refuse('inspections.not_drawn')
  return changeDraw(house, before, { kind: 'published', actor, payload: {} }, ({ at }) => ({
    state: 'published',
    draw: { ...before.draw, publishedAt: at },
  }))
}
