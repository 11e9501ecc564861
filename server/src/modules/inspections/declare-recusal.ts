/** 回避: an inspector stands back from an object before anybody is drawn. Source: 行政处罚法 art. 43. */
import type { NewRecusal } from '@steppe/contracts/inspections'
import { canonicalList, listRoot } from '@steppe/kernels/draw'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeDraw, type DrawRecord, getDraw } from './draw-record.ts'
import { unsound } from './gather-list.ts'
import { mayAct } from './may-act.ts'

/** Inspectors declare their own; whoever prepares the draw enters anybody's. Refuses when the list is sealed. */
export async function declareRecusal(
  house: CasesHouse,
  actor: Actor,
  id: string,
  wish: NewRecusal,
): Promise<DrawRecord | Refusal> {
  const before = await getDraw(house, id)
  if (isRefusal(before)) return before
  if (wish.inspector !== actor.id && !mayAct(house, actor, 'inspections:draw:prepare', before))
    return refuse('inspections.not_your_recusal')
  if (before.state === 'given_up') return refuse('inspections.given_up')
  if (before.state !== 'prepared') return refuse('inspections.list_sealed')
  const { list } = before.draw
  if (!list.inspectors.some((each) => each.id === wish.inspector))
    return refuse('inspections.member_unknown', { member: wish.inspector })
  if (!list.objects.some((each) => each.id === wish.object))
    return refuse('inspections.member_unknown', { member: wish.object })
  const kept = list.recusals.filter((each) => each.inspector !== wish.inspector || each.object !== wish.object)
  const changed = canonicalList({ ...list, recusals: [...kept, wish] })
  const no = unsound(changed)
  if (no) return no
  const act = { kind: 'recused', actor, payload: { ...wish } }
  return changeDraw(house, before, act, () => ({ draw: { ...before.draw, list: changed, root: listRoot(changed) } }))
}
