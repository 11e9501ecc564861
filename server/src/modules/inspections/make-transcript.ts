/** The transcript of a draw, `steppe-draw/1`: everything a stranger needs to replay it. */
import { type Transcript, transcriptFormat } from '@steppe/kernels/draw'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { getDraw } from './draw-record.ts'
import { mayAct } from './may-act.ts'

/** Open once published; before that for those who may read the draw. */
export async function makeTranscript(house: CasesHouse, actor: Actor, id: string): Promise<Transcript | Refusal> {
  const record = await getDraw(house, id)
  if (isRefusal(record)) return record
  const { rule, committed, seed, result, list, root, dropOuts, names, redrawReason } = record.draw
  if (!rule || !committed || !seed || !result) return refuse('inspections.not_drawn')
  if (record.state !== 'published' && !mayAct(house, actor, 'inspections:draw:read', record))
    return refuse('inspections.not_published')
  return {
    format: transcriptFormat,
    draw: record.id,
    title: record.title,
    ...(record.redrawOf ? { redrawOf: { draw: record.redrawOf, reason: redrawReason ?? '' } } : {}),
    list,
    root,
    rule,
    committed: { at: committed.at, sealing: { salt: committed.salt, commitment: committed.commitment } },
    seed,
    dropOuts,
    result,
    names,
  }
}
