/** Publicly verifiable random selection as published. Source: RFC 3797 (Eastlake, 2004), sections 4 and 6. */
import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** What one public source gave, as people write it down: numbers (whole or with a point), or letters and digits. */
export type Source = readonly string[] | string

/** The two-byte counter of the standard bounds the pool. */
export const largestPool = 65_535

export interface Pick {
  /** 1-based: the first picked is 1. */
  readonly index: number
  /** MD5 of this pick, 32 upper-case hex digits. */
  readonly digest: string
  /** How many were left to pick from. */
  readonly divisor: number
  /** 1-based place in the published list. */
  readonly position: number
}

interface Numeral {
  readonly whole: bigint
  /** Digits after the point without trailing zeroes. */
  readonly fraction: string
}

/** `007` is 7, `0.10` is 0.1, `12.` is 12; nothing else is a number here: neither sign nor exponent. */
function readNumeral(text: string): Numeral | undefined {
  const match = /^(\d{1,400})(?:\.(\d{0,400}))?$/.exec(text)
  return match ? { whole: BigInt(match[1]!), fraction: (match[2] ?? '').replace(/0+$/, '') } : undefined
}

/** Fractions without trailing zeroes compare as texts do. */
function compareNumerals(one: Numeral, other: Numeral): number {
  if (one.whole !== other.whole) return one.whole < other.whole ? -1 : 1
  return one.fraction < other.fraction ? -1 : one.fraction > other.fraction ? 1 : 0
}

/** The key of one source, or nothing when it holds no number and no letter. Section 4.1: ascending, each ended by its point, then a stroke. */
export function keyOfSource(source: Source): string | undefined {
  if (typeof source === 'string') {
    const letters = source.toUpperCase().replace(/[^A-Z0-9]/g, '')
    return letters === '' ? undefined : `${letters}./`
  }
  const numbers = source.map(readNumeral)
  if (numbers.length === 0 || numbers.some((each) => each === undefined)) return undefined
  const sorted = (numbers as Numeral[]).sort(compareNumerals)
  return `${sorted.map(({ whole, fraction }) => `${whole}.${fraction}`).join('')}/`
}

/** The key string of all sources in their announced order, or nothing when one of them can't be read. */
export function keyOf(sources: readonly Source[]): string | undefined {
  const keys = sources.map(keyOfSource)
  return keys.length === 0 || keys.includes(undefined) ? undefined : keys.join('')
}

/** The remainder of a big-endian number by a divisor below 2^16. */
function remainder(digest: Uint8Array, divisor: number): number {
  let rest = 0
  for (const byte of digest) rest = (rest * 256 + byte) % divisor
  return rest
}

/**
 * Picks `count` of a pool of `size`, in the order picked. Nothing when the pool is empty or larger than 65,535, when more are wanted
 * than there are, or when there is no key.
 */
export function selectByRfc3797(size: number, count: number, key: string | undefined): readonly Pick[] | undefined {
  const sensible = Number.isInteger(size) && Number.isInteger(count) && size > 0 && count >= 0
  if (!key || !sensible || size > largestPool || count > size) return undefined
  const left = Array.from({ length: size }, (_, place) => place + 1)
  const text = utf8ToBytes(key)
  return Array.from({ length: count }, (_, pick) => {
    const counter = Uint8Array.of(pick >> 8, pick & 255)
    const digest = md5.create().update(counter).update(text).update(counter).digest()
    const divisor = left.length
    const [position] = left.splice(remainder(digest, divisor), 1)
    return { index: pick + 1, digest: bytesToHex(digest).toUpperCase(), divisor, position: position! }
  })
}
