/** SM2 signatures with SM3 over the default user id (GB/T 32918.2; GM/T 0009 section 10), r then s, 64 bytes. */
import { Buffer } from 'node:buffer'
import { sm2 } from 'sm-crypto-v2'

/** GM/T 0009: the user id where none was agreed. */
const USER_ID = '1234567812345678'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A point of the curve from its coordinates of 32 bytes, prepared for many verifications; undefined if it is not on the curve. */
export function sm2Point(
  x: Uint8Array,
  y: Uint8Array,
): ((data: Uint8Array, signature: Uint8Array) => boolean) | undefined {
  const text = `04${hex(x)}${hex(y)}`
  if (text.length !== 130 || !isOnCurve(text)) return undefined
  const point = sm2.precomputePublicKey(text)
  return (data, signature) => {
    // An r of nothing is outside the range of the standard; the library sees to the other bounds.
    if (signature.length !== 64 || signature.subarray(0, 32).every((byte) => byte === 0)) return false
    // The library takes the user part Z from the text of the key and the arithmetic from the prepared point.
    return verifies(data, hex(signature), text, point)
  }
}

function isOnCurve(text: string): boolean {
  try {
    return sm2.verifyPublicKey(text)
  } catch {
    return false
  }
}

function verifies(
  data: Uint8Array,
  signature: string,
  text: string,
  point: ReturnType<typeof sm2.precomputePublicKey>,
) {
  try {
    return sm2.doVerifySignature(data, signature, point ?? text, { hash: true, userId: USER_ID })
  } catch {
    return false
  }
}

export interface Sm2Pair {
  /** 32 bytes. */
  readonly d: Uint8Array
  readonly x: Uint8Array
  readonly y: Uint8Array
}

/** A new key pair, or the pair of a private key `d` of 32 bytes. */
export function sm2Pair(d?: Uint8Array): Sm2Pair {
  const privateKey = d ? hex(d) : sm2.generateKeyPairHex().privateKey.padStart(64, '0')
  const point = Buffer.from(sm2.getPublicKeyFromPrivateKey(privateKey), 'hex')
  return { d: Buffer.from(privateKey, 'hex'), x: point.subarray(1, 33), y: point.subarray(33, 65) }
}

/** Signs `data` whole; it is hashed here together with the user part. */
export function sm2Sign(pair: Sm2Pair, data: Uint8Array): Uint8Array {
  const publicKey = `04${hex(pair.x)}${hex(pair.y)}`
  return Buffer.from(sm2.doSignature(data, hex(pair.d), { hash: true, userId: USER_ID, publicKey }), 'hex')
}
