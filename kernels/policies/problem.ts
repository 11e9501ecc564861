/** What is wrong with a policy, where, and how to mend it. */
import type { Words } from './words.ts'

export type PolicyProblem = {
  readonly code:
    | 'policies.shape'
    | 'policies.missing'
    | 'policies.days'
    | 'policies.feel_syntax'
    | 'policies.unknown_fact'
    | 'policies.type'
    | 'policies.unknown_choice'
    | 'policies.no_such_value'
    | 'policies.never'
    | 'policies.always'
    | 'policies.contradiction'
    | 'policies.table_gap'
    | 'policies.table_overlap'
    | 'policies.table_taken'
    | 'policies.divides_by_zero'
    | 'policies.endless'
    | 'policies.circle'
    | 'policies.example_fails'
    | 'policies.examples_missing'
    | 'policies.unknown_policy'
  /** Path of the part, `conditions.insured.when`. */
  readonly place: string
  /** From 1, in the expression. */
  readonly line?: number
  readonly column?: number
  /** It may be published all the same. */
  readonly advised?: true
  readonly message: Words
  readonly advice: Words
}

/** Thrown nowhere: a policy that cannot be read is a list of these. */
export function problem(
  code: PolicyProblem['code'],
  place: string,
  message: Words,
  advice: Words,
  at: { readonly line?: number; readonly column?: number } = {},
): PolicyProblem {
  return { code, place, ...at, message, advice }
}
