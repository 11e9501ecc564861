/** The verifier's half of selective disclosure: digests give way to what was disclosed, the rest disappears. Source: RFC 9901 section 7.1. */
import { hash } from 'node:crypto'
import type { ClaimPath } from './claim-path.ts'
import { isObject, type Json, type JsonObject, LIMITS, readJson } from './json.ts'
import { type Refused, refused } from './refusals.ts'

/** A disclosure taken apart: of a member (with its name) or of an array's element. */
export interface Disclosure {
  readonly text: string
  readonly name: string | undefined
  readonly value: Json
}

export interface Revealed {
  readonly claims: JsonObject
  /** Each disclosure with the place it was found at, parents before children. Positions in arrays count what was disclosed, not decoys. */
  readonly places: readonly { readonly at: ClaimPath; readonly disclosure: Disclosure }[]
}

/** Digest algorithms (IANA Named Information Hash Algorithm Registry) and Node's names for them. */
const algorithms: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' }

/** Node's name of the payload's digest algorithm. */
export function digestAlgorithm(payload: JsonObject): string | Refused {
  const named = payload._sd_alg === undefined ? 'sha-256' : payload._sd_alg
  const known = typeof named === 'string' && Object.hasOwn(algorithms, named) ? algorithms[named] : undefined
  return known ?? refused('digest_algorithm', '_sd_alg')
}

function parseDisclosure(text: string): Disclosure | Refused {
  const read = readJson(text)
  if ('ok' in read) return read.code === 'credential.not_canonical' ? read : refused('disclosure_malformed')
  const parts = read.value
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3 || typeof parts[0] !== 'string')
    return refused('disclosure_malformed')
  if (parts.length === 2) return { text, name: undefined, value: parts[1] as Json }
  const name = parts[1] as Json
  if (typeof name !== 'string') return refused('disclosure_malformed')
  if (name === '_sd' || name === '...' || name === '_sd_alg' || name === '__proto__')
    return refused('disclosure_forbidden', name)
  return { text, name, value: parts[2] as Json }
}

/** Carries a refusal out of the walk; it does not leave this file. */
class Stop {
  readonly why: Refused
  constructor(why: Refused) {
    this.why = why
  }
}

interface Walk {
  /** The digest of each disclosure. Lists, not tables: only an issuer that is trusted could make the look through them long. */
  readonly digests: readonly string[]
  readonly disclosures: readonly Disclosure[]
  readonly met: string[]
  readonly places: { at: ClaimPath; disclosure: Disclosure }[]
  /** Where the walk is. */
  readonly at: (string | number)[]
}

/**
 * Puts the disclosures into a verified payload. Refuses a digest that occurs twice, a disclosure that no digest refers to,
 * reserved names, a name that is there already, structures that are none.
 */
export function reveal(payload: JsonObject, texts: readonly string[]): Revealed | Refused {
  if (texts.length > LIMITS.disclosures) return refused('too_many_disclosures')
  const algorithm = digestAlgorithm(payload)
  if (typeof algorithm !== 'string') return algorithm
  const disclosures: Disclosure[] = []
  for (const text of texts) {
    const disclosure = parseDisclosure(text)
    if ('ok' in disclosure) return disclosure
    disclosures.push(disclosure)
  }
  const digests = texts.map((text) => hash(algorithm, text, 'base64url'))
  const walk: Walk = { digests, disclosures, met: [], places: [], at: [] }
  try {
    const claims = revealObject(payload, walk)
    if (walk.places.length === texts.length) return { claims, places: walk.places }
    return refused(new Set(digests).size < digests.length ? 'digest_repeated' : 'disclosure_unreferenced')
  } catch (stop) {
    if (stop instanceof Stop) return stop.why
    throw stop
  }
}

/** The value at `part` below where the walk is. */
function revealValue(value: Json, part: string | number, walk: Walk): Json {
  if (typeof value !== 'object' || value === null) return value
  if (walk.at.push(part) > LIMITS.depth) throw new Stop(refused('too_deep'))
  const revealed = Array.isArray(value)
    ? revealArray(value as readonly Json[], walk)
    : revealObject(value as JsonObject, walk)
  walk.at.pop()
  return revealed
}

/** A disclosed value, its place kept before those below it. */
function revealDisclosed(disclosure: Disclosure, part: string | number, walk: Walk): Json {
  walk.places.push({ at: [...walk.at, part], disclosure })
  return revealValue(disclosure.value, part, walk)
}

function revealObject(object: JsonObject, walk: Walk): JsonObject {
  const claims: Record<string, Json> = {}
  let digests: Json | undefined
  for (const name in object) {
    if (name === '_sd') {
      digests = object._sd
      continue
    }
    if (name === '_sd_alg') {
      if (walk.at.length > 0) throw new Stop(refused('structure_malformed', name))
      continue
    }
    if (name === '...' || name === '__proto__') throw new Stop(refused('structure_malformed', name))
    claims[name] = revealValue(object[name]!, name, walk)
  }
  if (digests !== undefined) revealMembers(digests, claims, walk)
  return claims
}

function revealMembers(digests: Json, claims: Record<string, Json>, walk: Walk): void {
  if (!Array.isArray(digests)) throw new Stop(refused('structure_malformed', '_sd'))
  for (const digest of digests as readonly Json[]) {
    const disclosure = lookUp(digest, walk)
    if (!disclosure) continue
    const { name } = disclosure
    if (name === undefined) throw new Stop(refused('disclosure_malformed'))
    if (Object.hasOwn(claims, name)) throw new Stop(refused('claim_repeated', name))
    claims[name] = revealDisclosed(disclosure, name, walk)
  }
}

function revealArray(array: readonly Json[], walk: Walk): readonly Json[] {
  const elements: Json[] = []
  for (const value of array) {
    if (!isObject(value) || !Object.hasOwn(value, '...')) {
      elements.push(revealValue(value, elements.length, walk))
      continue
    }
    for (const name in value) if (name !== '...') throw new Stop(refused('structure_malformed', '...'))
    const disclosure = lookUp(value['...']!, walk)
    if (!disclosure) continue
    if (disclosure.name !== undefined) throw new Stop(refused('disclosure_malformed'))
    elements.push(revealDisclosed(disclosure, elements.length, walk))
  }
  return elements
}

/** What a digest stands for, if it was disclosed; a digest may occur once in the whole credential. */
function lookUp(digest: Json, walk: Walk): Disclosure | undefined {
  if (typeof digest !== 'string') throw new Stop(refused('structure_malformed', '_sd'))
  if (walk.met.includes(digest)) throw new Stop(refused('digest_repeated'))
  walk.met.push(digest)
  return walk.disclosures[walk.digests.indexOf(digest)]
}
