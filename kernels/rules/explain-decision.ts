/** Explains a decision as a tree: the clause that decided, the facts it used, and the source it rests on. */

import type { CompiledElement } from './compile-model.ts'
import type { Boxed, DecisionTable } from './decision-model.ts'
import { elementScope, type Session, type TraceStep } from './evaluate-decision.ts'
import { compileFeel, evaluateFeel, isFeelRefusal } from './feel.ts'
import { tokenize } from './tokens.ts'
import { plainValue, type TableNote, Unknown, type Value } from './values.ts'

/** Where a decision takes its authority from: a knowledge source of the model. */
export type Source = { readonly name: string; readonly uri: string | null }

/** One clause that mattered: a rule of a table with its cells, or a part of an expression. */
export type Clause = {
  /** The rule's number from 1, in a table. */
  readonly rule: number | null
  readonly text: string
  readonly value: unknown
  readonly annotations: readonly string[]
}

/** A node of the explanation. `value` is plain JSON; a fact that is absent has `known: false`. */
export type Explanation = {
  readonly kind: 'decision' | 'fact'
  readonly name: string
  readonly known: boolean
  readonly value: unknown
  readonly clauses: readonly Clause[]
  readonly sources: readonly Source[]
  readonly because: readonly Explanation[]
}

/** The explanation of an element that a session has evaluated. */
export function explainElement(session: Session, node: CompiledElement): Explanation {
  return explain(session, node, new Map(session.trace.map((step) => [step.key, step])), 0)
}

const DEEPEST = 40

function explain(
  session: Session,
  node: CompiledElement,
  trace: ReadonlyMap<string, TraceStep>,
  depth: number,
): Explanation {
  const step = trace.get(node.key)
  const value = step?.value ?? null
  const found = step?.kind === 'decision' ? clausesOf(session, node, step) : { clauses: [], texts: null }
  const because = node
    .requires()
    .filter(({ node: used }) => trace.has(used.key) && isMentioned(found.texts, used.element.name))
    .map(({ node: used }) => (depth >= DEEPEST ? null : explain(session, used, trace, depth + 1)))
    .filter((child) => child !== null)
  return {
    kind: step?.kind === 'decision' ? 'decision' : 'fact',
    name: node.element.name,
    known: !(value instanceof Unknown),
    value: plainValue(value) ?? null,
    clauses: found.clauses,
    sources: sourcesOf(node),
    because,
  }
}

function isMentioned(texts: readonly string[] | null, name: string): boolean {
  return texts === null || texts.some((text) => text.includes(name))
}

function sourcesOf({ element, model }: CompiledElement): Source[] {
  const references = element.kind === 'decision' ? element.authorities : []
  return references.flatMap(({ id }) => {
    const source = model.elements.find((candidate) => candidate.id === id)
    return source?.kind === 'source' ? [{ name: source.name, uri: source.locationURI }] : []
  })
}

type Found = { readonly clauses: readonly Clause[]; readonly texts: readonly string[] | null }

/** What decided, and the texts in which the facts that mattered are named; null when all may matter. */
function clausesOf(session: Session, node: CompiledElement, step: TraceStep): Found {
  const { element } = node
  const logic: Boxed | null = element.kind === 'decision' ? element.logic : null
  const note = step.tables.at(-1)
  if (logic?.kind === 'table' && note !== undefined) return tableClauses(logic, note)
  return logic?.kind === 'literal'
    ? literalClauses(session, node, logic.text, step.value)
    : { clauses: [], texts: null }
}

function tableClauses(table: DecisionTable, note: TableNote): Found {
  const rules = note.matched.length > 0 && note.open.length === 0 ? note.matched : [...note.matched, ...note.open]
  const used = table.hitPolicy === 'F' ? rules.slice(0, 1) : rules
  const columns = table.inputs.flatMap((_input, column) =>
    used.some((rule) => !isDash(table, rule, column)) ? [column] : [],
  )
  return {
    clauses: used.slice(0, 20).map((rule) => ruleClause(table, note, rule)),
    texts:
      used.length === 0
        ? null
        : [
            ...columns.map((column) => table.inputs[column]?.text ?? ''),
            ...used.flatMap((rule) => rulesText(table, rule)),
          ],
  }
}

function rulesText(table: DecisionTable, rule: number): readonly string[] {
  return [...(table.rules[rule]?.results ?? []), ...(table.rules[rule]?.tests ?? [])]
}

function isDash(table: DecisionTable, rule: number, column: number): boolean {
  return ['', '-'].includes(table.rules[rule]?.tests[column] ?? '-')
}

function ruleClause(table: DecisionTable, note: TableNote, rule: number): Clause {
  const cells = table.inputs.flatMap((input, column) =>
    isDash(table, rule, column) ? [] : [`${input.label} ${inCell(table.rules[rule]?.tests[column] ?? '')}`],
  )
  return {
    rule: rule + 1,
    text: cells.length === 0 ? 'always' : cells.join(', '),
    value: note.open.includes(rule) ? null : true,
    annotations: table.rules[rule]?.annotations ?? [],
  }
}

function inCell(text: string): string {
  return /^[<>=]/.test(text) ? text : `in ${text}`
}

/** Splits `a and b or c` where it is not within brackets; `between x and y` stays whole. */
function parts(text: string, joint: 'and' | 'or'): string[] {
  let depth = 0
  let between = false
  let from = 0
  const found: string[] = []
  for (const token of tokenize(text)) {
    if (token.kind === 'sign' && '([{'.includes(token.text)) depth++
    if (token.kind === 'sign' && ')]}'.includes(token.text)) depth--
    if (token.kind !== 'word' || depth > 0) continue
    if (['if', 'for', 'some', 'every', 'function'].includes(token.text)) return [text]
    if (token.text === 'between') between = true
    else if (token.text === 'and' && between) between = false
    else if (token.text === joint) {
      found.push(text.slice(from, token.at).trim())
      from = token.end
    }
  }
  return [...found, text.slice(from).trim()]
}

/** The parts of a conjunction that are false, or of a disjunction that are true: each alone decides. */
function literalClauses(session: Session, node: CompiledElement, text: string, value: Value): Found {
  const scope = elementScope(session, node)
  const joint = parts(text, 'or').length > 1 ? 'or' : 'and'
  const pieces = parts(text, joint).map((piece) => ({ piece, value: valueIn(piece, scope) }))
  const decisive = value === (joint === 'or') ? pieces.filter((part) => part.value === value).slice(0, 1) : []
  const kept =
    decisive.length > 0
      ? decisive
      : value instanceof Unknown
        ? pieces.filter((part) => part.value instanceof Unknown)
        : pieces
  return {
    clauses: kept.map((part) => ({
      rule: null,
      text: part.piece,
      value: plainValue(part.value) ?? null,
      annotations: [],
    })),
    texts: kept.map((part) => part.piece),
  }
}

function valueIn(text: string, scope: Readonly<Record<string, Value>>): Value {
  const compiled = compileFeel(text, { names: Object.keys(scope) })
  return isFeelRefusal(compiled) ? null : evaluateFeel(compiled, scope, { threeValued: true })
}
