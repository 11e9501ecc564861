/** The transcript of a draw, `steppe-draw/1`: everything a stranger needs to replay it. */
import { type Sealing, type Transcript, transcriptFormat } from '@steppe/kernels/draw'
import type { CasesHouse } from '#cases/house'
import { findLeaf, logVerifierKey, proveEarly } from '#ledger/ask'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { type Body, getDraw } from './draw-record.ts'
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
    committed: { at: committed.at, sealing: await sealingOf(house, record.id, committed) },
    seed,
    dropOuts,
    result,
    names,
  }
}

/** With the proof from the log, as soon as it is sealed there. */
async function sealingOf(
  house: CasesHouse,
  draw: string,
  { n, salt, commitment }: NonNullable<Body['committed']>,
): Promise<Sealing> {
  const leaf = await findLeaf(house, draw, n)
  const proven = leaf === undefined ? undefined : await proveEarly(house, leaf)
  if (!proven) return { salt, commitment }
  const verifierKeys = [await logVerifierKey(house), ...house.log.witnesses.map((witness) => witness.vkey)]
  return { salt, commitment, ...proven, verifierKeys }
}
