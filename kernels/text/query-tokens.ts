/** What somebody typed into the search box, as matters asked for and the forms in which an item may name each. */

import { initialGrams, pairTokens, soundTokens, wordToken } from './index-tokens.ts'
import { normalise, type Run, runsOf, type Segmenter, wordsOf } from './normalise.ts'
import { type Reading, readingsOf, soundOf } from './pinyin.ts'
import { type Synonyms, soundKey, splitBySynonyms, syllablesKey } from './synonyms.ts'

export type FormKind = 'word' | 'pairs' | 'official' | 'sound' | 'initials'

/** One way in which an item may name a matter: all its tokens together. */
export interface QueryForm {
  readonly kind: FormKind
  readonly text: string
  /** How sure a full match of this form is, 0–1. */
  readonly weight: number
  readonly tokens: readonly string[]
  /** Tokens that are beginnings of tokens: the person has not typed to the end. */
  readonly prefixes: readonly string[]
}

/** One matter asked for; its forms are alternatives. */
export interface QueryConcept {
  readonly text: string
  readonly forms: readonly QueryForm[]
}

/** Plain data: it may be stored beside the search it came from. */
export interface Query {
  readonly text: string
  readonly concepts: readonly QueryConcept[]
  /** Tokens that decide between items that answer equally well; they find nothing by themselves. */
  readonly prefer: readonly string[]
}

const LONGEST_INITIALS = 8

/** Exact words are surer than their sounds; two syllables sound like too much, three rarely lie. */
const WEIGHTS = {
  word: 1,
  pairs: 0.95,
  official: 0.85,
  typedPinyin: 0.8,
  initials: 0.7,
  sound: 0.6,
  shortSound: 0.4,
  apart: 0.9,
}

/**
 * Reads a query. Question words and words without content are dropped (unless nothing else is left), everyday words
 * gain their official ones, Latin letters are tried as a word, as pinyin (the last syllable may be unfinished) and as
 * initials, and Chinese is also taken by its sound, so that 营业执召 still means 营业执照.
 */
export function queryTokens(text: string, segmenter: Segmenter, synonyms: Synonyms): Query {
  const clean = normalise(text)
  const concepts = runsOf(dropLead(clean, synonyms)).flatMap((run) =>
    run.script === 'han' ? hanConcepts(run.text, segmenter, synonyms) : [latinConcept(run, segmenter, synonyms)],
  )
  const distinct = new Map(concepts.map((concept) => [concept.text, concept]))
  return {
    text: clean,
    concepts: [...distinct.values()].filter(({ forms }) => forms.length > 0),
    prefer: synonyms.prefer.flatMap(pairTokens),
  }
}

/** All tokens of a query, for reading their frequencies. */
export function tokensOfQuery(query: Query): readonly string[] {
  return [...new Set(query.concepts.flatMap(({ forms }) => forms.flatMap(({ tokens }) => tokens)))]
}

function dropLead(text: string, { lead }: Synonyms): string {
  let rest = text
  for (let found: string | undefined = ''; found !== undefined; ) {
    found = lead.find((words) => rest.startsWith(words) && rest.length > words.length)
    rest = rest.slice(found?.length ?? 0).trimStart()
  }
  return rest
}

function hanConcepts(run: string, segmenter: Segmenter, synonyms: Synonyms): readonly QueryConcept[] {
  const kept = wordsOf(run, segmenter)
    .filter((word) => !synonyms.stop.has(word))
    .join('')
  if (kept === '') return [plainConcept(run, segmenter, synonyms)]
  if (saidByEar(kept, segmenter, synonyms) !== undefined) return [plainConcept(kept, segmenter, synonyms)]
  const [asTyped, asKept] = [splitBySynonyms(run, synonyms), splitBySynonyms(kept, synonyms)]
  const pieces = knownLength(asTyped) >= knownLength(asKept) ? asTyped : asKept
  return pieces.flatMap(({ text, known }) =>
    known
      ? [knownConcept(text, segmenter, synonyms)]
      : chunksOf(text, segmenter, synonyms).map((chunk) => plainConcept(chunk, segmenter, synonyms)),
  )
}

/** What the table knows under the sound of a text it does not know as written: 开参馆 → 开餐馆. */
function saidByEar(text: string, segmenter: Segmenter, { official, written }: Synonyms): string | undefined {
  const said = official.has(text) ? undefined : written.get(soundKey(text, segmenter) ?? '')
  return said === text ? undefined : said
}

function knownLength(pieces: readonly { text: string; known: boolean }[]): number {
  return pieces.reduce((sum, { text, known }) => sum + (known ? text.length : 0), 0)
}

