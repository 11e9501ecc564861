/** Whether a presentation was signed by the holder, for this verifier, just now. Source: RFC 9901 section 7.3. */
import { createHash } from 'node:crypto'
import type { PublicJwk } from './algorithms.ts'
import { isObject, type JsonObject } from './json.ts'
import { parseJws, verifyJws } from './jws.ts'
import { type Refused, refused } from './refusals.ts'
import { digestAlgorithm } from './reveal.ts'
import { DEFAULT_SKEW } from './validity.ts'
import { verifyingKey } from './verifying-key.ts'

export interface KeyBindingWanted {
  readonly now: number
  readonly audience?: string
  readonly nonce?: string
  /** Seconds a presentation may be old. */
  readonly maxAge: number
  readonly skew?: number
}

export interface KeyBinding {
  readonly holder: PublicJwk
  readonly audience: string
  readonly nonce: string
  /** Seconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt?: number
}

/** The holder's key in `cnf`; undefined where the credential is bound to none. */
export function holderKey(payload: JsonObject): PublicJwk | undefined {
  const { cnf } = payload
  return isObject(cnf) && isObject(cnf.jwk) ? (cnf.jwk as PublicJwk) : undefined
}

/** Verifies the key binding `text` of a presentation: everything before it is `presented`. */
export function verifyKeyBinding(
  text: string,
  presented: string,
  payload: JsonObject,
  wanted: KeyBindingWanted,
): KeyBinding | Refused {
  const holder = holderKey(payload)
  if (!holder) return refused('holder_key_missing', 'cnf')
  const key = verifyingKey(holder)
  if ('ok' in key) return key
  const jws = parseJws(text, ['kb+jwt'])
  if ('ok' in jws) return jws
  // The header's kid is not asked: there is one key, that of the credential.
  const verified = verifyJws({ ...jws, kid: undefined }, [key])
  if ('ok' in verified) return verified.code === 'credential.signature_wrong' ? refused('key_binding_wrong') : verified
  const algorithm = digestAlgorithm(payload)
  if (typeof algorithm !== 'string') return algorithm
  const { sd_hash: digest } = jws.payload
  if (typeof digest !== 'string') return refused('key_binding_malformed', 'sd_hash')
  if (createHash(algorithm).update(presented).digest('base64url') !== digest)
    return refused('wrong_presentation', 'sd_hash')
  return checkBinding(jws.payload, holder, wanted)
}

function checkBinding(claims: JsonObject, holder: PublicJwk, wanted: KeyBindingWanted): KeyBinding | Refused {
  const { aud, nonce, iat, exp } = claims
  if (typeof aud !== 'string') return refused('key_binding_malformed', 'aud')
  if (typeof nonce !== 'string') return refused('key_binding_malformed', 'nonce')
  if (typeof iat !== 'number') return refused('key_binding_malformed', 'iat')
  if (exp !== undefined && typeof exp !== 'number') return refused('key_binding_malformed', 'exp')
  if (wanted.audience !== undefined && aud !== wanted.audience) return refused('wrong_audience', 'aud')
  if (wanted.nonce !== undefined && nonce !== wanted.nonce) return refused('wrong_nonce', 'nonce')
  if (iat > wanted.now + (wanted.skew ?? DEFAULT_SKEW)) return refused('presentation_in_future', 'iat')
  if (wanted.now >= iat + wanted.maxAge || (exp !== undefined && wanted.now >= exp))
    return refused('presentation_expired', 'iat')
  return { holder, audience: aud, nonce, issuedAt: iat, ...(exp === undefined ? {} : { expiresAt: exp }) }
}
