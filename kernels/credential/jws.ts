/** Compact JWS (RFC 7515), strictly: one signature, known algorithms, no extension that is not understood. */
import { Buffer } from 'node:buffer'
import { joseName, type SuiteName, suiteOf } from './algorithms.ts'
import { fromBase64url, isPlain, type JsonObject, readObject, toBase64url } from './json.ts'
import { type Refused, refused } from './refusals.ts'
import type { CredentialSigner } from './signer.ts'
import type { VerifyingKey } from './verifying-key.ts'

export interface ParsedJws {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly suite: SuiteName
  /** `kid`, where it is a text; a hint, trusted for nothing. */
  readonly kid: string | undefined
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** Takes a compact JWS apart. Its `typ` must be one of `types` where they are given. Nothing is verified yet. */
export function parseJws(text: string, types?: readonly string[]): ParsedJws | Refused {
  const first = text.indexOf('.')
  const second = text.indexOf('.', first + 1)
  if (first <= 0 || second <= first + 1 || second + 1 === text.length || text.includes('.', second + 1))
    return refused('malformed')
  const header = readHeader(text.slice(0, first), types)
  if ('ok' in header) return header
  const payload = readObject(text.slice(first + 1, second))
  if ('ok' in payload) return payload
  const signature = fromBase64url(text.slice(second + 1))
  if ('ok' in signature) return signature
  const signed = Buffer.from(text.slice(0, second), 'latin1')
  return { header: header.header, suite: header.suite, kid: header.kid, payload: payload.value, signed, signature }
}

type ReadHeader = Pick<ParsedJws, 'header' | 'suite' | 'kid'>

/** Headers read before: an issuer's licences all bear the same one. Short ones only, and few. */
const known = new Map<string, ReadHeader & { readonly type: string }>()

function readHeader(part: string, types?: readonly string[]): ReadHeader | Refused {
  const read = known.get(part) ?? parseHeader(part)
  if ('ok' in read) return read
  return types && !types.includes(read.type) ? refused('wrong_type', 'typ') : read
}

function parseHeader(part: string): (ReadHeader & { readonly type: string }) | Refused {
  const read = readObject(part)
  if ('ok' in read) return read
  const header = read.value
  if (!isPlain(header)) return refused('too_deep')
  const suite = suiteOf(header.alg)
  if (typeof suite !== 'string') return suite
  if (header.crit !== undefined || header.b64 !== undefined) return refused('critical_header')
  const kid = typeof header.kid === 'string' ? header.kid : undefined
  const parsed = { header: Object.freeze(header), suite, kid, type: mediaType(header.typ) }
  if (known.size >= 64) known.clear()
  if (part.length <= 512) known.set(part, parsed)
  return parsed
}

/** RFC 7515 section 4.1.9: `application/` may be left out, and case does not count. */
function mediaType(typ: unknown): string {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : ''
}

/** Verifies under one of `keys`: that which `kid` names, else any of the same suite. A key of another suite is never used. */
export function verifyJws(jws: ParsedJws, keys: readonly VerifyingKey[]): VerifyingKey | Refused {
  const [only] = keys
  // The usual case, without lists: one key, named or not.
  if (keys.length === 1 && only!.suite === jws.suite && (jws.kid === undefined || jws.kid === only!.id))
    return only!.verifies(jws.signed, jws.signature) ? only! : refused('signature_wrong')
  const named = jws.kid === undefined ? [] : keys.filter((key) => key.id === jws.kid || key.jwk.kid === jws.kid)
  if (jws.kid !== undefined && named.length === 0 && keys.some((key) => key.jwk.kid !== undefined))
    return refused('unknown_key', 'kid')
  const candidates = named.length > 0 ? named : keys
  const fitting = candidates.filter((key) => key.suite === jws.suite)
  if (fitting.length === 0) return refused(candidates.length === 0 ? 'unknown_key' : 'key_mismatch', 'alg')
  return fitting.find((key) => key.verifies(jws.signed, jws.signature)) ?? refused('signature_wrong')
}

/** Signs a payload as compact JWS; `kid` is the signer's unless the header says another. */
export async function signJws(header: JsonObject, payload: JsonObject, signer: CredentialSigner): Promise<string> {
  const whole = { kid: signer.id, ...header, alg: joseName(signer.algorithm) }
  const signed = `${toBase64url(JSON.stringify(whole))}.${toBase64url(JSON.stringify(payload))}`
  return `${signed}.${toBase64url(await signer.sign(Buffer.from(signed, 'latin1')))}`
}