/** Words with content; neighbouring single characters are one chunk, for a misspelt word falls apart into them. */
function chunksOf(text: string, segmenter: Segmenter, { stop }: Synonyms): readonly string[] {
  const chunks: string[] = []
  let singles = ''
  for (const word of [...wordsOf(text, segmenter).filter((one) => !stop.has(one)), '']) {
    if ([...word].length === 1) singles += word
    else {
      if (singles !== '') chunks.push(singles)
      singles = ''
      if (word !== '') chunks.push(word)
    }
  }
  return chunks
}

function plainConcept(text: string, segmenter: Segmenter, synonyms: Synonyms): QueryConcept {
  const said = saidByEar(text, segmenter, synonyms)
  const forms = writtenForms(text, segmenter)
  if (said === undefined) return concept(text, forms)
  const sure = said.length > 2 ? WEIGHTS.typedPinyin : WEIGHTS.shortSound
  const meant = form('pairs', said, sure, pairTokens(said))
  return concept(text, [...forms, meant, ...officialForms(said, segmenter, synonyms, sure)])
}

function knownConcept(say: string, segmenter: Segmenter, synonyms: Synonyms): QueryConcept {
  return concept(say, [...writtenForms(say, segmenter), ...officialForms(say, segmenter, synonyms)])
}

/** As typed: the word, its pairs of characters, its sound. One character is the beginning of a pair, or a word. */
function writtenForms(text: string, segmenter: Segmenter): readonly QueryForm[] {
  if ([...text].length === 1) return [form('word', text, WEIGHTS.word, [], [`b${text}`, wordToken(text)])]
  const syllables = segmenter.pinyin(text)
  return [
    form('word', text, WEIGHTS.word, [wordToken(text)]),
    form('pairs', text, WEIGHTS.pairs, pairTokens(text)),
    form('sound', text, syllables.length > 2 ? WEIGHTS.sound : WEIGHTS.shortSound, soundTokens(syllables)),
  ]
}

/**
 * The official words of a say, the first the most fitting; `sure` is how sure it is that this was said. Each also word
 * by word, for names that put something between: 食品（含保健食品）经营许可.
 */
function officialForms(say: string, segmenter: Segmenter, { official }: Synonyms, sure = 1): readonly QueryForm[] {
  return (official.get(say) ?? []).flatMap((words, at) => {
    const weight = sure * (WEIGHTS.official - Math.min(at, 3) * 0.05)
    const [run] = runsOf(words)
    if (run?.script !== 'han' || [...words].length === 1) return [form('official', words, weight, [wordToken(words)])]
    const apart = wordsOf(run.text, segmenter).filter((word) => [...word].length > 1)
    const joined = form('official', words, weight, pairTokens(run.text))
    return apart.length < 2
      ? [joined]
      : [joined, form('official', words, weight * WEIGHTS.apart, apart.flatMap(pairTokens))]
  })
}

function latinConcept(run: Run, segmenter: Segmenter, synonyms: Synonyms): QueryConcept {
  const { text } = run
  const known = officialForms(text, segmenter, synonyms)
  const forms = [form('word', text, WEIGHTS.word, [wordToken(text)]), ...known]
  if (run.script !== 'latin' || text.length < 2) return concept(text, forms)
  const readings = readingsOf(text, true)
  const byEar = readings.flatMap(({ syllables, tail }) =>
    tail === '' ? (synonyms.written.get(syllablesKey(syllables) ?? '') ?? []) : [],
  )
  const meant = byEar.flatMap((say) => officialForms(say, segmenter, synonyms, WEIGHTS.typedPinyin))
  const whole = readings.some(({ tail }) => tail === '')
  const initials = whole || text.length > LONGEST_INITIALS ? [] : initialForms(text, segmenter, synonyms)
  return concept(text, [...forms, ...readings.map((reading) => pinyinForm(text, reading)), ...initials, ...meant])
}

function initialForms(text: string, segmenter: Segmenter, synonyms: Synonyms): readonly QueryForm[] {
  const says = synonyms.initials.get(text) ?? []
  const meant = says.flatMap((say) => officialForms(say, segmenter, synonyms, WEIGHTS.initials))
  return [form('initials', text, WEIGHTS.initials, initialGrams(text)), ...meant]
}

function pinyinForm(text: string, { syllables, tail }: Reading): QueryForm {
  const last = syllables.at(-1)
  const single = tail === '' && syllables.length === 1
  const prefixes = last !== undefined && (tail !== '' || single) ? [`s${soundOf(last)}.${soundOf(tail)}`] : []
  return form('sound', text, WEIGHTS.typedPinyin, soundTokens(syllables), prefixes)
}

function form(
  kind: FormKind,
  text: string,
  weight: number,
  tokens: readonly string[],
  prefixes: readonly string[] = [],
): QueryForm {
  return { kind, text, weight, tokens: [...new Set(tokens)], prefixes }
}

function concept(text: string, forms: readonly QueryForm[]): QueryConcept {
  return { text, forms: forms.filter(({ tokens, prefixes }) => tokens.length + prefixes.length > 0) }
}
