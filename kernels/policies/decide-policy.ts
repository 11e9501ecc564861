/** Decides one policy for one firm's facts: three values for each condition and for all, and the amount. */
import {
  type Compiled,
  compileFeel,
  evaluateFeel,
  isFeelRefusal,
  plainValue,
  Unknown,
  type Value,
} from '../rules/index.ts'
import { type Book, type KnownFacts, momentOf } from './book.ts'
import { bookFor, ownModels, withOwn } from './own-tables.ts'
import type { Policy } from './policy.ts'

export type ThreeValued = 'yes' | 'no' | 'unknown'

/** A policy ready to be decided; expressions that are no FEEL were refused before. */
export type CompiledPolicy = {
  readonly policy: Policy
  readonly conditions: readonly { readonly id: string; readonly code: Compiled }[]
  readonly amount: Compiled | null
  readonly ceiling: Compiled | number | null
  /** Tables of its own. */
  readonly own: ReturnType<typeof ownModels>
  /** What it costs to learn a fact. */
  readonly costs: (fact: string) => number
}

export type Decision = {
  readonly verdict: ThreeValued
  readonly conditions: readonly {
    readonly id: string
    readonly verdict: ThreeValued
    /** When not known: the cheapest facts that would make it known. */
    readonly asks?: readonly string[]
  }[]
  /** Yuan, to the fen; `unknown` for lack of facts; null where the policy has no formula or the verdict is no. */
  readonly amount: number | 'unknown' | null
  readonly warnings: readonly string[]
}

/** Steps that one expression may take for one firm. */
export const stepsAllowed = 20_000

/** Makes a policy ready; undefined when one of its expressions is no FEEL. */
export function compilePolicy(whole: Book, policy: Policy): CompiledPolicy | undefined {
  const book = bookFor(whole, policy)
  const compiled = (source: string) => {
    const code = compileFeel(source, { names: book.names })
    return isFeelRefusal(code) ? undefined : code
  }
  const conditions = policy.conditions.flatMap(({ id, when }) => {
    const code = compiled(when)
    return code ? [{ id, code }] : []
  })
  const { amount, ceiling } = policy.benefit
  const sum = amount === undefined ? null : compiled(amount)
  const most = typeof ceiling === 'string' ? compiled(ceiling) : (ceiling ?? null)
  if (conditions.length < policy.conditions.length || sum === undefined || most === undefined) return undefined
  const costs = (fact: string) => book.facts.get(fact)?.cost ?? 1
  return { policy, conditions, amount: sum, ceiling: most, own: ownModels(whole, policy), costs }
}

/** Decides on a day. Facts come from `knowFacts`. */
export function decidePolicy(compiled: CompiledPolicy, facts: KnownFacts, today: string): Decision {
  const warnings: string[] = []
  const now = momentOf(today)
  const values = withOwn(compiled.own, facts.values, today)
  const value = (code: Compiled) =>
    evaluateFeel(code, values, { threeValued: true, steps: stepsAllowed, warnings, ...(now ? { now } : {}) })
  const conditions = compiled.conditions.map(({ id, code }) => {
    const found = value(code)
    const verdict = threeValued(found)
    return found instanceof Unknown ? { id, verdict, asks: cheapest(compiled.costs, found.ways) } : { id, verdict }
  })
  const verdict = conjunction(conditions.map((each) => each.verdict))
  const amount = verdict === 'no' || compiled.amount === null ? null : amountOf(compiled, value)
  return { verdict, conditions, amount, warnings }
}

/** The amount alone, of a firm for which the verdict is yes: what `decidePolicy` says of it. */
export function reckonAmount(compiled: CompiledPolicy, facts: KnownFacts, today: string): Decision['amount'] {
  if (compiled.amount === null) return null
  const now = momentOf(today)
  const budget = { threeValued: true, steps: stepsAllowed, warnings: [], ...(now ? { now } : {}) }
  const values = withOwn(compiled.own, facts.values, today)
  return amountOf(compiled, (code) => evaluateFeel(code, values, budget))
}

/** The way in which facts become known that costs least; of equals the shortest. */
function cheapest(costs: (fact: string) => number, ways: readonly (readonly string[])[]): readonly string[] {
  const price = (way: readonly string[]) => way.reduce((sum, fact) => sum + costs(fact), 0)
  return ways.reduce(
    (best, way) => (best.length === 0 || price(way) < price(best) ? way : best),
    [] as readonly string[],
  )
}

/** No as soon as one is no; else not known as soon as one is. */
export function conjunction(verdicts: readonly ThreeValued[]): ThreeValued {
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('unknown') ? 'unknown' : 'yes'
}

/** Anything but true is no; what is not known stays so. */
export function threeValued(value: Value): ThreeValued {
  if (value instanceof Unknown) return 'unknown'
  return value === true ? 'yes' : 'no'
}

function amountOf(compiled: CompiledPolicy, value: (code: Compiled) => Value): number | 'unknown' | null {
  const sum = compiled.amount === null ? null : numberOf(value(compiled.amount))
  if (typeof sum !== 'number') return sum
  const { ceiling } = compiled
  const most = ceiling === null || typeof ceiling === 'number' ? ceiling : numberOf(value(ceiling))
  if (most === 'unknown') return 'unknown'
  return toFen(Math.max(0, most === null ? sum : Math.min(sum, most)))
}

function numberOf(value: Value): number | 'unknown' | null {
  if (value instanceof Unknown) return 'unknown'
  const plain = plainValue(value)
  return typeof plain === 'number' ? plain : null
}

function toFen(yuan: number): number {
  return Math.round(yuan * 100) / 100
}

/** Whether the policy can be had on a day: from its first day to its last. */
export function inForce(policy: Policy, today: string): boolean {
  return policy.validFrom <= today && (policy.validUntil === undefined || today <= policy.validUntil)
}
