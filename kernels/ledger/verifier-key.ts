/** Verifier keys: the name, id and public key of whoever signs notes. Source: c2sp.org/signed-note, "Verifier keys". */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { fromBase64, toBase64 } from './base64.ts'

/** Signature types that are understood here. ECDSA (0x02), RFC 6962 (0x05) and ML-DSA-44 (0x06) are read but not verified. */
export const ed25519Note = 0x01
export const ed25519Cosignature = 0x04

export interface VerifierKey {
  readonly name: string
  /** uint32 */
  readonly id: number
  readonly type: number
  /** For Ed25519 the 32 bytes of RFC 8032. */
  readonly publicKey: Uint8Array
}

/** Key lengths of the types that say one. */
const keyLengths: Readonly<Record<number, number>> = { [ed25519Note]: 32, [ed25519Cosignature]: 32, 6: 1312 }

/** Whether a text may name a key: not empty, no spaces of any kind, no plus, no control characters. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.isWellFormed() && !/[\p{White_Space}\p{Cc}+]/u.test(name)
}

/** SHA-256(name || 0x0A || type || public key), the first four bytes. */
export function keyId(name: string, type: number, publicKey: Uint8Array): number {
  const digest = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(publicKey).digest()
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0)
}

/** The key of a name with its id. A name that can't be one, or a key of another length, is a RangeError. */
export function makeVerifierKey(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('a key name is not empty and holds no space and no plus')
  if (publicKey.length !== (keyLengths[type] ?? publicKey.length))
    throw new RangeError('the public key has another length')
  return { name, id: keyId(name, type, publicKey), type, publicKey }
}

/** `name+id+base64(type || public key)` */
export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id.toString(16).padStart(8, '0')}+${toBase64(Uint8Array.of(type, ...publicKey))}`
}

/** The key that a text holds; null when it is none, or its id is not that of its name and key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  if (text.length > 4096) return null
  const [, name = '', id = '', material = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? []
  const bytes = fromBase64(material)
  if (!isKeyName(name) || !bytes || bytes.length < 2) return null
  const [type, publicKey] = [bytes[0]!, bytes.subarray(1)]
  if (publicKey.length !== (keyLengths[type] ?? publicKey.length)) return null
  // ECDSA keys (0x02) have an id of another make; whoever reads them does not verify them here.
  if (type !== 2 && keyId(name, type, publicKey) !== Number.parseInt(id, 16)) return null
  return { name, id: Number.parseInt(id, 16), type, publicKey }
}

/** Whether `signature` (64 bytes) is that of `message` under an Ed25519 public key (32 bytes). RFC 8032. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  try {
    const x = Buffer.from(publicKey).toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return verify(null, message, key, signature)
  } catch {
    // Bytes that are no point of the curve.
    return false
  }
}
