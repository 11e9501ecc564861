/** What a learner sees of a message: its characters and neighbouring pairs, how often, and how near the beginning. */

import { normalise } from './normalise.ts'

/** Nobody's matter begins after so many characters; what comes later is not read. */
const READ_CHARACTERS = 20_000

/** The title stands first and says the matter: so many characters count as title. */
const TITLE_CHARACTERS = 24
const TITLE_WEIGHT = 1.5

/** How much the very first character counts above one far behind, and where that has fallen to a half. */
const OPENING_WEIGHT = 0.85
const OPENING_HALF = 80

/** Grams of one text, each once. A gram's key is one UTF-16 unit, or two in one number. */
export interface GramCounts {
  readonly keys: readonly number[]
  /** √frequency × weight of the place where it first stands. */
  readonly weights: readonly number[]
}

/** A text as a learner reads it: tags away, normalised, no blanks, at most 20,000 characters. */
export function readableText(text: string): string {
  const head = text.slice(0, READ_CHARACTERS)
  return normalise(
    head.replace(/<\/?[a-z!][^<>]{0,1000}>/gi, ' ').replace(/&[a-z]{2,8};|&#\d{1,7};/gi, ' '),
  ).replaceAll(' ', '')
}

/** The key of the pair that begins at a place. Keys of pairs are above 65,535, those of characters below. */
export function pairKey(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1)
}

/** Counts the grams of a readable text. */
export function countGrams(text: string): GramCounts {
  const places = new Map<number, number>()
  const counts: number[] = []
  const firsts: number[] = []
  const lengths: number[] = []
  const keys: number[] = []
  const add = (key: number, at: number, length: number): void => {
    const known = places.get(key)
    if (known !== undefined) {
      counts[known] = (counts[known] ?? 0) + 1
      return
    }
    places.set(key, keys.length)
    keys.push(key)
    counts.push(1)
    firsts.push(at)
    lengths.push(length)
  }
  for (let at = 0; at < text.length; at++) {
    add(text.charCodeAt(at), at, 1)
    if (at + 1 < text.length) add(pairKey(text, at), at, 2)
  }
  const weights = counts.map((count, gram) => Math.sqrt(count) * placeWeight(firsts[gram] ?? 0, lengths[gram] ?? 1))
  return { keys, weights }
}

/** What the place of a gram's first occurrence is worth. */
export function placeWeight(first: number, length: number): number {
  return (first + length <= TITLE_CHARACTERS ? TITLE_WEIGHT : 1) * (1 + OPENING_WEIGHT / (1 + first / OPENING_HALF))
}
