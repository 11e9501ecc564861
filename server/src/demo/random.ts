/** Chance for made-up data: a generator whose numbers follow from its keys alone, so that the same keys tell the same story. */
import { createHash } from 'node:crypto'

export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number
  /** A whole number from `low` to `high`, both possible. */
  readonly between: (low: number, high: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
  /** One of the names, each as likely as its weight. */
  readonly weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
  readonly bytes: (count: number) => Buffer
}

/** Four 32-bit numbers of state from the digest of the keys. */
function stateOf(keys: readonly (string | number)[]): Uint32Array {
  const digest = createHash('sha256').update(JSON.stringify(keys)).digest()
  return new Uint32Array(digest.buffer, digest.byteOffset, 4).slice()
}

/** The generator sfc32 (Chris Doty-Humphrey): small, fast, and no secret depends on it. */
function sfc32(state: Uint32Array): () => number {
  let [a, b, c, d] = state as unknown as [number, number, number, number]
  return () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4294967296
  }
}

/** The generator that belongs to these keys, for example `randomOf(seed, 'case', 17)`. */
export function randomOf(...keys: readonly (string | number)[]): Random {
  const next = sfc32(stateOf(keys))
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (list) => list[between(0, list.length - 1)]!,
    weighted: <K extends string>(weights: Readonly<Record<K, number>>) => {
      const entries = Object.entries(weights) as [K, number][]
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        if (left < weight) return name
        left -= weight
      }
      return entries.at(-1)![0]
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => between(0, 255))),
  }
}
