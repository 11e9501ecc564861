/** A wallet written elsewhere (@openid4vc, jose), for tests: a key of its own, requests checked by their certificate, answers encrypted. */
import assert from 'node:assert/strict'
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import { clientAuthenticationAnonymous } from '@openid4vc/oauth2'
import { Openid4vciClient } from '@openid4vc/openid4vci'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import type { PublicJwk } from '@steppe/kernels/credential'
import { CompactEncrypt, importJWK, importX509, jwtVerify } from 'jose'

/** Where licences come from, and the instant there. */
interface Issuer {
  readonly base: string
  readonly now: () => number
}

const certificateOf = (der: string) => new X509Certificate(Buffer.from(der, 'base64'))

/** Trusts the authority of the house and nobody else. */
async function verifyRequest(
  { base, now }: Issuer,
  signer: { readonly x5c: readonly string[] },
  { compact }: { readonly compact: string },
) {
  const [leaf, authority] = [
    certificateOf(signer.x5c[0]!),
    new X509Certificate(await (await fetch(`${base}/credentials/wallet/authority`)).text()),
  ]
  assert.ok(leaf.checkIssued(authority) && leaf.verify(authority.publicKey), 'the authority vouches for who asks')
  const options = { audience: 'https://self-issued.me/v2', currentDate: new Date(now()) }
  await jwtVerify(compact, await importX509(leaf.toString(), 'ES256'), options)
  return { verified: true, signerJwk: leaf.publicKey.export({ format: 'jwk' }) }
}

export async function encrypt(plain: string, jwk: { readonly kid?: string }, enc = 'A256GCM'): Promise<string> {
  const header = { alg: 'ECDH-ES', enc, ...(jwk.kid ? { kid: jwk.kid } : {}) }
  const key = await importJWK(jwk as never, 'ECDH-ES')
  return new CompactEncrypt(Buffer.from(plain)).setProtectedHeader(header).encrypt(key)
}

/** A wallet: a key, and the libraries of others. */
export function walletOf(issuer: Issuer) {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicJwk = pair.publicKey.export({ format: 'jwk' }) as PublicJwk & { kty: string }
  const signText = (text: string) =>
    sign('sha256', Buffer.from(text), {
      key: createPrivateKey(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })),
      dsaEncoding: 'ieee-p1363',
    }).toString('base64url')
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const callbacks = {
    fetch,
    hash: (data: Uint8Array, alg: string) => createHash(alg.replace('-', '')).update(data).digest(),
    generateRandom: (length: number) => randomBytes(length),
    clientAuthentication: clientAuthenticationAnonymous(),
    signJwt: async (_signer: unknown, { header, payload }: { header: unknown; payload: unknown }) => {
      const text = `${part(header)}.${part(payload)}`
      return { jwt: `${text}.${signText(text)}`, signerJwk: publicJwk }
    },
    verifyJwt: (signer: { readonly x5c: readonly string[] }, jwt: { readonly compact: string }) =>
      verifyRequest(issuer, signer, jwt),
    getX509CertificateMetadata: (der: string) => ({
      sanDnsNames: [...(certificateOf(der).subjectAltName ?? '').matchAll(/DNS:([^,]+)/g)].map(([, name]) => name),
      sanUriNames: [],
    }),
    decryptJwe: () => {
      throw new Error('not needed')
    },
    encryptJwe: async ({ publicJwk: jwk, enc }: { publicJwk: { kid?: string }; enc: string }, plain: string) => ({
      jwe: await encrypt(plain, jwk, enc),
      encryptionJwk: jwk,
    }),
  }
  return {
    publicJwk,
    signText,
    issuing: new Openid4vciClient({ callbacks: callbacks as never }),
    showing: new Openid4vpClient({ callbacks: callbacks as never }),
  }
}

export type Wallet = ReturnType<typeof walletOf>
