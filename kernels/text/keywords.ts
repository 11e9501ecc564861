/** Words that tell a text apart from others: term frequency × inverse document frequency (Spärck Jones, 1972). */

import { runsOf, type Segmenter, wordsOf } from './normalise.ts'

/** In how many texts each word stands; plain data. */
export interface WordCounts {
  readonly texts: number
  readonly counts: Readonly<Record<string, number>>
}

export interface Keyword {
  readonly word: string
  readonly score: number
}

export interface KeywordOptions {
  readonly stop?: ReadonlySet<string>
  /** How many at most; default 10. */
  readonly limit?: number
}

/** Counts words over texts, once per text. */
export function countWords(texts: Iterable<string>, segmenter: Pick<Segmenter, 'cut'>): WordCounts {
  const counts = new Map<string, number>()
  let number = 0
  for (const text of texts) {
    number++
    for (const word of new Set(contentWords(text, segmenter))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return { texts: number, counts: Object.fromEntries(counts) }
}

/** The most telling words of a text, best first. Single characters and numbers tell nothing and are left out. */
export function keywords(
  text: string,
  segmenter: Pick<Segmenter, 'cut'>,
  { texts, counts }: WordCounts,
  { stop = new Set(), limit = 10 }: KeywordOptions = {},
): readonly Keyword[] {
  const words = contentWords(text, segmenter).filter((word) => !stop.has(word))
  const times = new Map<string, number>()
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
  const count = (word: string) => (Object.hasOwn(counts, word) ? (counts[word] ?? 0) : 0)
  return [...times]
    .map(([word, time]) => ({ word, score: (time / words.length) * Math.log((texts + 1) / (count(word) + 0.5)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
    .slice(0, limit)
}

function contentWords(text: string, segmenter: Pick<Segmenter, 'cut'>): readonly string[] {
  return runsOf(text)
    .flatMap((run) => (run.script === 'han' ? wordsOf(run.text, segmenter) : [run.text]))
    .filter((word) => [...word].length > 1 && !/^\p{N}+$/u.test(word))
}
