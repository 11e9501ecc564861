/** One written form for what differs only in typing: width, case, punctuation, invisible characters. */

/** What a language resource must do for this kernel. It is passed in, so that the kernel needs no dictionary. */
export interface Segmenter {
  /** Words of Chinese text, in order. Overlapping words (search mode) are allowed. */
  cut(text: string): readonly string[]
  /** One syllable without tone for each character (`lü` or `lv`); a character without a reading is returned as it is. */
  pinyin(text: string): readonly string[]
}

/** A stretch of one script: Chinese characters, Latin letters, or other letters and digits (`12345`, Mongolian). */
export interface Run {
  readonly script: 'han' | 'latin' | 'other'
  readonly text: string
}

/**
 * NFKC, lower case, punctuation and invisible characters dropped, each gap one blank. Two texts that a reader would
 * call the same are the same afterwards: `（ＡＢＣ）食品、经营` → `abc 食品 经营`.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** The stretches of one script in a text, normalised, in order. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = []
  for (const [found] of normalise(text).matchAll(/[\p{Script=Han}]+|[a-z]+|[^\p{Script=Han}a-z\s]+/gu)) {
    const script = /^\p{Script=Han}/u.test(found) ? 'han' : /^[a-z]/.test(found) ? 'latin' : 'other'
    runs.push({ script, text: found })
  }
  return runs
}

/**
 * Words that cover a stretch of Chinese without overlap, whatever mode the segmenter has: at each place the longest
 * word it gave, else the single character.
 */
export function wordsOf(run: string, segmenter: Pick<Segmenter, 'cut'>): readonly string[] {
  const given = new Set(segmenter.cut(run))
  const longest = Math.max(1, ...[...given].map((word) => word.length))
  const words: string[] = []
  for (let at = 0; at < run.length; ) {
    const word = longestAt(run, at, longest, given) ?? String.fromCodePoint(run.codePointAt(at) ?? 0)
    words.push(word)
    at += word.length
  }
  return words
}

function longestAt(run: string, at: number, longest: number, given: ReadonlySet<string>): string | undefined {
  for (let length = Math.min(longest, run.length - at); length > 0; length--) {
    const word = run.slice(at, at + length)
    if (given.has(word)) return word
  }
  return undefined
}

/** Neighbouring pairs: `营业执照` → 营业, 业执, 执照. */
export function bigramsOf(run: string): readonly string[] {
  return gramsOf([...run], 2).map((pair) => pair.join(''))
}

/** All stretches of `size` neighbours. */
export function gramsOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.max(0, items.length - size + 1) }, (_, at) => items.slice(at, at + size))
}
