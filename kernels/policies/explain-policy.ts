/** Explains a decision: each condition with its value, the clauses and facts behind it, and the cheapest facts that would decide. */
import { type DecisionModel, decide, type Explanation, type ModelElement, type Value } from '../rules/index.ts'
import {
  type Book,
  elementsFor,
  emptyModel,
  type KnownFacts,
  momentOf,
  named,
  readsOf,
  requirementsOf,
  withGiven,
} from './book.ts'
import { conjunction, stepsAllowed, type ThreeValued } from './decide-policy.ts'
import { bookFor } from './own-tables.ts'
import type { Policy } from './policy.ts'

export type ExplainedCondition = {
  readonly id: string
  readonly verdict: ThreeValued
  /** Clauses that mattered and the facts they used, down to the tables. */
  readonly explanation: Explanation | null
  /** Facts that would decide this condition, the cheapest. */
  readonly missing: readonly string[]
}

export type PolicyExplanation = {
  readonly verdict: ThreeValued
  readonly conditions: readonly ExplainedCondition[]
  /** The cheapest facts that would decide the whole, to be asked for together. */
  readonly missing: readonly string[]
}

const models = new WeakMap<Policy, DecisionModel>()

/** The policy as a decision model: `c1`, `c2`, … its conditions, `eligible` all of them. */
export function modelOf(book: Book, policy: Policy): DecisionModel {
  const found = models.get(policy) ?? buildModel(book, policy)
  models.set(policy, found)
  return found
}

function buildModel(book: Book, policy: Policy): DecisionModel {
  const conditions = policy.conditions.map(({ when }, index) => decision(book, `c${index + 1}`, when))
  const eligible: ModelElement = {
    kind: 'decision',
    ...named('eligible', 'boolean'),
    inputs: [],
    decisions: conditions.map(({ id }) => ({ namespace: null, id })),
    knowledge: [],
    authorities: [],
    question: null,
    logic: { kind: 'literal', id: 'all', typeRef: 'boolean', text: conditions.map(({ name }) => name).join(' and ') },
  }
  const reads = [...new Set(policy.conditions.flatMap(({ when }) => readsOf(book, when)))]
  return { ...emptyModel(policy.id), elements: [...elementsFor(book, reads), ...conditions, eligible] }
}

function decision(book: Book, name: string, text: string): ModelElement {
  return {
    kind: 'decision',
    ...named(name, 'boolean'),
    ...requirementsOf(book, readsOf(book, text)),
    knowledge: [],
    authorities: [],
    question: null,
    logic: { kind: 'literal', id: `text-${name}`, typeRef: 'boolean', text },
  }
}

/** Explains on a day. Costs come from the dictionary: what a firm knows by heart is asked for first. */
export function explainPolicy(plain: Book, policy: Policy, facts: KnownFacts, today: string): PolicyExplanation {
  const whole = bookFor(plain, policy)
  const book = withGiven(whole, facts.given)
  const model = book === whole ? modelOf(book, policy) : buildModel(book, policy)
  const costs = Object.fromEntries(book.dictionary.facts.map(({ id, cost = 1 }) => [id, cost]))
  const now = momentOf(today)
  const options = { costs, steps: stepsAllowed, ...(now ? { now } : {}) }
  const given = givenFacts(book, facts.values)
  const conditions = policy.conditions.map(({ id }, index) => {
    const { verdict, explanation, missing } = decide(model, `c${index + 1}`, given, options)
    return { id, verdict, explanation, missing }
  })
  const verdict = conjunction(conditions.map((each) => each.verdict))
  const { missing } = verdict === 'unknown' ? decide(model, 'eligible', given, options) : { missing: [] }
  return { verdict, conditions, missing }
}

/** Base facts only: what tables derive is derived anew within the explanation, so that it shows how. */
function givenFacts(book: Book, values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => book.facts.has(name)))
}
