/** Decides in three values: yes, no, or not known for lack of facts, with the shortest explanation and what to ask next. */
import type { DecisionModel } from './decision-model.ts'
import { evaluateIn, findElement, openSession } from './evaluate-decision.ts'
import { type Explanation, explainElement } from './explain-decision.ts'
import { findMissingFacts } from './missing-facts.ts'
import type { FeelDateTime } from './values.ts'
import { isContext, plainValue, type Stop, Unknown, type Value } from './values.ts'

/** The answer to a question of rules. */
export type Verdict = {
  readonly verdict: 'yes' | 'no' | 'unknown'
  /** The decision's result as plain JSON data; what is not known of it is left out. */
  readonly outputs: unknown
  readonly explanation: Explanation | null
  /** When not known: the cheapest facts that would decide, to be asked for together. */
  readonly missing: readonly string[]
  readonly warnings: readonly string[]
  /** Why the evaluation was stopped before its end; the verdict is then no. */
  readonly stopped: Stop | null
}

/** How facts are asked for. */
export type DecideOptions = {
  /** What it costs to learn a fact, by name or by `name.entry`; 1 unless told. */
  readonly costs?: { readonly [fact: string]: number }
  readonly now?: FeelDateTime
  readonly steps?: number
}

/**
 * Decides over facts. A fact that is absent is not known, which differs from null. The verdict is that of a boolean
 * result; of a context, that of its first boolean entry; of anything else, yes for a result and no for null or an empty
 * list. It is unknown only when the absent facts matter.
 */
export function decide(
  model: DecisionModel,
  decision: string,
  facts: { readonly [name: string]: unknown },
  options: DecideOptions = {},
): Verdict {
  const { costs = {}, ...budget } = options
  const session = openSession(model, facts, { ...budget, threeValued: true })
  const value = evaluateIn(session, decision)
  const node = findElement(session.root, decision)
  const verdict = verdictOf(value)
  return {
    verdict,
    outputs: plainValue(value) ?? null,
    explanation: node?.element.kind === 'decision' ? explainElement(session, node) : null,
    missing:
      verdict === 'unknown' ? findMissingFacts({ session, model, decision }, unknownIn(value), { costs, budget }) : [],
    warnings: session.run.warnings,
    stopped: session.run.stopped,
  }
}

/** The verdict that a value stands for. */
export function verdictOf(value: Value): Verdict['verdict'] {
  if (value instanceof Unknown) return 'unknown'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'no'
  if (!isContext(value)) return 'yes'
  const entries = Object.values(value)
  const decisive =
    entries.find((entry) => typeof entry === 'boolean') ?? entries.find((entry) => entry instanceof Unknown)
  return decisive === undefined ? 'yes' : verdictOf(decisive)
}

function unknownIn(value: Value): Unknown {
  if (value instanceof Unknown) return value
  const inner = isContext(value) ? Object.values(value).find((entry) => entry instanceof Unknown) : undefined
  return inner instanceof Unknown ? inner : new Unknown([])
}
