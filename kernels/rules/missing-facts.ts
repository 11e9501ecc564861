/** Finds the cheapest facts that would decide, by trying the values that the rules themselves tell apart. */
import type { CompiledElement, CompiledModel } from './compile-model.ts'
import type { DecisionModel, DecisionTable } from './decision-model.ts'
import { evaluateIn, openSession, type Session } from './evaluate-decision.ts'
import type { FeelBudget } from './feel.ts'
import { readFact } from './read-facts.ts'
import { tokenize } from './tokens.ts'
import { isContext, Unknown } from './values.ts'

type Facts = { readonly [name: string]: unknown }

const MOST_FACTS = 12
const MOST_PROBES = 24

/** The evaluation that left a decision open. */
export type OpenDecision = { readonly session: Session; readonly model: DecisionModel; readonly decision: string }

/**
 * The cheapest set of absent facts that may decide. A single fact is preferred when some value of it decides; its cost
 * counts against how many of its values do. Otherwise the cheapest of the ways in which the rules say they become known.
 * Each fact is tried with the constants that stand beside it in the rules that are still open; what does not depend on it
 * is taken as the session found it.
 */
export function findMissingFacts(
  open: OpenDecision,
  unknown: Unknown,
  options: { readonly costs: { readonly [fact: string]: number }; readonly budget: FeelBudget },
): readonly string[] {
  const cost = (fact: string) => options.costs[fact] ?? 1
  const candidates = [...new Set(unknown.ways.flat())].sort((a, b) => cost(a) - cost(b)).slice(0, MOST_FACTS)
  const judged = candidates.map((fact) => ({ fact, share: decidingShare(open, fact, options.budget) }))
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
function decidingShare(open: OpenDecision, fact: string, budget: FeelBudget): number {
  const { session, model, decision } = open
  const path = fact.split('.')
  const dependent = dependentsOf(session.root, path[0] as string)
  const untouched = [...session.values].filter(([key]) => !dependent.some((element) => element.key === key))
  let tried = 0
  let decided = 0
  for (const probe of probesOf(session, dependent, fact)) {
    const facts = withFact(session.facts, path, probe)
    const own = openSession(model, facts, { ...budget, threeValued: true, warnings: [] })
    for (const [key, value] of untouched) own.values.set(key, value)
    const value = evaluateIn(own, decision)
    if (own.run.warnings.some((warning) => warning.includes('not of its type'))) continue
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

const dependents = new WeakMap<CompiledModel, Map<string, readonly CompiledElement[]>>()

/** The input data of that name and all that require it, directly or through others. */
function dependentsOf(root: CompiledModel, input: string): readonly CompiledElement[] {
  const known = dependents.get(root) ?? new Map<string, readonly CompiledElement[]>()
  dependents.set(root, known)
  const found = known.get(input)
  if (found !== undefined) return found
  const all = new Set(root.elements.filter(({ element }) => element.kind === 'input' && element.name === input))
  for (let size = -1; size !== all.size; ) {
    size = all.size
    for (const element of root.elements) if (element.requires().some(({ node }) => all.has(node))) all.add(element)
  }
  // What stands in another model, or is no input data, may be required in ways that do not show here.
  const made = all.size === 0 ? root.elements : [...all]
  known.set(input, made)
  return made
}

/**
 * Values worth trying: true and false, and the texts and numbers beside the fact in what reads it, with a step to either side.
 * Where what reads it does not name them (a permitted value, a rule further on), all of what depends on it is looked through.
 */
function probesOf(session: Session, dependent: readonly CompiledElement[], fact: string): readonly unknown[] {
  const texts = new Set<string>()
  const numbers = new Set<number>([0])
  const [root = '', ...inner] = fact.split('.')
  const input = dependent.find(({ element }) => element.kind === 'input' && element.name === root)
  const readers = dependent.filter(({ element }) => 'logic' in element)
  const direct = readers.filter((reader) => input === undefined || reader.requires().some(({ node }) => node === input))
  for (const reader of direct) collectBeside(session, reader, root, texts, numbers)
  if (texts.size === 0 && numbers.size === 1) for (const { element } of readers) collect(element, texts, numbers)
  for (const item of session.root.model.items) collectFrom(item.allowedValues ?? '', texts, numbers)
  const around = [...numbers].slice(0, MOST_PROBES).flatMap((value) => [value - 1, value, value + 1])
  const probes = [true, false, ...[...texts].slice(0, MOST_PROBES), 'none of these', ...new Set(around)]
  if (input === undefined || inner.length > 0) return probes
  return probes.filter((probe) => readFact(probe, input.type) !== undefined)
}

/** Constants of an element's logic: of a table those in the columns that ask of the fact, and of these the rules still open. */
function collectBeside(
  session: Session,
  { element, key }: CompiledElement,
  fact: string,
  texts: Set<string>,
  numbers: Set<number>,
): void {
  if (!('logic' in element)) return
  if (element.logic.kind !== 'table') {
    collect(element.logic, texts, numbers)
    return
  }
  const note = session.trace.find((step) => step.key === key)?.tables.at(-1)
  const rules = note && note.open.length > 0 ? [...note.matched, ...note.open] : [...element.logic.rules.keys()]
  for (const [column, { text }] of element.logic.inputs.entries()) {
    if (!mentions(text, fact)) continue
    const scale = scaleOf(text, fact)
    const own = new Set<number>()
    for (const rule of rules) collectFrom(cellAt(element.logic, rule, column), texts, own)
    for (const number of own) numbers.add(number * scale)
  }
}

function cellAt(table: DecisionTable, rule: number, column: number): string {
  return table.rules[rule]?.tests[column] ?? ''
}

function mentions(source: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`).test(source)
}

/** 10,000 for `revenue / 10000`: a constant beside it stands for so many of the fact. */
function scaleOf(source: string, fact: string): number {
  const [, sign, number] =
    new RegExp(`^\\s*${fact.replace(/[^\w]/g, '\\$&')}\\s*([*/])\\s*(\\d+(?:\\.\\d+)?)\\s*$`).exec(source) ?? []
  const by = Number(number ?? 1)
  return by === 0 ? 1 : sign === '*' ? 1 / by : by
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
