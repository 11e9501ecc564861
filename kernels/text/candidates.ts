/** The tsqueries that fetch candidates for a query from an inverted index: strictest first, rarest tokens first. */

import { quoteToken } from './index-tokens.ts'
import type { Query, QueryConcept, QueryForm } from './query-tokens.ts'

/** In how many documents a token stands; 0 for a token the index does not have. */
export type Frequency = (token: string) => number

export interface CandidateQuery {
  /** Text of a PostgreSQL tsquery; bind it and cast it, `$1::tsquery`. */
  readonly tsquery: string
  /** At most so many documents can match, by the frequencies given. */
  readonly atMost: number
  /** Few enough to be ordered by `ts_rank(tokens, $1::tsquery) desc` before the limit; else take them as they come. */
  readonly orderable: boolean
}

const ORDERABLE = 5000
/** A beginning of a token may match many; taken as this many for want of a count. */
const PREFIX_FREQUENCY = 2000

/** One form as a tsquery, rarest token first, with the bound its rarest token gives. */
interface Clause {
  readonly tsquery: string
  readonly atMost: number
}

/**
 * What to run, in this order, until about 200 candidates are found: every matter in its exact or official words; every
 * matter in any form, sounds included; all but the commonest matter, and so on; then any of the rare tokens, which
 * finds what is misspelt beyond its sound. Queries that cannot match are left out, so an index without the tokens is
 * never asked. Each list row may repeat earlier ones' documents.
 */
export function candidateQueries(query: Query, frequency: Frequency): readonly CandidateQuery[] {
  const exact = query.concepts.map((concept) => anyForm(concept, frequency, ['word', 'pairs', 'official', 'initials']))
  const any = query.concepts.map((concept) => anyForm(concept, frequency, undefined))
  const possible = any.filter((clause) => clause !== undefined).sort((a, b) => a.atMost - b.atMost)
  const steps = [allOf(exact), allOf(any)]
  for (let kept = possible.length; kept > 0; kept--) steps.push(allOf(possible.slice(0, kept)))
  steps.push(rareTokens(query, frequency))
  const distinct = new Map(steps.filter((step) => step !== undefined).map((step) => [step.tsquery, step]))
  return [...distinct.values()].map((step) => ({ ...step, orderable: step.atMost <= ORDERABLE }))
}

function allOf(clauses: readonly (Clause | undefined)[]): Clause | undefined {
  const given = clauses.filter((clause) => clause !== undefined)
  if (given.length === 0 || given.length < clauses.length) return undefined
  const sorted = given.sort((a, b) => a.atMost - b.atMost)
  return { tsquery: sorted.map(({ tsquery }) => tsquery).join(' & '), atMost: sorted[0]?.atMost ?? 0 }
}

function anyForm(
  concept: QueryConcept,
  frequency: Frequency,
  kinds: readonly QueryForm['kind'][] | undefined,
): Clause | undefined {
  const clauses = concept.forms
    .filter(({ kind }) => kinds === undefined || kinds.includes(kind))
    .map((form) => allTokens(form, frequency))
    .filter((clause) => clause !== undefined)
  if (clauses.length === 0) return undefined
  const atMost = clauses.reduce((sum, clause) => sum + clause.atMost, 0)
  return { tsquery: `(${[...new Set(clauses.map(({ tsquery }) => tsquery))].join(' | ')})`, atMost }
}

/** Undefined when one of the tokens is in no document. */
function allTokens({ tokens, prefixes }: QueryForm, frequency: Frequency): Clause | undefined {
  const counted = tokens.map((token) => ({ token: quoteToken(token), count: frequency(token) }))
  if (counted.some(({ count }) => count === 0)) return undefined
  for (const prefix of prefixes) counted.push({ token: `${quoteToken(prefix)}:*`, count: PREFIX_FREQUENCY })
  counted.sort((a, b) => a.count - b.count)
  // The prefixes of one form are alternatives when it has no whole token (one character: 水*, as pair or as word).
  const glue = tokens.length === 0 ? ' | ' : ' & '
  const atMost = counted.reduce(
    (sum, { count }) => (tokens.length === 0 ? sum + count : Math.min(sum, count)),
    tokens.length === 0 ? 0 : Number.POSITIVE_INFINITY,
  )
  return { tsquery: `(${counted.map(({ token }) => token).join(glue)})`, atMost }
}

/** Any of the rarest tokens, as many as stay orderable together. */
function rareTokens(query: Query, frequency: Frequency): Clause | undefined {
  const tokens = new Set(query.concepts.flatMap(({ forms }) => forms.flatMap((form) => form.tokens)))
  const rare = [...tokens]
    .map((token) => ({ token, count: frequency(token) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
  let atMost = 0
  const taken: string[] = []
  for (const { token, count } of rare) {
    if (taken.length > 0 && atMost + count > ORDERABLE) break
    atMost += count
    taken.push(quoteToken(token))
  }
  return taken.length === 0 ? undefined : { tsquery: taken.join(' | '), atMost }
}
