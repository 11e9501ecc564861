/** Signers with keys of their own, for tests. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { ed25519Note, makeVerifierKey, type Sign, type VerifierKey } from './index.ts'

export interface TestSigner {
  readonly key: VerifierKey
  readonly sign: Sign
}

/** A new Ed25519 key under a name; of type 0x01 unless told otherwise. */
export function testSigner(name: string, type: number = ed25519Note): TestSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return { key: makeVerifierKey(name, type, raw), sign: async (bytes) => sign(null, bytes, privateKey) }
}
