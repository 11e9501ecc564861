/**
 * What a search index stores of a text, so that one inverted list answers words, parts of words, misspellings that
 * sound right, full pinyin and initials.
 *
 * How the SQL side uses it:
 * - Store `tsvectorText(tokensForIndex(name, segmenter))::tsvector` in a column with a GIN index, and the bare tokens of
 *   the fields to be ranked in `text[]` columns: then nothing is segmented when somebody searches.
 * - Add tokens of your own for what is filtered by equality (`r150421` for a region): GIN intersects them with the rest.
 * - Keep `token → number of documents` in a table, filled by
 *   `select word, ndoc from ts_stat('select tokens from …')`; it need not be fresh.
 * - On a search: `queryTokens` → read the frequencies of its tokens (one indexed query) → run the `candidateQueries` in
 *   order, strictest and rarest first, `where tokens @@ $1::tsquery limit 200`, until about 50 are found → `rank`.
 *   Ask within one region where you can: intersecting is cheap, and the same item of five hundred counties is one.
 */

import { bigramsOf, gramsOf, runsOf, type Segmenter, wordsOf } from './normalise.ts'
import { isSyllable, soundOf } from './pinyin.ts'

/** PostgreSQL's weight labels: A words, B pairs of characters, C sounds, D initials. */
export type TokenWeight = 'A' | 'B' | 'C' | 'D'

export interface IndexToken {
  /** Prefixed by its kind: `w营业执照`, `b执照`, `sye.zi`, `iyyz`. */
  readonly token: string
  readonly weight: TokenWeight
}

export interface IndexOptions {
  /** Store sounds and initials too; switch off for long texts nobody searches by pinyin. Default true. */
  readonly sounds?: boolean
}

/** The distinct tokens of a text, in the order of their kinds. */
export function tokensForIndex(text: string, segmenter: Segmenter, options: IndexOptions = {}): readonly IndexToken[] {
  const found = new Map<string, TokenWeight>()
  const add = (weight: TokenWeight, tokens: readonly string[]) => {
    for (const token of tokens) if (!found.has(token)) found.set(token, weight)
  }
  const runs = runsOf(text)
  for (const run of runs) add('A', run.script === 'han' ? wordTokens(run.text, segmenter) : [wordToken(run.text)])
  const han = runs.filter(({ script }) => script === 'han')
  for (const run of han) add('B', pairTokens(run.text))
  if (options.sounds ?? true)
    for (const run of han) {
      const syllables = segmenter.pinyin(run.text)
      add('C', soundTokens(syllables))
      add('D', initialTokens(run.text, syllables, segmenter))
    }
  return [...found].map(([token, weight]) => ({ token, weight }))
}

/** Tokens as the text form of a PostgreSQL tsvector; bind it and cast it, `$1::tsvector`. */
export function tsvectorText(tokens: readonly IndexToken[]): string {
  return tokens.map(({ token, weight }) => `${quoteToken(token)}:1${weight}`).join(' ')
}

/** A token in quotes, as tsvector and tsquery want it. */
export function quoteToken(token: string): string {
  return `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

export function wordToken(word: string): string {
  return `w${word}`
}

export function wordTokens(run: string, segmenter: Pick<Segmenter, 'cut'>): readonly string[] {
  return [...new Set([...wordsOf(run, segmenter), ...segmenter.cut(run)])].map(wordToken)
}

export function pairTokens(run: string): readonly string[] {
  return bigramsOf(run).map((pair) => `b${pair}`)
}

/** Neighbouring syllables by sound; a character without a reading breaks the chain. */
export function soundTokens(syllables: readonly string[]): readonly string[] {
  return gramsOf(syllables, 2)
    .filter((pair) => pair.every(isSyllable))
    .map((pair) => `s${pair.map(soundOf).join('.')}`)
}

/** Three neighbouring initials, and both of a word of two characters (社保 is found by `sb`). */
function initialTokens(
  run: string,
  syllables: readonly string[],
  segmenter: Pick<Segmenter, 'cut'>,
): readonly string[] {
  const initials = syllables.map((syllable) => (isSyllable(syllable) ? syllable.charAt(0) : '?'))
  const tokens = initialGrams(initials.join(''))
  let at = 0
  for (const word of wordsOf(run, segmenter)) {
    const length = [...word].length
    if (length === 2) tokens.push(`i${initials.slice(at, at + 2).join('')}`)
    at += length
  }
  return tokens.filter((token) => !token.includes('?'))
}

/** The tokens of typed initials: one of two letters, or each three neighbours. */
export function initialGrams(letters: string): string[] {
  if (letters.length === 2) return [`i${letters}`]
  return gramsOf([...letters], 3).map((three) => `i${three.join('')}`)
}
