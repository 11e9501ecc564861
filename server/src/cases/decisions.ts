/** Decisions of the packs (DMN): parsed once, evaluated over what is known of a case. */

import type { CaseState } from '@steppe/kernels/cases'
import { factsOf } from '@steppe/kernels/cases'
import { type DecisionModel, evaluateDecision, parseDmn } from '@steppe/kernels/rules'
import type { Pack } from '#platform/packs'

export type Decide = (decision: string, state: CaseState) => Promise<Readonly<Record<string, unknown>>>

/** Reads `decisions/*.dmn` of all packs; a later pack's decision of the same id replaces an earlier one. */
export async function loadDecisions(packs: readonly Pack[]): Promise<Decide> {
  const models = new Map<string, DecisionModel>()
  for (const pack of packs) {
    for (const file of (await pack.list('decisions')).filter((name) => name.endsWith('.dmn'))) {
      const model = await parseDmn((await pack.text(`decisions/${file}`))!)
      if ('refused' in model) throw new Error(`${file}: ${model.code}`)
      models.set(file.replace(/\.dmn$/, '').replaceAll('-', '_'), model)
    }
  }
  return async (decision, state) => {
    const model = models.get(decision)
    if (!model) throw new Error(`no pack has decisions/${decision.replaceAll('_', '-')}.dmn`)
    const result = evaluateDecision(model, decision, factsOf(state))
    return asRecord(result.value)
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : { value }
}
