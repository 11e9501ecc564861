/** Replaces who dropped out, in the drawn order and with a public reason: a firm that is gone, an inspector who can't come. */
import type { NewDropOut } from '@steppe/contracts/inspections'
import { type DropOut, drawSeed, readSeed, runDraw } from '@steppe/kernels/draw'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeDraw, type DrawRecord, getDraw } from './draw-record.ts'
import { whyNot } from './may-act.ts'

/** Refuses before the result is there, for who was not drawn, and when the pool has nobody left. */
export async function replaceDropOut(
  house: CasesHouse,
  actor: Actor,
  id: string,
  wish: NewDropOut,
): Promise<DrawRecord | Refusal> {
  const before = await getDraw(house, id)
  if (isRefusal(before)) return before
  const no = whyNot(house, actor, 'inspections:draw:publish', before)
  if (no) return no
  const { draw } = before
  if (!draw.result || !draw.seed || !draw.rule) return refuse('inspections.not_drawn')
  const visit = draw.result.visits.find((each) => each.object === wish.object)
  if (!visit) return refuse('inspections.member_unknown', { member: wish.object })
  if (wish.inspector && !visit.inspectors.some((each) => each.inspector === wish.inspector))
    return refuse('inspections.member_unknown', { member: wish.inspector })
  const { object, inspector, reason } = wish
  const dropOut: DropOut = inspector
    ? { kind: 'inspector', inspector, object, reason }
    : { kind: 'object', object, reason }
  const read = readSeed(draw.rule, draw.seed.value)
  if (!read.ok) return refuse('inspections.list_tampered')
  const dropOuts = [...draw.dropOuts, dropOut]
  const result = runDraw(draw.list, drawSeed(draw.root, read.text), dropOuts)
  const needed = new Map(draw.list.tasks.map((task) => [task.id, task]))
  const short = result.visits.find((each) =>
    each.tasks.some((task) => {
      const { pool, inspectors } = needed.get(task)!
      return each.inspectors.filter((one) => one.pool === pool).length < inspectors
    }),
  )
  if (short) return refuse('inspections.too_few_inspectors', { at: short.object })
  const act = { kind: 'dropped_out', actor, payload: { ...wish } }
  return changeDraw(house, before, act, () => ({ draw: { ...draw, dropOuts, result } }))
}
