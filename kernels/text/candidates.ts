/** The tsqueries that fetch candidates for a query from an inverted index: strictest first, rarest tokens first. */

import { quoteToken } from './index-tokens.ts'
import type { Query, QueryConcept, QueryForm } from './query-tokens.ts'

/** In how many documents a token stands; 0 for a token the index does not have. */
export type Frequency = (token: string) => number

export interface CandidateQuery {
  /** Text of a PostgreSQL tsquery; bind it and cast it, `$1::tsquery`. */
  readonly tsquery: string
  /** At most so many documents are expected to match. */
  readonly atMost: number
  /** Few enough to be ordered by `ts_rank(tokens, $1::tsquery) desc` before the limit; else take them as they come. */
  readonly orderable: boolean
}

export interface CandidateOptions {
  /**
   * The part of all documents that your own filter leaves, 0–1: 0.002 when you add `'r150421' & (…)` and that region
   * has a five-hundredth of the items. Default 1.
   */
  readonly share?: number
}

const ORDERABLE = 5000
/** Entries of the index that are read in a few milliseconds, whatever a filter leaves of them. */
const READABLE = 50_000
/** So many documents that share a rare token are enough to rank; a word that more of them have tells them apart no more. */
const RARE = 1500
/** A beginning of a token may match many; taken as this many for want of a count. */
const PREFIX_FREQUENCY = 2000
/** The rarest tokens of a form fetch all that the whole form would, and little more. */
const TOKENS_OF_FORM = 3
/** Beyond so many concepts, leaving each out in turn costs more than it finds. */
const LONGEST_LEFT_OUT = 8

/** A tsquery and the bound its rarest tokens give. */
interface Clause {
  readonly tsquery: string
  readonly atMost: number
}

/**
 * What to run, in this order, until about 50 candidates are found, 200 at most: every matter in its exact or official
 * words; what has no exact words by its sound; every matter at least in part; all but one matter; any of the rare
 * tokens, which finds what is misspelt beyond its sound; at last one matter alone. A query that cannot match is left
 * out. Later ones may repeat documents of earlier ones.
 */
export function candidateQueries(
  query: Query,
  frequency: Frequency,
  { share = 1 }: CandidateOptions = {},
): readonly CandidateQuery[] {
  const whole = query.concepts.filter(({ forms }) => forms.some(({ tokens }) => tokens.length > 0))
  // A beginning of a token is slow to fetch by, so it is left to the ranking wherever anything else was asked for.
  const concepts = whole.length > 0 ? whole : query.concepts
  const exact = concepts.map((concept) => anyForm(concept, frequency, isExact))
  const best = concepts.map((concept, at) => exact[at] ?? anyForm(concept, frequency, () => true))
  const partial = concepts.map((concept, at) => anyPart(concept, frequency) ?? best[at])
  const possible = best.filter((clause) => clause !== undefined).sort((a, b) => a.atMost - b.atMost)
  const steps = [
    exact.includes(undefined) ? undefined : allOf(possible),
    allOf(possible),
    allOf(partial.filter((clause) => clause !== undefined)),
    allButOne(possible),
    rareTokens(query, frequency, Math.min(READABLE, RARE / share)),
    ...(possible.length > 1 ? possible.slice(0, 2).filter(({ atMost }, at) => at === 0 || atMost <= RARE) : []),
  ]
  const distinct = new Map(steps.filter((step) => step !== undefined).map((step) => [step.tsquery, step]))
  return [...distinct.values()].map(({ tsquery, atMost }) => {
    const expected = Math.ceil(atMost * share)
    return { tsquery, atMost: expected, orderable: expected <= ORDERABLE }
  })
}

function isExact({ kind }: QueryForm): boolean {
  return kind !== 'sound'
}

function allOf(clauses: readonly Clause[]): Clause | undefined {
  if (clauses.length === 0) return undefined
  const sorted = [...clauses].sort((a, b) => a.atMost - b.atMost)
  return { tsquery: join(sorted, ' & '), atMost: sorted[0]?.atMost ?? 0 }
}

