/** Keys for answers of wallets, one a request, and what opens an encrypted answer. Source: OpenID4VP 1.0 section 8.3; RFC 7516, RFC 7518 section 4.6. */
import { generateKeyPairSync } from 'node:crypto'
import type { PublicJwk } from '@steppe/kernels/credential'
import { compactDecrypt, importJWK, type JWK } from 'jose'
import type { House } from '#platform/module'

/** A new private key, as it is kept: only this installation can unwrap it. */
export async function makeAnswerKey(house: Pick<House, 'keys'>): Promise<Buffer> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const wrapper = await house.keys.wrapper('requests')
  return wrapper.wrap(Buffer.from(JSON.stringify(privateKey.export({ format: 'jwk' }))))
}

async function unwrap(house: Pick<House, 'keys'>, wrapped: Buffer): Promise<JWK> {
  const plain = await (await house.keys.wrapper('requests')).unwrap(wrapped)
  if (!plain) throw new Error('the key of an answer was wrapped by another installation')
  return JSON.parse(plain.toString('utf8')) as JWK
}

/** The public half, as the request carries it under the request's own id. */
export async function answerJwk(house: Pick<House, 'keys'>, id: string, wrapped: Buffer): Promise<PublicJwk> {
  const { kty, crv, x, y } = await unwrap(house, wrapped)
  return { kty, crv, x, y, kid: id, use: 'enc', alg: 'ECDH-ES' }
}

/** What an encrypted answer says; nothing when it was not encrypted for this request, in another way, or is no object. */
export async function openAnswer(
  house: Pick<House, 'keys'>,
  id: string,
  wrapped: Buffer,
  jwe: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const key = await importJWK(await unwrap(house, wrapped), 'ECDH-ES')
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A128GCM', 'A256GCM'],
    })
    if (protectedHeader.kid !== id) return undefined
    const said: unknown = JSON.parse(Buffer.from(plaintext).toString('utf8'))
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
