/** Orders candidates for a query: BM25 over matters instead of words, with coverage and nearness of writing. */

import type { Frequency } from './candidates.ts'
import { nearness } from './nearness.ts'
import { normalise } from './normalise.ts'
import type { Query, QueryConcept, QueryForm } from './query-tokens.ts'

/** A field as the index stores it: its text, and the tokens of tokensForIndex. */
export interface RankField {
  readonly text: string
  readonly tokens: readonly string[]
}

export interface RankDocument {
  readonly id: string
  readonly fields: Readonly<Record<string, RankField>>
}

export interface Corpus {
  readonly documents: number
  readonly frequency: Frequency
}

export interface RankOptions {
  /** What a full match in the field is worth; fields not named count 0.3. Default: `name` 1. */
  readonly fieldWeights?: Readonly<Record<string, number>>
  /** Counts over the whole index; default: over the documents given. */
  readonly corpus?: Corpus
}

export interface Ranked {
  readonly id: string
  /** Comparable within one query only. */
  readonly score: number
  /** The part of what was asked that the document covers, 0–1: below a half, say so to the person. */
  readonly coverage: number
}

interface Field extends RankField {
  readonly weight: number
  readonly has: ReadonlySet<string>
}

/** A concept and how much a document says by naming it. */
interface Importance {
  readonly concept: QueryConcept
  readonly telling: number
}

/** How rare a token is. */
type Rarity = (token: string) => number

const OTHER_FIELD = 0.3
/** BM25's k1·b: a short name that says it beats a long one that says it among other things. */
const LENGTH_SLOPE = 0.2
/** What standing in the name as typed is worth, against naming every concept. */
const NEARNESS_SHARE = 0.5
/** Enough to part equals, too little to overtake. */
const PREFERRED = 1.02
/** A beginning typed to no end says little. */
const PREFIX_TELLING = 1

/** The documents that match at all, best first; equal scores by shorter first field, then id. O(documents × query). */
export function rank(query: Query, documents: readonly RankDocument[], options: RankOptions = {}): readonly Ranked[] {
  const rarity = rarityIn(options.corpus ?? corpusOf(documents))
  const importances = query.concepts.map((concept) => ({ concept, telling: tellingOf(concept, rarity) }))
  const fields = documents.map((document) => fieldsOf(document, options.fieldWeights ?? { name: 1 }))
  const sizes = fields.map(([first]) => first?.tokens.length ?? 0)
  const average = Math.max(1, sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length))
  return documents
    .map(({ id }, at) => {
      const size = sizes[at] ?? 0
      const { score, coverage } = scoreOf(query, importances, fields[at] ?? [], rarity)
      const preferred = query.prefer.some((token) => fields[at]?.[0]?.has.has(token)) ? PREFERRED : 1
      return { id, size, coverage, score: score * preferred * lengthFactor(size / average) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.size - b.size || (a.id < b.id ? -1 : 1))
    .map(({ id, score, coverage }) => ({ id, score, coverage }))
}

/** Counts over the documents given; for a corpus small enough to hold. */
export function corpusOf(documents: readonly RankDocument[]): Corpus {
  const counts = new Map<string, number>()
  for (const { fields } of documents)
    for (const token of new Set(Object.values(fields).flatMap(({ tokens }) => tokens)))
      counts.set(token, (counts.get(token) ?? 0) + 1)
  return { documents: documents.length, frequency: (token) => counts.get(token) ?? 0 }
}

/** The field of most weight first. */
function fieldsOf(document: RankDocument, weights: Readonly<Record<string, number>>): readonly Field[] {
  return Object.entries(document.fields)
    .map(([name, field]) => ({ ...field, weight: weights[name] ?? OTHER_FIELD, has: new Set(field.tokens) }))
    .sort((a, b) => b.weight - a.weight)
}

function lengthFactor(relative: number): number {
  return Math.max(0.5, Math.min(1.25, 1 / (1 + LENGTH_SLOPE * (relative - 1))))
}

function scoreOf(
  query: Query,
  importances: readonly Importance[],
  fields: readonly Field[],
  rarity: Rarity,
): { score: number; coverage: number } {
  let matched = 0
  let whole = 0
  for (const { concept, telling } of importances) {
    let best = 0
    for (const field of fields) best = Math.max(best, field.weight * strengthOf(concept, field, rarity))
    matched += telling * best
    whole += telling
  }
  const [first] = fields
  const near = first === undefined ? 0 : first.weight * nearness(query.text, normalise(first.text))
  if (matched === 0 && near === 0) return { score: 0, coverage: 0 }
  const coverage = Math.min(1, Math.max(whole === 0 ? 0 : matched / whole, near))
  return { coverage, score: matched * (0.5 + 0.5 * coverage) + near * Math.max(1, whole) * NEARNESS_SHARE }
}

/** How surely the field names the concept: its best form. Half of a form is worth a quarter. */
function strengthOf({ forms }: QueryConcept, field: Field, rarity: Rarity): number {
  let best = 0
  for (const form of forms) {
    if (form.weight <= best) continue
    const part = matchedPart(form, field, rarity)
    best = Math.max(best, form.weight * part * part)
  }
  return best
}

function matchedPart({ tokens, prefixes }: QueryForm, field: Field, rarity: Rarity): number {
  let matched = 0
  let whole = 0
  for (const token of tokens) {
    const worth = rarity(token)
    whole += worth
    if (field.has.has(token)) matched += worth
  }
  if (prefixes.length > 0) {
    whole += PREFIX_TELLING
    if (prefixes.some((prefix) => field.tokens.some((token) => token.startsWith(prefix)))) matched += PREFIX_TELLING
  }
  return whole === 0 ? 0 : matched / whole
}

/**
 * BM25's inverse document frequency, never below 0.2 (a word in every document still says a little), remembered for
 * one query.
 */
function rarityIn({ documents, frequency }: Corpus): Rarity & { unknown: number } {
  const known = new Map<string, number>()
  const measure = (count: number) => Math.max(0.2, Math.log(1 + (documents - count + 0.5) / (count + 0.5)))
  const rarity = (token: string) => {
    let value = known.get(token)
    if (value === undefined) {
      value = measure(frequency(token))
      known.set(token, value)
    }
    return value
  }
  return Object.assign(rarity, { unknown: measure(0) })
}

/** The rarity of the surest way in which documents name the concept; that of an unknown word when none does. */
function tellingOf({ forms }: QueryConcept, rarity: Rarity & { unknown: number }): number {
  let telling = 0
  for (const { tokens, prefixes, weight } of forms) {
    if (tokens.length === 0 && prefixes.length > 0) telling = Math.max(telling, PREFIX_TELLING)
    if (tokens.length === 0 || tokens.some((token) => rarity(token) >= rarity.unknown)) continue
    const mean = tokens.reduce((sum, token) => sum + rarity(token), 0) / tokens.length
    telling = Math.max(telling, weight * mean)
  }
  return telling === 0 ? rarity.unknown : telling
}