/** Each clause left out in turn, as one query; a slip may have turned one matter into another that exists. */
function allButOne(clauses: readonly Clause[]): Clause | undefined {
  if (clauses.length < 3 || clauses.length > LONGEST_LEFT_OUT) return undefined
  const [first, second] = clauses
  const groups = clauses.map(
    (_, out) =>
      `(${join(
        clauses.filter((_, at) => at !== out),
        ' & ',
      )})`,
  )
  return { tsquery: groups.join(' | '), atMost: (first?.atMost ?? 0) + (second?.atMost ?? 0) }
}

function anyForm(
  concept: QueryConcept,
  frequency: Frequency,
  wanted: (form: QueryForm) => boolean,
): Clause | undefined {
  const forms = concept.forms.filter((form) => wanted(form) && !isImplied(form, concept))
  const clauses = forms.map((form) => allTokens(form, frequency)).filter((clause) => clause !== undefined)
  return clauses.length === 0 ? undefined : anyOf(clauses)
}

/** Whether another form of the concept finds whatever this one finds: pairs find words, words apart find them joined. */
function isImplied(form: QueryForm, { forms }: QueryConcept): boolean {
  return forms.some(
    (other) =>
      other !== form &&
      other.text === form.text &&
      ((form.kind === 'word' && other.kind === 'pairs') ||
        (form.kind === 'official' && other.kind === 'official' && isWithin(other.tokens, form.tokens))),
  )
}

function isWithin(few: readonly string[], many: readonly string[]): boolean {
  return few.length < many.length && few.every((token) => many.includes(token))
}

/** Any pair of characters of a word of three and more: 许可 for 许可证. */
function anyPart({ forms }: QueryConcept, frequency: Frequency): Clause | undefined {
  const pairs = forms.find(({ kind }) => kind === 'pairs')?.tokens ?? []
  const known = pairs.map((token) => ({ tsquery: quoteToken(token), atMost: frequency(token) }))
  const clauses = known.filter(({ atMost }) => atMost > 0)
  return pairs.length > 1 && clauses.length > 0 ? anyOf(clauses) : undefined
}

/** Undefined when one of the tokens is in no document. */
function allTokens({ tokens, prefixes }: QueryForm, frequency: Frequency): Clause | undefined {
  const counted = tokens.map((token) => ({ tsquery: quoteToken(token), atMost: frequency(token) }))
  if (counted.some(({ atMost }) => atMost === 0)) return undefined
  const beginnings = prefixes.map((prefix) => ({ tsquery: `${quoteToken(prefix)}:*`, atMost: PREFIX_FREQUENCY }))
  // What has no whole token (水, yingy) is alternatives; where there are whole tokens they fetch it too, and faster.
  if (tokens.length === 0) return anyOf(beginnings)
  const rarest = [...counted].sort((a, b) => a.atMost - b.atMost).slice(0, TOKENS_OF_FORM)
  return { tsquery: `(${join(rarest, ' & ')})`, atMost: rarest[0]?.atMost ?? 0 }
}

/** Any of the rarest tokens, as many as stay under the limit together; the rarest in any case. */
function rareTokens(query: Query, frequency: Frequency, limit: number): Clause | undefined {
  const tokens = new Set(query.concepts.flatMap(({ forms }) => forms.flatMap((form) => form.tokens)))
  const rare = [...tokens]
    .map((token) => ({ tsquery: quoteToken(token), atMost: frequency(token) }))
    .filter(({ atMost }) => atMost > 0)
    .sort((a, b) => a.atMost - b.atMost)
  let sum = 0
  const taken = rare.filter(({ atMost }, at) => {
    sum += atMost
    return at === 0 || sum <= limit
  })
  return taken.length === 0 ? undefined : anyOf(taken)
}

function anyOf(clauses: readonly Clause[]): Clause {
  const atMost = clauses.reduce((sum, clause) => sum + clause.atMost, 0)
  return { tsquery: `(${join(clauses, ' | ')})`, atMost }
}

function join(clauses: readonly Clause[], glue: string): string {
  return [...new Set(clauses.map(({ tsquery }) => tsquery))].join(glue)
}
