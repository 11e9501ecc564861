/** Terms of claims, awards and reviews: data of the packs, `policies/law.yaml`. */
import type { Term } from '@steppe/kernels/calendar'
import type { Pack } from '#platform/packs'

interface Limits {
  readonly term: Term
  readonly lawTerm: Term
  readonly source: string
}

export interface PolicyLaw {
  readonly claim: Limits
  readonly award: Limits
  readonly review: Limits
  /** 公示 lasts so many working days. */
  readonly notice: { readonly days: { readonly length: number }; readonly source: string }
}

const known = new WeakMap<readonly Pack[], Promise<PolicyLaw>>()

async function read(packs: readonly Pack[]): Promise<PolicyLaw> {
  const found = await Promise.all(packs.map((pack) => pack.data<Partial<PolicyLaw>>('policies/law.yaml')))
  const law = Object.assign({}, ...found) as PolicyLaw
  for (const part of ['claim', 'award', 'review', 'notice'] as const)
    if (!law[part]?.source) throw new Error(`no pack says the terms of ${part} in policies/law.yaml with their source`)
  return law
}

/** The last pack that says a part decides. */
export function loadPolicyLaw(packs: readonly Pack[]): Promise<PolicyLaw> {
  const found = known.get(packs) ?? read(packs)
  known.set(packs, found)
  return found
}
