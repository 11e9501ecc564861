/** The signs of gaming as the packs have them: `appeals/gaming.yaml`; a later pack's sign of the same id replaces an earlier one. */
import type { Pack } from '#platform/packs'

interface Words {
  readonly zh: string
  readonly en: string
}

export const signIds = ['relabelled', 'split', 'closed-reopened', 'pressed'] as const
export type SignId = (typeof signIds)[number]

export interface Sign {
  readonly id: SignId
  readonly title: Words
  /** The rule in a sentence. */
  readonly rule: Words
  /** How many days are looked at. */
  readonly days: number
  /** A department is shown from so many cases on, and so many per cent of those looked at. */
  readonly least: number
  readonly percent: number
  /** Kinds of matters that are no questions. */
  readonly intents?: readonly string[]
  /** Words that tell. */
  readonly words?: readonly string[]
  /** So many parts of one order are too many. */
  readonly parts?: number
  /** Days after the call-back. */
  readonly within?: number
  readonly source: string
}

const known = new WeakMap<readonly Pack[], Promise<readonly Sign[]>>()

async function read(packs: readonly Pack[]): Promise<readonly Sign[]> {
  const found = new Map<SignId, Sign>()
  for (const pack of packs) {
    const file = await pack.data<{ readonly source: string; readonly signs?: readonly Omit<Sign, 'source'>[] }>(
      'appeals/gaming.yaml',
    )
    for (const sign of file?.signs ?? []) {
      if (!signIds.includes(sign.id))
        throw new Error(`${pack.card.name}/appeals/gaming.yaml: no rule is named ${sign.id}`)
      found.set(sign.id, { source: file!.source, ...sign })
    }
  }
  return [...found.values()]
}

export function loadSigns(packs: readonly Pack[]): Promise<readonly Sign[]> {
  const found = known.get(packs) ?? read(packs)
  known.set(packs, found)
  return found
}
