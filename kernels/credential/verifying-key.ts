/** A public key made ready: it belongs to one suite, and verifies signatures of that suite only. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { type PublicJwk, type SuiteName, suiteOfKey } from './algorithms.ts'
import { fromBase64url } from './json.ts'
import { type Refused, refused } from './refusals.ts'
import { sm2Point } from './sm2.ts'

export interface VerifyingKey {
  readonly suite: SuiteName
  /** RFC 7638 thumbprint, base64url. */
  readonly id: string
  readonly jwk: PublicJwk
  /** Never throws. */
  readonly verifies: (data: Uint8Array, signature: Uint8Array) => boolean
}

/** Fields that make the thumbprint, in their order. RFC 7638, RFC 8037. */
const thumbprintFields = ['crv', 'kty', 'x', 'y'] as const

/** RFC 7638 thumbprint of a public key, base64url. */
export function thumbprint(jwk: PublicJwk): string {
  const fields = Object.fromEntries(
    thumbprintFields.filter((name) => jwk[name] !== undefined).map((name) => [name, jwk[name]]),
  )
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url')
}

/** Makes a public key ready. Refuses `key_unusable`: another kind of key, a private one, a point that is not on its curve. */
export function verifyingKey(jwk: PublicJwk): VerifyingKey | Refused {
  const suite = suiteOfKey(jwk)
  if (typeof suite !== 'string') return suite
  const [x, y] = [coordinate(jwk.x), suite === 'EdDSA' ? undefined : coordinate(jwk.y)]
  if (!x || (suite !== 'EdDSA' && !y)) return refused('key_unusable', 'x, y')
  const verifies = suite === 'SM2' ? sm2Point(x, y!) : nativeVerifier(suite, jwk)
  if (!verifies) return refused('key_unusable', 'x, y')
  let id: string | undefined
  return {
    suite,
    // Made when it is asked for: of a holder's key nobody asks.
    get id() {
      id ??= thumbprint(jwk)
      return id
    },
    jwk,
    verifies,
  }
}

function coordinate(text: unknown): Uint8Array | undefined {
  const bytes = typeof text === 'string' ? fromBase64url(text) : undefined
  return bytes && !('ok' in bytes) && bytes.length === 32 ? bytes : undefined
}

/** One place for all of them: each is done with when the next is made. */
const der = Uint8Array.of(48, ...new Uint8Array(71))

/** r and s of 32 bytes each as a SEQUENCE of two INTEGERs (RFC 3279 section 2.2.3), each with a zero before its sign bit and no other. */
function derOf(signature: Uint8Array): Uint8Array {
  let end = 2
  for (let at of [0, 32]) {
    const stop = at + 32
    while (at < stop - 1 && !signature[at]) at++
    der[end++] = 2
    der[end++] = stop - at + (signature[at]! >> 7)
    if (signature[at]! > 127) der[end++] = 0
    while (at < stop) der[end++] = signature[at++]!
  }
  der[1] = end - 2
  return der.subarray(0, end)
}

function nativeVerifier(suite: 'ES256' | 'EdDSA', jwk: PublicJwk): VerifyingKey['verifies'] | undefined {
  const bare = { kty: jwk.kty!, crv: jwk.crv!, x: jwk.x!, ...(suite === 'ES256' ? { y: jwk.y! } : {}) }
  try {
    const key = createPublicKey({ key: bare, format: 'jwk' })
    if (suite === 'EdDSA') return (data, signature) => signature.length === 64 && verify(null, data, key, signature)
    // Node takes a third longer for a signature of r and s side by side than for the same one in DER.
    return (data, signature) => signature.length === 64 && verify('sha256', data, key, derOf(signature))
  } catch {
    return undefined
  }
}
