/** The transcript of a draw, `steppe-draw/1`: everything a stranger needs to replay it. What comes from outside is checked before it is used. */
import type { DrawList } from './list.ts'
import type { DrawResult, DropOut } from './run-draw.ts'
import type { SeedRule, SeedValue } from './seed.ts'

export const transcriptFormat = 'steppe-draw/1'

/** How the log shows that the list was sealed: the leaf's place, its proof, the signed checkpoint. */
export interface Sealing {
  /** Hex. */
  readonly salt: string
  /** Hex: `commit(salt, committedValue(transcript))`. */
  readonly commitment: string
  readonly index?: number
  /** base64, from the leaf upwards. */
  readonly proof?: readonly string[]
  /** A signed note with its co-signatures. */
  readonly checkpoint?: string
  /** Verifier keys as the site claims them. */
  readonly verifierKeys?: readonly string[]
}

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

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string' && value.length <= 10_000
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const isHex: Check = (value) => typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value)
const isRoot: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isInstant: Check = (value) => isText(value) && Number.isFinite(Date.parse(value as string))
const isOneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value)

const isList =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(each)

const isMap =
  (each: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(each)

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All of `needed`, `optional` where there; nothing else, so that nothing unseen is hashed. */
function isThing(needed: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  const known = new Set([...Object.keys(needed), ...Object.keys(optional)])
  return (value) =>
    isRecord(value) &&
    Object.entries(needed).every(([name, check]) => check(value[name])) &&
    Object.entries(optional).every(([name, check]) => value[name] === undefined || check(value[name])) &&
    Object.keys(value).every((name) => known.has(name))
}

const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))

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
const isSealing = isThing(
  { salt: isHex, commitment: isRoot },
  { index: isNumber, proof: isList(isText), checkpoint: isText, verifierKeys: isList(isText) },
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
