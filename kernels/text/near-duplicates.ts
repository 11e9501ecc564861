/** Texts that say nearly the same: shingles and MinHash. Source: Broder, “On the resemblance and containment of documents” (1997). */

import { gramsOf, normalise } from './normalise.ts'

/** 64 minima; plain numbers, so that it can be stored as an integer array. */
export type Signature = readonly number[]

export interface NearPair {
  /** Places in the list given, `a < b`. */
  readonly a: number
  readonly b: number
  /** Jaccard resemblance of their shingles, 0–1. */
  readonly resemblance: number
}

const SIZE = 64
const ROWS = 4
const SHINGLE = 3

/** Three neighbouring characters each, blanks and punctuation aside; a shorter text is one shingle. */
export function shinglesOf(text: string): ReadonlySet<string> {
  const characters = [...normalise(text).replaceAll(' ', '')]
  if (characters.length === 0) return new Set()
  if (characters.length < SHINGLE) return new Set([characters.join('')])
  return new Set(gramsOf(characters, SHINGLE).map((gram) => gram.join('')))
}

/** Shared shingles over all shingles of both; 1 for two empty texts. */
export function resemblance(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1
  let shared = 0
  for (const shingle of a) if (b.has(shingle)) shared++
  return shared / (a.size + b.size - shared)
}

/**
 * What tells two matters apart though nearly all their words are the same, in order: numbers, letters, directions, and whether something is so or not.
 * 三号楼停电 and 五号楼停电 are two matters; so are 路灯修好了 and 路灯没修好.
 */
export function marksOf(text: string): string {
  return (
    normalise(text).match(/[a-z0-9]+|[〇零一二三四五六七八九十百千两东南西北左右上下前后甲乙丙丁不没未无非已]/gu) ?? []
  ).join(' ')
}

/** The MinHash signature of a text: the same on every machine. */
export function signatureOf(text: string): Signature {
  const minima = new Array<number>(SIZE).fill(0xffffffff)
  for (const shingle of shinglesOf(text)) {
    const hash = fnv1a(shingle)
    for (let at = 0; at < SIZE; at++) {
      const value = mix(hash ^ Math.imul(at + 1, 0x9e3779b1))
      if (value < (minima[at] ?? 0)) minima[at] = value
    }
  }
  return minima
}

/** The resemblance two signatures let expect; standard error about 0.06 in the middle. */
export function estimatedResemblance(a: Signature, b: Signature): number {
  let same = 0
  for (let at = 0; at < SIZE; at++) if (a[at] === b[at]) same++
  return same / SIZE
}

/**
 * Sixteen keys of a signature for look-up: texts that share one are worth comparing. Two texts of resemblance 0.8 share
 * one with probability 0.9998, of 0.5 with 0.64, of 0.2 with 0.03. Store them in an indexed array column.
 */
export function bandKeys(signature: Signature): readonly string[] {
  return Array.from({ length: SIZE / ROWS }, (_, band) => {
    const rows = signature.slice(band * ROWS, (band + 1) * ROWS)
    return `${band}:${rows.map((row) => row.toString(36)).join('.')}`
  })
}

/** Pairs of texts whose shingles resemble each other at least so much; found by bands, then counted exactly. */
export function nearDuplicates(texts: readonly string[], atLeast = 0.7): readonly NearPair[] {
  const shingles = texts.map(shinglesOf)
  const buckets = new Map<string, number[]>()
  const pairs = new Map<string, NearPair>()
  for (const [b, text] of texts.entries()) {
    if (shingles[b]?.size === 0) continue
    for (const key of bandKeys(signatureOf(text))) {
      const bucket = buckets.get(key) ?? []
      for (const a of bucket) addPair(pairs, shingles, a, b)
      bucket.push(b)
      buckets.set(key, bucket)
    }
  }
  return [...pairs.values()].filter((pair) => pair.resemblance >= atLeast)
}

function addPair(pairs: Map<string, NearPair>, shingles: readonly ReadonlySet<string>[], a: number, b: number): void {
  const key = `${a} ${b}`
  if (pairs.has(key)) return
  pairs.set(key, { a, b, resemblance: resemblance(shingles[a] ?? new Set(), shingles[b] ?? new Set()) })
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}

/** A 32-bit finaliser: every bit of the input moves about half of the output. */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
