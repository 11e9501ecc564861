/** The transcript of a draw, `steppe-draw/1`: everything a stranger needs to replay it. What comes from outside is checked before it is used. */
import {
  either,
  isHex,
  isInstant,
  isList,
  isMap,
  isNumber,
  isOneOf,
  isRoot,
  isSealing,
  isText,
  isThing,
  type Sealing,
} from '../ledger/shapes.ts'
import type { DrawList } from './list.ts'
import type { DrawResult, DropOut } from './run-draw.ts'
import type { SeedRule, SeedValue } from './seed.ts'

export type { Sealing }

export const transcriptFormat = 'steppe-draw/1'

export interface Transcript {
  readonly format: typeof transcriptFormat
  readonly draw: string
  readonly title: string
  /** Earlier draw that this one takes the place of, publicly, and why. */
  readonly redrawOf?: { readonly draw: string; readonly reason: string }
  readonly list: DrawList
  /** Root of the list, hex. */
  readonly root: string
  readonly rule: SeedRule
  readonly committed: { readonly at: string; readonly sealing: Sealing }
  readonly seed: { readonly at: string; readonly value: SeedValue }
  readonly dropOuts: readonly DropOut[]
  readonly result: DrawResult
  /** Names for ids, for people only: nothing is computed from them. */
  readonly names?: Readonly<Record<string, string>>
}

/** What was sealed when the list was committed. */
export function committedValue(transcript: Pick<Transcript, 'draw' | 'root' | 'rule' | 'redrawOf'>): unknown {
  const { draw, root, rule, redrawOf } = transcript
  return { kind: 'committed', draw, root, rule, ...(redrawOf ? { redrawOf } : {}) }
}

const isTake = either(
  isThing({ stratum: isText, count: isNumber }),
  isThing({ stratum: isText, share: (value) => isList(isNumber)(value) && (value as unknown[]).length === 2 }),
)
const isTask = isThing({ id: isText, take: isList(isTake), pool: isText, inspectors: isNumber }, { perGroup: isNumber })
const isDrawList = isThing(
  {
    tasks: isList(isTask),
    objects: isList(isThing({ id: isText, tasks: isMap(isText) }, { weight: isNumber, group: isText })),
    inspectors: isList(isThing({ id: isText, pool: isText })),
    recusals: isList(isThing({ inspector: isText, object: isText, reason: isText })),
  },
  { load: isNumber },
)
const isChain = isThing({
  hash: isHex,
  scheme: isOneOf('bls-unchained-g1-rfc9380', 'pedersen-bls-unchained', 'pedersen-bls-chained'),
  publicKey: isHex,
  genesis: isNumber,
  period: isNumber,
})
const isRound = isThing({ round: isNumber, signature: isHex }, { previous: isHex })
const isOpening = isThing({ salt: isHex, value: isText })
const isShare = isThing({ party: isText, commitment: isRoot }, { opened: isOpening })
const isEntry = isThing({ by: isText, numbers: isList(isList(isText)) })

/** Whether this is a seed rule in shape. */
export const isSeedRule = either(
  isThing({ kind: isOneOf('beacon'), chain: isChain, round: isNumber }),
  isThing({
    kind: isOneOf('lottery'),
    game: isText,
    issue: isText,
    drawnAt: isInstant,
    parts: isList(isNumber),
  }),
  isThing({
    kind: isOneOf('ceremony'),
    parties: isList(isThing({ party: isText, commitment: isRoot })),
    revealBy: isInstant,
    fallback: isThing({ chain: isChain, round: isNumber }),
  }),
) as (value: unknown) => value is SeedRule

/** Whether this is a seed value in shape. */
export const isSeedValue = either(
  isThing({ kind: isOneOf('beacon'), round: isRound }),
  isThing({
    kind: isOneOf('lottery'),
    entries: (value) => isList(isEntry)(value) && (value as unknown[]).length === 2,
  }),
  isThing({ kind: isOneOf('ceremony'), shares: isList(isShare) }, { fallback: isRound }),
) as (value: unknown) => value is SeedValue

const isAssignment = isThing({ inspector: isText, pool: isText }, { beyondLoad: isOneOf(true) })
const isResult = isThing({
  drawn: isList(isThing({ task: isText, stratum: isText, size: isNumber, taken: isList(isText) })),
  visits: isList(isThing({ object: isText, tasks: isList(isText), inspectors: isList(isAssignment) })),
})
const isDropOut = either(
  isThing({ kind: isOneOf('object'), object: isText, reason: isText }),
  isThing({ kind: isOneOf('inspector'), inspector: isText, object: isText, reason: isText }),
)
const isTranscript = isThing(
  {
    format: isOneOf(transcriptFormat),
    draw: isText,
    title: isText,
    list: isDrawList,
    root: isRoot,
    rule: isSeedRule,
    committed: isThing({ at: isInstant, sealing: isSealing }),
    seed: isThing({ at: isInstant, value: isSeedValue }),
    dropOuts: isList(isDropOut),
    result: isResult,
  },
  { redrawOf: isThing({ draw: isText, reason: isText }), names: isMap(isText) },
)

/** The transcript, if what came from outside has its shape. */
export function readTranscript(value: unknown): Transcript | undefined {
  return isTranscript(value) ? (value as Transcript) : undefined
}
