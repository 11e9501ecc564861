/** Finds the cheapest facts that would decide, by trying the values that the rules themselves tell apart. */
import { compileModel } from './compile-model.ts'
import type { DecisionModel } from './decision-model.ts'
import { evaluateIn, openSession } from './evaluate-decision.ts'
import type { FeelBudget } from './feel.ts'
import { tokenize } from './tokens.ts'
import { isContext, Unknown } from './values.ts'

type Facts = { readonly [name: string]: unknown }

const MOST_FACTS = 12
const MOST_PROBES = 24

/**
 * The cheapest set of absent facts that may decide. A single fact is preferred when some value of it decides; its cost
 * counts against how many of its values do. Otherwise the cheapest of the ways in which the rules say they become known.
 */
export function findMissingFacts(
  model: DecisionModel,
  decision: string,
  facts: Facts,
  unknown: Unknown,
  options: { readonly costs: { readonly [fact: string]: number }; readonly budget: FeelBudget },
): readonly string[] {
  const cost = (fact: string) => options.costs[fact] ?? 1
  const candidates = [...new Set(unknown.ways.flat())].sort((a, b) => cost(a) - cost(b)).slice(0, MOST_FACTS)
  const probes = probeValues(model)
  const judged = candidates.map((fact) => ({
    fact,
    share: decidingShare(model, decision, facts, fact, probes, options.budget),
  }))
  const deciding = judged
    .filter(({ share }) => share > 0)
    .sort((a, b) => cost(a.fact) / a.share - cost(b.fact) / b.share)
  if (deciding[0] !== undefined) return [deciding[0].fact]
  const total = (way: readonly string[]) => way.reduce((sum, fact) => sum + cost(fact), 0)
  return (
    [...unknown.ways]
      .filter((way) => way.length > 1 || unknown.ways.length === 1)
      .sort((a, b) => total(a) - total(b))[0] ?? candidates
  )
}

/** Which part of the tried values of a fact makes the decision known. */
function decidingShare(
  model: DecisionModel,
  decision: string,
  facts: Facts,
  fact: string,
  probes: readonly unknown[],
  budget: FeelBudget,
): number {
  let tried = 0
  let decided = 0
  for (const probe of probes) {
    const session = openSession(model, withFact(facts, fact.split('.'), probe), {
      ...budget,
      threeValued: true,
      warnings: [],
    })
    const value = evaluateIn(session, decision)
    if (session.run.warnings.some((warning) => warning.includes('not of its type'))) continue
    tried++
    if (value instanceof Unknown) continue
    if (!isContext(value) || !Object.values(value).some((entry) => entry instanceof Unknown)) decided++
  }
  return tried === 0 ? 0 : decided / tried
}

function withFact(facts: Facts, path: readonly string[], value: unknown): Facts {
  const [name = '', ...rest] = path
  if (rest.length === 0) return { ...facts, [name]: value }
  const inner = facts[name]
  return { ...facts, [name]: withFact(isContext(inner) ? inner : {}, rest, value) }
}

const known = new WeakMap<DecisionModel, readonly unknown[]>()

/** Values worth trying: true and false, and the texts and numbers in the model's rules with a step to either side. */
function probeValues(model: DecisionModel): readonly unknown[] {
  const found = known.get(model)
  if (found !== undefined) return found
  const texts = new Set<string>()
  const numbers = new Set<number>([0])
  for (const { element } of compileModel(model).elements) if ('logic' in element) collect(element.logic, texts, numbers)
  for (const item of model.items) collectFrom(item.allowedValues ?? '', texts, numbers)
  const around = [...numbers].slice(0, MOST_PROBES).flatMap((value) => [value - 1, value, value + 1])
  const values = [true, false, ...[...texts].slice(0, MOST_PROBES), 'none of these', ...new Set(around)]
  known.set(model, values)
  return values
}

function collect(part: unknown, texts: Set<string>, numbers: Set<number>): void {
  if (typeof part === 'string') collectFrom(part, texts, numbers)
  else if (typeof part === 'object' && part !== null)
    for (const inner of Object.values(part)) collect(inner, texts, numbers)
}

function collectFrom(source: string, texts: Set<string>, numbers: Set<number>): void {
  try {
    for (const token of tokenize(source)) {
      if (token.kind === 'string') texts.add(token.text)
      if (token.kind === 'number') numbers.add(Number(token.text))
    }
  } catch {
    // A text that is no FEEL has no constants.
  }
}
