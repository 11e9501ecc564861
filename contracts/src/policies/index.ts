/** What crosses the wire for 惠企政策: policies, verdicts with their reasons, facts. */
import type { Dictionary as DictionaryData, Policy as PolicyData, PolicyProblem } from '@steppe/kernels/policies'
import { Type } from 'typebox'

/** A policy as data; its parts are described in `kernels/policies/policy.ts`. */
export const Policy = Type.Unsafe<PolicyData>({ type: 'object', description: 'a policy as data, as in packs' })
export type Policy = PolicyData

/** The facts that policies may ask for and the tables that derive facts; see `kernels/policies/dictionary.ts`. */
export const Dictionary = Type.Unsafe<DictionaryData>({
  type: 'object',
  required: ['facts', 'tables'],
  description: 'facts and tables, as in packs',
})

/** What is wrong with a policy, with its place and what to do. */
export const Problem = Type.Unsafe<PolicyProblem>({
  type: 'object',
  required: ['code', 'place', 'message', 'advice'],
  description: 'code, place, line and column in the expression, message and advice in both languages',
})
