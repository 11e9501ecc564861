/** Kinds of orders, grounds and words of the packs; a later pack's entry of the same id replaces an earlier one. */
import { type Intent, intents } from '@steppe/contracts/appeals'
import type { Day } from '@steppe/kernels/calendar'
import type { Pack } from '#platform/packs'

interface Words {
  readonly zh: string
  readonly en: string
}

export interface OrderKindFile {
  readonly id: string
  readonly title: Words
  readonly about: Words
  readonly firms?: boolean
  /** Kind of department that takes it. */
  readonly office: string
  readonly process: string
  /** 双督办: the kinds of offices that confirm; `above`: of the level above the place. */
  readonly supervisors?: readonly { readonly kind: string; readonly above: boolean; readonly source: string }[]
  readonly grounds?: readonly { readonly id: string; readonly title: Words; readonly source: string }[]
}

export interface GroundFile {
  readonly id: string
  readonly title: Words
  readonly advice: Words
  readonly source: string
  readonly from: Day
}

/** 同一件事: when an order joins a running one by itself. */
export interface SameMatter {
  readonly days: number
  /** Resemblance of the words, 0 to 1. */
  readonly near: number
  /** A text must have so many characters to say which matter it is. */
  readonly least: number
  /** Two points so near are one place. */
  readonly metres: number
}

export interface AppealLists {
  /** Kind of department that an emergency goes to. */
  readonly emergency: string | undefined
  readonly types: ReadonlyMap<string, OrderKindFile>
  readonly refusals: ReadonlyMap<string, GroundFile>
  readonly exclusions: ReadonlyMap<string, GroundFile>
  readonly callBacks: ReadonlyMap<string, GroundFile>
  /** Days after its end in which a department may object to an order that counts against it. */
  readonly objectWithin: number
  readonly sameMatter: SameMatter | undefined
  /** Words by which people say what they want, of all packs together. */
  readonly intentWords: ReadonlyMap<Intent, readonly string[]>
}

const known = new WeakMap<readonly Pack[], Promise<AppealLists>>()

/** The lists of the packs, read once. */
export function appealLists(packs: readonly Pack[]): Promise<AppealLists> {
  const found = known.get(packs) ?? read(packs)
  known.set(packs, found)
  return found
}

async function read(packs: readonly Pack[]): Promise<AppealLists> {
  const types = new Map<string, OrderKindFile>()
  let emergency: string | undefined
  let sameMatter: SameMatter | undefined
  const grounds = { refusals: new Map(), exclusions: new Map(), callBacks: new Map() } satisfies Record<
    string,
    Map<string, GroundFile>
  >
  let objectWithin = 0
  const intentWords = new Map<Intent, readonly string[]>()
  for (const pack of packs) {
    const kinds = await pack.data<{
      readonly types?: readonly OrderKindFile[]
      readonly emergency?: string
      readonly sameMatter?: SameMatter
    }>('appeals/types.yaml')
    emergency = kinds?.emergency ?? emergency
    sameMatter = kinds?.sameMatter ?? sameMatter
    for (const each of kinds?.types ?? []) types.set(each.id, each)
    const said = await pack.data<{ readonly words: Readonly<Partial<Record<Intent, readonly string[]>>> }>(
      'appeals/intents.yaml',
    )
    for (const intent of intents)
      intentWords.set(intent, [...new Set([...(intentWords.get(intent) ?? []), ...(said?.words[intent] ?? [])])])
    const file = await pack.data<
      Record<keyof typeof grounds, readonly GroundFile[]> & { readonly objections?: { readonly days: number } }
    >('appeals/grounds.yaml')
    objectWithin = file?.objections?.days ?? objectWithin
    for (const list of ['refusals', 'exclusions', 'callBacks'] as const)
      for (const each of file?.[list] ?? []) grounds[list].set(each.id, each)
  }
  return { types, emergency, sameMatter, intentWords, objectWithin, ...grounds }
}
