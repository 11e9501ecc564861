/** Hashing to a curve as BLS needs it and no more: SHA-256 expansion (XMD), two field elements, their sum. In the place of the library's, which has three ways more. Source: RFC 9380, 3, 5.2, 5.3.1. */
import { concatBytes } from '@noble/hashes/utils.js'

export { isogenyMap, mapToCurveSimpleSWU } from '@noble/curves/abstract/hash-to-curve.js'

/** What hashing needs of a point of the curve. */
export interface AddedPoint<P> {
  readonly add: (other: P) => P
  readonly clearCofactor: () => P
  readonly assertValidity: () => void
}

/** What hashing needs of a curve. */
export interface CurveOfPoints<P> {
  readonly fromAffine: (affine: { x: never; y: never }) => P
}

/** Of the suite: modulus, degree of the field, security in bits, hash, and the tag that parts one use from another. */
export interface HashSuite {
  readonly p: bigint
  readonly m: number
  readonly k: number
  readonly hash: { (bytes: Uint8Array): Uint8Array; readonly outputLen: number; readonly blockLen: number }
  readonly DST: string
}

const ascii = new TextEncoder()
const numberOf = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)

/** expand_message_xmd. Source: RFC 9380, 5.3.1. */
export function expandMessage(
  message: Uint8Array,
  tag: string,
  length: number,
  { hash }: Pick<HashSuite, 'hash'>,
): Uint8Array {
  const bytes = ascii.encode(tag)
  const suffix = concatBytes(bytes, Uint8Array.of(bytes.length))
  const first = hash(
    concatBytes(new Uint8Array(hash.blockLen), message, Uint8Array.of(length >> 8, length & 255, 0), suffix),
  )
  const blocks = [hash(concatBytes(first, Uint8Array.of(1), suffix))]
  while (blocks.length * hash.outputLen < length) {
    const last = blocks[blocks.length - 1]!
    const mixed = first.map((byte, at) => byte ^ last[at]!)
    blocks.push(hash(concatBytes(mixed, Uint8Array.of(blocks.length + 1), suffix)))
  }
  return concatBytes(...blocks).subarray(0, length)
}

/** The hasher of a curve under the library's name; `hashToCurve` alone of its ways. Tags of at most 255 bytes. */
export function createHasher<P extends AddedPoint<P>>(
  Point: CurveOfPoints<P>,
  mapToCurve: (element: bigint[]) => { x: never; y: never },
  suite: HashSuite,
) {
  const { p, m, k } = suite
  const each = Math.ceil((p.toString(2).length + k) / 8)
  return {
    Point,
    hashToCurve(message: Uint8Array, options: Partial<Pick<HashSuite, 'DST'>> = {}): P {
      const bytes = expandMessage(message, options.DST ?? suite.DST, 2 * m * each, suite)
      const elements = Array.from(
        { length: 2 * m },
        (_, at) => numberOf(bytes.subarray(at * each, (at + 1) * each)) % p,
      )
      const point = (from: number) => Point.fromAffine(mapToCurve(elements.slice(from, from + m)))
      const sum = point(0).add(point(m)).clearCofactor()
      sum.assertValidity()
      return sum
    },
  }
}
