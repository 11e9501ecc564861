/** Pinyin as people type it: cutting letters into syllables, and one key for what sounds alike. Source: GB/T 16159-2012. */

/** Finals after each initial of standard Chinese; an empty initial stands for syllables that begin with a vowel. */
const FINALS: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve ue',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
}

const SYLLABLES: ReadonlySet<string> = new Set(
  Object.entries(FINALS).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)),
)
const BEGINNINGS: ReadonlySet<string> = new Set(
  [...SYLLABLES].flatMap((syllable) => Array.from(syllable, (_, at) => syllable.slice(0, at + 1))),
)
const LONGEST = 6
const READINGS_KEPT = 4

/** One way to cut typed letters; `tail` is a last syllable not typed to its end. */
export interface Reading {
  readonly syllables: readonly string[]
  readonly tail: string
}

/**
 * The ways to cut typed letters into syllables, fewest syllables first, at most four: `xian` → xian, xi·an. Empty when
 * they are no pinyin. With `open` the last syllable may be unfinished: `yingyezhiz` → ying·ye·zhi and the tail z.
 */
export function readingsOf(letters: string, open: boolean): readonly Reading[] {
  const known = new Map<number, readonly Reading[]>()
  const from = (at: number): readonly Reading[] => {
    if (at === letters.length) return [{ syllables: [], tail: '' }]
    const before = known.get(at)
    if (before !== undefined) return before
    const found = readingsFrom(letters, at, open, from)
    known.set(at, found)
    return found
  }
  return letters === '' ? [] : from(0)
}

function readingsFrom(
  letters: string,
  at: number,
  open: boolean,
  from: (at: number) => readonly Reading[],
): readonly Reading[] {
  const found: Reading[] = []
  for (let end = Math.min(letters.length, at + LONGEST); end > at; end--) {
    const piece = letters.slice(at, end)
    if (SYLLABLES.has(piece))
      for (const rest of from(end)) found.push({ syllables: [piece, ...rest.syllables], tail: rest.tail })
    else if (open && end === letters.length && BEGINNINGS.has(piece)) found.push({ syllables: [], tail: piece })
  }
  const size = ({ syllables, tail }: Reading) => syllables.length + (tail === '' ? 0 : 0.5)
  return found.sort((a, b) => size(a) - size(b)).slice(0, READINGS_KEPT)
}

/**
 * One key for syllables that many speakers and typists do not tell apart: zh/z, ch/c, sh/s, -ng/-n, ü/v/u. It only
 * finds candidates; ranking puts what is written exactly first. `zhang` → `zan`.
 */
export function soundOf(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/[üv]/g, 'u')
}

/** Whether a segmenter's answer is a reading, not the character handed back. */
export function isSyllable(text: string): boolean {
  return /^[a-zü]+$/.test(text)
}
