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

interface Importance {
  readonly concept: QueryConcept
  /** What each form matches best with, and how telling the concept is. */
  readonly telling: number
}

const OTHER_FIELD = 0.3
/** BM25's saturation by length: a short name that says it beats a long one that says it among other things. */
const LENGTH_SLOPE = 0.4

/** The documents that match at all, best first; equal scores by shorter first field, then id. O(documents × query). */
export function rank(query: Query, documents: readonly RankDocument[], options: RankOptions = {}): readonly Ranked[] {
  const corpus = options.corpus ?? corpusOf(documents)
  const importances = query.concepts.map((concept) => ({ concept, telling: tellingOf(concept, corpus) }))
  const fields = documents.map((document) => fieldsOf(document, options.fieldWeights ?? { name: 1 }))
  const sizes = fields.map(([first]) => first?.tokens.length ?? 0)
  const average = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length)
  return documents
    .map((document, at) => ({
      ...scoreOf(query, importances, fields[at] ?? [], average, corpus),
      id: document.id,
      size: sizes[at] ?? 0,
    }))
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

function fieldsOf(document: RankDocument, weights: Readonly<Record<string, number>>): readonly Field[] {
  return Object.entries(document.fields)
    .map(([name, field]) => ({ ...field, weight: weights[name] ?? OTHER_FIELD, has: new Set(field.tokens) }))
    .sort((a, b) => b.weight - a.weight)
}

function scoreOf(
  query: Query,
  importances: readonly Importance[],
  fields: readonly Field[],
  average: number,
  corpus: Corpus,
): { score: number; coverage: number } {
  let matched = 0
  let covered = 0
  let whole = 0
  for (const { concept, telling } of importances) {
    let best = 0
    for (const field of fields) best = Math.max(best, field.weight * strengthOf(concept, field, corpus))
    matched += telling * best
    covered += telling * Math.min(1, best)
    whole += telling
  }
  const first = fields[0]
  const near = first === undefined ? 0 : first.weight * nearness(query.text, normalise(first.text))
  if (matched === 0 && near === 0) return { score: 0, coverage: 0 }
  const coverage = whole === 0 ? near : Math.max(covered / whole, near)
  const length = 1 / (1 + LENGTH_SLOPE * ((first?.tokens.length ?? 0) / Math.max(1, average) - 1) * 0.5)
  return {
    score: (matched * (0.5 + 0.5 * coverage) + near * Math.max(1, whole) * 0.5) * Math.max(0.5, Math.min(1.25, length)),
    coverage,
  }
}

/** How surely the field names the concept: its best form. Half of a form is worth a quarter. */
function strengthOf({ forms }: QueryConcept, { has, tokens }: Field, corpus: Corpus): number {
  let best = 0
  for (const form of forms) {
    if (form.weight <= best) continue
    const part = matchedPart(form, has, tokens, corpus)
    best = Math.max(best, form.weight * part * part)
  }
  return best
}

function matchedPart(
  { tokens, prefixes }: QueryForm,
  has: ReadonlySet<string>,
  all: readonly string[],
  corpus: Corpus,
): number {
  let matched = 0
  let whole = 0
  for (const token of tokens) {
    const worth = rarity(token, corpus)
    whole += worth
    if (has.has(token)) matched += worth
  }
  if (prefixes.length > 0) {
    whole += 1
    if (prefixes.some((prefix) => all.some((token) => token.startsWith(prefix)))) matched += 1
  }
  return whole === 0 ? 0 : matched / whole
}

/** BM25's inverse document frequency, never below 0.2: a word in every document still says a little. */
function rarity(token: string, { documents, frequency }: Corpus): number {
  const count = frequency(token)
  return Math.max(0.2, Math.log(1 + (documents - count + 0.5) / (count + 0.5)))
}

/** The rarity of the surest way in which documents name the concept; that of an unknown word when none does. */
function tellingOf({ forms }: QueryConcept, corpus: Corpus): number {
  let telling = 0
  for (const { tokens, weight } of forms) {
    const found = tokens.filter((token) => corpus.frequency(token) > 0)
    if (found.length === 0 || found.length < tokens.length) continue
    const mean = found.reduce((sum, token) => sum + rarity(token, corpus), 0) / found.length
    telling = Math.max(telling, weight * mean)
  }
  return telling === 0 ? Math.log(2 * corpus.documents + 2) : telling
}
