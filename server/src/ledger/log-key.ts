/** The key of the log: it signs checkpoints under the name of the log's origin (c2sp.org/signed-note, Ed25519). */
import type { House } from '#platform/module'
import { formatVerifierKey, type NoteSigner } from './notes.ts'

/** The key itself stays behind the house's signer. */
export async function logSigner(house: Pick<House, 'keys' | 'log'>): Promise<NoteSigner> {
  const signer = await house.keys.signer('log', 'EdDSA')
  const publicKey = Buffer.from(String(signer.publicJwk.x), 'base64url')
  return { name: house.log.origin, publicKey, sign: signer.sign }
}

/** The log's verifier key as it is given to whoever checks. */
export async function logVerifierKey(house: Pick<House, 'keys' | 'log'>): Promise<string> {
  const { name, publicKey } = await logSigner(house)
  return formatVerifierKey({ name, type: 1, publicKey })
}
