/** The demonstration's history as its pack describes it: how much of what, and the words it is made of. */
import type { Pack } from '#platform/packs'

export interface Words {
  readonly surnames: string
  readonly givenNames: readonly string[]
  readonly wholeNames: readonly string[]
  readonly firmWords: readonly string[]
  readonly trades: readonly { readonly word: string; readonly industry: string; readonly scope: string }[]
  readonly firmForms: readonly string[]
  readonly shops: readonly string[]
  readonly industries: readonly string[]
  readonly streets: readonly string[]
  readonly banks: readonly string[]
  /** What is written into a text question, by the question's name. */
  readonly answers: Readonly<Record<string, readonly string[]>>
  /** What staff write with an outcome, by the outcome. */
  readonly opinions: Readonly<Record<string, readonly string[]>>
  readonly corrections: readonly string[]
  /** By special procedure. */
  readonly pauses: Readonly<Record<'site_check' | 'expert_review' | 'public_notice', readonly string[]>>
  readonly resumed: readonly string[]
  readonly extended: readonly string[]
  readonly returned: readonly string[]
  readonly takenBack: readonly string[]
  readonly delegated: readonly string[]
  readonly signed: readonly string[]
  readonly signersAsked: readonly string[]
  readonly withdrawn: readonly string[]
  readonly promiseKept: readonly string[]
  readonly promiseLater: readonly string[]
  readonly promiseBroken: readonly string[]
  readonly consents: readonly string[]
  readonly praise: readonly string[]
  readonly blame: readonly string[]
}

export type Happening =
  | 'correction'
  | 'correctionNeverSupplied'
  | 'refusal'
  | 'tolerant'
  | 'tolerantNeverSupplied'
  | 'promise'
  | 'promiseBroken'
  | 'pause'
  | 'pauseOnSite'
  | 'extension'
  | 'failure'
  | 'return'
  | 'takeBack'
  | 'delegation'
  | 'signer'
  | 'withdrawal'
  | 'forgotten'
  | 'late'
  | 'rating'
  | 'badRating'
  | 'badWhenLate'
  | 'redo'

/** A case written by hand: what it is about and where it stands at the end. */
export interface Scripted {
  readonly count: number
  /** Basic code of the item. */
  readonly item: string
  readonly region: string
  /** Sign-in name of the demonstration account that applies. */
  readonly applicant?: string
  /** Department that takes it in for another region. */
  readonly receiving?: string
  /** Steps that are not done by the end: nodes of the process, or `correct`, `resume`. */
  readonly stop?: readonly string[]
  /** Working days from the end to the due day, both possible; negative is overdue. */
  readonly dueIn?: readonly [number, number]
  /** Working days from the opening to the end. */
  readonly daysAgo?: readonly [number, number]
  /** The grade with which it was rated; 0 is not rated yet. */
  readonly rate?: number
}

export interface Settings {
  readonly seed: string
  readonly cases: number
  readonly people: number
  readonly firms: number
  readonly months: number
  readonly leagues: Readonly<Record<string, number>>
  readonly channels: Readonly<Record<string, number>>
  readonly open: number
  readonly openOverdue: number
  readonly openToday: number
  readonly firmShare: number
  readonly crossRegion: number
  readonly happenings: Readonly<Record<Happening, number>>
  /** Answers that follow from the item, by its basic code. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly scripted: readonly Scripted[]
}

/** Reads the settings and words of the last pack that has a history; nothing where none has. */
export async function readSettings(
  packs: readonly Pack[],
): Promise<{ readonly settings: Settings; readonly words: Words } | undefined> {
  for (const pack of packs.toReversed()) {
    const [settings, words] = await Promise.all([
      pack.data<Settings>('history/history.yaml'),
      pack.data<Words>('history/words.yaml'),
    ])
    if (settings && words) return { settings, words }
  }
  return undefined
}
