/** SM2 signatures with SM3 over the default user id (GB/T 32918.2; GM/T 0009 section 10), r then s, 64 bytes. */
import { type WeierstrassPoint, weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { sm3 } from './sm3.ts'

/** The recommended curve, GB/T 32918.5. */
const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const a = p - 3n
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const Gx = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n
const Gy = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n
const Point = weierstrass({ p, n, h: 1n, a, b, Gx, Gy })

/** GM/T 0009: the user id where none was agreed; before it its length in bits, two bytes. */
const USER = new Uint8Array([0, 128, ...new TextEncoder().encode('1234567812345678')])

function numberOf(bytes: Uint8Array): bigint {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  return number
}

function bytesOf(number: bigint): Uint8Array {
  return Uint8Array.from(number.toString(16).padStart(64, '0').match(/../g)!, (pair) => Number.parseInt(pair, 16))
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Z, the user part: who signs with which key on which curve. */
const userPart = (x: Uint8Array, y: Uint8Array) => sm3(joined(USER, ...[a, b, Gx, Gy].map(bytesOf), x, y))

const hashed = (z: Uint8Array, data: Uint8Array) => numberOf(sm3(joined(z, data)))

/** Verifications with one key after which its multiples are kept. */
const usesBeforeTables = 64

/** A point of the curve from its coordinates of 32 bytes, prepared for many verifications; undefined if it is not on the curve. */
export function sm2Point(
  x: Uint8Array,
  y: Uint8Array,
): ((data: Uint8Array, signature: Uint8Array) => boolean) | undefined {
  const point = pointOf(x, y)
  if (!point) return undefined
  const z = userPart(x, y)
  let uses = 0
  return (data, signature) => {
    // Tables pay for an issuer's key, not for one that is met once.
    if (++uses === usesBeforeTables) point.precompute(8, false)
    return signature.length === 64 && verifies(point, hashed(z, data), signature)
  }
}

function pointOf(x: Uint8Array, y: Uint8Array): WeierstrassPoint<bigint> | undefined {
  if (x.length !== 32 || y.length !== 32) return undefined
  try {
    const point = Point.fromAffine({ x: numberOf(x), y: numberOf(y) })
    point.assertValidity()
    return point
  } catch {
    return undefined
  }
}

/** Section 7.1: the signature's numbers lie in [1, n-1], and the point that they lead to gives r again. */
function verifies(point: WeierstrassPoint<bigint>, e: bigint, signature: Uint8Array): boolean {
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))]
  if (r < 1n || r >= n || s < 1n || s >= n) return false
  const t = (r + s) % n
  if (t === 0n) return false
  const sum = Point.BASE.multiplyUnsafe(s).add(point.multiplyUnsafe(t))
  return !sum.is0() && (e + sum.toAffine().x) % n === r
}

export interface Sm2Pair {
  /** 32 bytes. */
  readonly d: Uint8Array
  readonly x: Uint8Array
  readonly y: Uint8Array
}

/** A number in [1, n-2]; 64 bits more than needed make all equally likely. */
const chance = () => (numberOf(crypto.getRandomValues(new Uint8Array(40))) % (n - 2n)) + 1n

/** A new key pair, or the pair of a private key `d` of 32 bytes. Throws RangeError on a number outside the range. */
export function sm2Pair(d: Uint8Array = bytesOf(chance())): Sm2Pair {
  const number = numberOf(d)
  if (number < 1n || number > n - 2n) throw new RangeError('a private key lies between 1 and n - 2')
  const { x, y } = Point.BASE.multiply(number).toAffine()
  return { d: bytesOf(number), x: bytesOf(x), y: bytesOf(y) }
}

/** Signs `data` whole; it is hashed here together with the user part. Section 6.1. */
export function sm2Sign(pair: Sm2Pair, data: Uint8Array): Uint8Array {
  const e = hashed(userPart(pair.x, pair.y), data)
  const d = numberOf(pair.d)
  for (;;) {
    const k = chance()
    const r = (e + Point.BASE.multiply(k).toAffine().x) % n
    const s = Point.Fn.mul(Point.Fn.inv(Point.Fn.create(1n + d)), Point.Fn.create(k - r * d))
    if (r !== 0n && r + k !== n && s !== 0n) return joined(bytesOf(r), bytesOf(s))
  }
}
