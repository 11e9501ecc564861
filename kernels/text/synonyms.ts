/** Everyday words and the official words behind them: 开餐馆 → 食品经营许可. The table is pack data. */

import { normalise, runsOf, type Segmenter } from './normalise.ts'
import { isSyllable, soundOf } from './pinyin.ts'

/** As a pack has it. */
export interface SynonymTable {
  /** How questions begin, of two characters and more: 我想, 请问, 怎么. Dropped at the beginning only. */
  readonly lead: readonly string[]
  /** Words that say nothing about the matter: 的, 一个, 办理. Dropped where they stand as words. */
  readonly stop: readonly string[]
  /** Of items that answer equally well, those with one of these words come first: 核发 before 延续. */
  readonly prefer?: readonly string[]
  readonly entries: readonly {
    /** What people say. */
    readonly say: readonly string[]
    /** What items are called, most fitting first. */
    readonly official: readonly string[]
  }[]
}

/** Compiled for queryTokens; keep it in memory, store the table. */
export interface Synonyms {
  readonly lead: readonly string[]
  readonly stop: ReadonlySet<string>
  readonly prefer: readonly string[]
  readonly official: ReadonlyMap<string, readonly string[]>
  /** From the sound of what people say to how it is written. */
  readonly written: ReadonlyMap<string, string>
  /** From three and more initials to what people may mean by them. */
  readonly initials: ReadonlyMap<string, readonly string[]>
  readonly longest: number
}

const SAYS_OF_INITIALS = 3

/** Compiles a table. What several entries say has the official words of all. */
export function makeSynonyms(table: SynonymTable, segmenter: Segmenter): Synonyms {
  const official = new Map<string, readonly string[]>()
  const written = new Map<string, string>()
  const initials = new Map<string, readonly string[]>()
  for (const entry of table.entries)
    for (const words of entry.say) {
      const say = normalise(words).replaceAll(' ', '')
      official.set(say, [...new Set([...(official.get(say) ?? []), ...entry.official.map(normalise)])])
      const sound = soundKey(say, segmenter)
      if (sound === undefined) continue
      if (!written.has(sound)) written.set(sound, say)
      const letters = sound.replace(/(\w)\w*\.?/g, '$1')
      if (letters.length >= 3) initials.set(letters, [...(initials.get(letters) ?? []), say].slice(0, SAYS_OF_INITIALS))
    }
  return {
    lead: table.lead.map(normalise).sort((a, b) => b.length - a.length),
    stop: new Set(table.stop.map(normalise)),
    prefer: (table.prefer ?? []).map(normalise),
    official,
    written,
    initials,
    longest: Math.max(0, ...[...official.keys()].map((say) => say.length)),
  }
}

/** The sound of a text that is Chinese throughout and has two syllables or more. */
export function soundKey(text: string, segmenter: Pick<Segmenter, 'pinyin'>): string | undefined {
  const runs = runsOf(text)
  if (runs.length !== 1 || runs[0]?.script !== 'han') return undefined
  return syllablesKey(segmenter.pinyin(text))
}

export function syllablesKey(syllables: readonly string[]): string | undefined {
  return syllables.length >= 2 && syllables.every(isSyllable) ? syllables.map(soundOf).join('.') : undefined
}

/** A text cut where it says something the table knows, longest first, from the left. */
export function splitBySynonyms(text: string, synonyms: Synonyms): readonly { text: string; known: boolean }[] {
  const pieces: { text: string; known: boolean }[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const say = longestSay(text, at, synonyms)
    if (say === undefined) {
      plain += text.charAt(at)
      at++
      continue
    }
    if (plain !== '') pieces.push({ text: plain, known: false })
    plain = ''
    pieces.push({ text: say, known: true })
    at += say.length
  }
  return plain === '' ? pieces : [...pieces, { text: plain, known: false }]
}

function longestSay(text: string, at: number, { official, longest }: Synonyms): string | undefined {
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const say = text.slice(at, at + length)
    if (official.has(say)) return say
  }
  return undefined
}
