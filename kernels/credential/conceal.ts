/** The issuer's half of selective disclosure: claims become digests in the payload and disclosures beside it. Source: RFC 9901 section 4. */
import { createHash } from 'node:crypto'
import { type ClaimPath, pointsAt } from './claim-path.ts'
import { isObject, isPlain, type Json, type JsonObject, toBase64url } from './json.ts'

export interface ConcealOptions {
  /** Which claims, at any depth, the holder may keep back. */
  readonly disclosable: readonly ClaimPath[]
  /** Digests of nothing added to each object that has some, so that their number tells nothing. Default 0. */
  readonly decoys?: number
  /** 128 bits of chance by default; given in tests. */
  readonly salt?: () => string
}

export interface Concealed {
  readonly payload: JsonObject
  readonly disclosures: readonly string[]
}

/** Names that mean something to SD-JWT itself. */
const RESERVED = new Set(['_sd', '...', '__proto__'])

/** Conceals. Throws on a payload that no SD-JWT can carry: a reserved name, `_sd_alg`, too deep. That is a mistake of the issuer, not bad input. */
export function conceal(payload: JsonObject, options: ConcealOptions): Concealed {
  if (!isPlain(payload)) throw new RangeError('the payload is nested too deeply')
  const disclosures: string[] = []
  const work = { ...options, salt: options.salt ?? (() => toBase64url(chance(16))), disclosures }
  const hidden = concealObject(payload, [], work)
  return { payload: disclosures.length > 0 ? { ...hidden, _sd_alg: 'sha-256' } : hidden, disclosures }
}

interface Work extends ConcealOptions {
  readonly salt: () => string
  readonly disclosures: string[]
}

function concealValue(value: Json, at: ClaimPath, work: Work): Json {
  if (isObject(value)) return concealObject(value, at, work)
  return Array.isArray(value) ? concealArray(value, at, work) : value
}

function isDisclosable(at: ClaimPath, work: Work): boolean {
  return work.disclosable.some((path) => pointsAt(path, at))
}

function concealObject(object: JsonObject, at: ClaimPath, work: Work): JsonObject {
  const open: Record<string, Json> = {}
  const digests: string[] = []
  for (const [name, value] of Object.entries(object)) {
    if (RESERVED.has(name) || name === '_sd_alg') throw new RangeError(`no claim may be called ${name}`)
    const here = [...at, name]
    const inner = concealValue(value, here, work)
    if (isDisclosable(here, work)) digests.push(disclose([work.salt(), name, inner], work))
    else open[name] = inner
  }
  if (digests.length === 0) return open
  for (let i = 0; i < (work.decoys ?? 0); i++) digests.push(digestOf(work.salt()))
  // The order of claims must not show: RFC 9901 section 4.2.4.1.
  return { ...open, _sd: digests.sort() }
}

function concealArray(array: readonly Json[], at: ClaimPath, work: Work): readonly Json[] {
  const elements = array.map((value, i) => {
    const here = [...at, i]
    const inner = concealValue(value, here, work)
    return isDisclosable(here, work) ? { '...': disclose([work.salt(), inner], work) } : inner
  })
  if (!array.some((_, i) => isDisclosable([...at, i], work))) return elements
  const decoys = Array.from({ length: work.decoys ?? 0 }, () => ({ '...': digestOf(work.salt()) }))
  return decoys.reduce<Json[]>((all, decoy) => all.toSpliced(chanceBelow(all.length + 1), 0, decoy), [...elements])
}

function disclose(parts: readonly Json[], work: Work): string {
  const disclosure = toBase64url(JSON.stringify(parts))
  work.disclosures.push(disclosure)
  return digestOf(disclosure)
}

/** SHA-256 of the text of a disclosure, base64url. */
export function digestOf(disclosure: string): string {
  return createHash('sha256').update(disclosure).digest('base64url')
}

/** Chance of the system, as browsers and Node both have it. */
const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

/** A whole number below `limit`; 48 bits make the favour of the lower ones immeasurable. */
const chanceBelow = (limit: number) => chance(6).reduce((sum, byte) => sum * 256 + byte, 0) % limit
