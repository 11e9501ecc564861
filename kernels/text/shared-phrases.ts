/** Phrases that messages of one group share and others lack: what it is about, and where. */

import { type Segmenter, wordsOf } from './normalise.ts'

const LONGEST = 8
/** A phrase is shared when it stands in so large a share of the group. */
const SHARED = 0.4
/** A phrase that nearly always goes on in the same way is only a part of a longer one. */
const PART = 0.85
/** Titles and first sentences say the matter. */
const OPENING = 80
/** What so large a share of all texts has in common is how people write, not what about. */
const USUAL = 0.1

export interface Phrase {
  readonly words: string
  /** In how many of the messages. */
  readonly messages: number
}

/** In how many of all texts each pair of characters stands; rarity is judged by it. */
export function pairCounts(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const pair of new Set(stretches(text, 2))) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  return counts
}

export interface PhraseOptions {
  /** How many texts there are everywhere. */
  readonly texts: number
  readonly limit: number
  /** With it, phrases begin and end where words do. */
  readonly segmenter?: Pick<Segmenter, 'cut'> | undefined
}

/** Shared phrases of readable texts, most telling first, none within another. */
export function sharedPhrases(
  group: readonly string[],
  everywhere: ReadonlyMap<string, number>,
  { texts, limit, segmenter }: PhraseOptions,
): readonly Phrase[] {
  const least = Math.max(Math.min(2, group.length), group.length * SHARED)
  const counts = [...countPhrases(group, segmenter)].filter(([, messages]) => messages >= least)
  const scored = counts
    .filter(([words, messages]) => isTelling(words) && !isPart(words, messages, counts))
    .map(([words, messages]) => ({ words, messages, rarity: rarity(words, everywhere, texts) }))
    .filter(({ rarity }) => rarity >= Math.min(Math.log(1 / USUAL), Math.log((texts + 1) / group.length)))
    .map((phrase) => ({
      ...phrase,
      score: (phrase.messages / group.length) * phrase.rarity * Math.sqrt(phrase.words.length),
    }))
    .sort((a, b) => b.score - a.score || (a.words < b.words ? -1 : 1))
  const chosen: Phrase[] = []
  for (const { words, messages } of scored) {
    if (chosen.length === limit) break
    if (!chosen.some((other) => overlap(other.words, words))) chosen.push({ words, messages })
  }
  return chosen
}

/** Whether the words end as places do: road, quarter, village, school. */
export function soundsLikePlace(words: string): boolean {
  return /(?:[路街巷镇乡村县市区旗盟苑湾]|新城|花园|广场|公园|家园|大厦|公寓|车站|苏木|嘎查|学校|学院|大学|中学|小学|医院|市场|街道)$/u.test(
    words,
  )
}

/** In how many texts each phrase stands. */
function countPhrases(group: readonly string[], segmenter: Pick<Segmenter, 'cut'> | undefined) {
  const counts = new Map<string, number>()
  for (const text of group) {
    const opening = text.slice(0, OPENING)
    const parts = segmenter === undefined ? [...opening] : wordsOf(opening, segmenter)
    for (const words of new Set(phrasesOf(parts))) counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return counts
}

/** All runs of neighbouring parts that have two to eight characters. */
function phrasesOf(parts: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const [start] of parts.entries()) {
    let words = ''
    for (let end = start; end < parts.length && words.length < LONGEST; end++) {
      words += parts[end] ?? ''
      if (words.length >= 2 && words.length <= LONGEST) found.push(words)
    }
  }
  return found
}

/** Two Chinese characters at least, and no particle at either end. */
function isTelling(words: string): boolean {
  return /\p{Script=Han}.*\p{Script=Han}/u.test(words) && !/^[的了是在和与]|[的了是在和与]$/u.test(words)
}

function isPart(words: string, messages: number, counts: readonly (readonly [string, number])[]): boolean {
  return counts.some(
    ([longer, others]) => longer.length > words.length && others >= messages * PART && longer.includes(words),
  )
}

/** As rare as its rarest pair. */
function rarity(words: string, everywhere: ReadonlyMap<string, number>, texts: number): number {
  const rarest = Math.min(...stretches(words, 2).map((pair) => everywhere.get(pair) ?? 1))
  return Math.log((texts + 1) / rarest)
}

function overlap(one: string, other: string): boolean {
  if (one.includes(other) || other.includes(one)) return true
  const shorter = Math.min(one.length, other.length)
  for (let size = 2; size < shorter; size++)
    if (one.endsWith(other.slice(0, size)) || other.endsWith(one.slice(0, size))) return true
  return false
}

function stretches(text: string, size: number): readonly string[] {
  const found: string[] = []
  for (let at = 0; at + size <= text.length; at++) found.push(text.slice(at, at + size))
  return found
}
