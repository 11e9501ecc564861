/** Proof that a wallet has the key which a licence shall be bound to. Source: OpenID4VCI 1.0 section 8.2.1.1 and appendix F.1. */
import { randomBytes } from 'node:crypto'
import { isRefused, type PublicJwk, parseJws, toBase64url, verifyingKey, verifyJws } from '@steppe/kernels/credential'
import type { House } from '#platform/module'
import { issuerOf } from './licence-token.ts'

/** Milliseconds for which a nonce is good, and by which a wallet's clock may differ. */
const nonceLife = 5 * 60_000

/**
 * A nonce that nobody has to remember: an instant and chance, signed by a key of the installation. A proof that is sent twice
 * within its life gives the same key the same licence again, and only to whoever has the access token.
 */
export async function makeNonce(house: House): Promise<string> {
  const body = Buffer.alloc(24)
  body.writeBigUInt64BE(BigInt(house.clock.now()))
  randomBytes(16).copy(body, 8)
  const signer = await house.keys.signer('nonces', 'EdDSA')
  return `${toBase64url(body)}.${toBase64url(await signer.sign(body))}`
}

async function isFresh(house: House, nonce: unknown): Promise<boolean> {
  const [body, signature] =
    typeof nonce === 'string' ? nonce.split('.').map((part) => Buffer.from(part, 'base64url')) : []
  if (body?.length !== 24 || !signature) return false
  const age = house.clock.now() - Number(body.readBigUInt64BE())
  if (age < 0 || age > nonceLife) return false
  const key = verifyingKey((await house.keys.signer('nonces', 'EdDSA')).publicJwk as PublicJwk)
  return !isRefused(key) && key.verifies(body, signature)
}

export type Proof =
  | { readonly jwk: PublicJwk }
  | { readonly error: 'invalid_proof' | 'invalid_nonce'; readonly why: string }

const wrong = (why: string): Proof => ({ error: 'invalid_proof', why })

/** The key that a `jwt` proof proves possession of. */
export async function checkProof(house: House, proof: unknown): Promise<Proof> {
  if (typeof proof !== 'string' || proof.length > 8192) return wrong('the proof is no JWT')
  const jws = parseJws(proof, ['openid4vci-proof+jwt'])
  if (isRefused(jws)) return wrong(jws.en)
  const { jwk } = jws.header
  const key = verifyingKey((typeof jwk === 'object' && jwk !== null ? jwk : {}) as PublicJwk)
  if (isRefused(key)) return wrong('the header must carry a public key of ours as jwk')
  const verified = verifyJws({ ...jws, kid: undefined }, [key])
  if (isRefused(verified)) return wrong(verified.en)
  const { aud, iat, nonce } = jws.payload
  if (aud !== issuerOf(house)) return wrong('the proof is meant for another issuer')
  if (typeof iat !== 'number' || Math.abs(house.clock.now() - iat * 1000) > nonceLife)
    return wrong('the proof is not of now')
  if (!(await isFresh(house, nonce))) return { error: 'invalid_nonce', why: 'ask for another nonce' }
  return { jwk: key.jwk }
}
