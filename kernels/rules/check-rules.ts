/**
 * Checks rules before they are published: each expression's syntax, names, kinds, ends and zeros; what can never be, or
 * always is; conditions that exclude each other; days out of order. Every problem has its place and what to do about it.
 */
import { type FactKind, KindChecker, type KindCode } from './check-kinds.ts'
import { type Read, readFeel } from './feel.ts'
import { ConditionReader } from './population-conditions.ts'
import { LogicGraph } from './population-graph.ts'
import { FALSE, NULL, TRUE, type Truth } from './population-predicates.ts'
import { emptyBase, possibleTruths } from './possible-truths.ts'
import type { FeelRefusal, Node } from './syntax.ts'
import { parseDate } from './temporal.ts'
import { SyntaxFault, tokenize } from './tokens.ts'
import type { ValueKind, Words } from './value-kinds.ts'

/** A rule as it is checked: conditions that all have to be true, amounts that have to be numbers, days `2026-10-01`. */
export type RuleToCheck = {
  readonly id: string
  readonly conditions: readonly { readonly id: string; readonly when: string }[]
  readonly amounts?: readonly { readonly id: string; readonly value: string }[]
  readonly validFrom?: string
  /** The last day. */
  readonly validUntil?: string
}

/** Something wrong with a rule (`refused`), or odd about it (`advised`). */
export type RuleProblem = {
  readonly code: KindCode | 'rules.feel_syntax' | 'rules.never' | 'rules.always' | 'rules.contradiction' | 'rules.dates'
  readonly weight: 'refused' | 'advised'
  readonly rule: string
  /** The part of the rule: the id of a condition or amount, or `validFrom`, `validUntil`, `conditions`. */
  readonly place: string
  /** Offset, line and column in the expression, lines and columns from 1; absent where the whole part is meant. */
  readonly at?: number
  readonly line?: number
  readonly column?: number
  readonly message: Words
  readonly advice: Words
}

/** What an evaluation may take once the rule is published; a million steps unless told. */
export type CheckOptions = { readonly steps?: number }

type Facts = { readonly [fact: string]: FactKind }
type Part = { readonly id: string; readonly source: string; readonly read: Read }
type Report = Omit<RuleProblem, 'rule'>

/** The problems of rules over facts of known kinds; none means that they may be published. */
export function checkRules(rules: readonly RuleToCheck[], facts: Facts, options: CheckOptions = {}): RuleProblem[] {
  const names = Object.keys(facts)
  return rules.flatMap((rule) =>
    checkRule(rule, facts, names, options.steps ?? 1_000_000).map((problem) => ({ rule: rule.id, ...problem })),
  )
}

function checkRule(rule: RuleToCheck, facts: Facts, names: readonly string[], steps: number): Report[] {
  const problems: Report[] = checkDays(rule)
  const kindsOf = (id: string, source: string, wanted: ValueKind): Part[] => {
    const read = readFeel(source, { names })
    if ('refused' in read) problems.push(syntaxProblem(id, read))
    else problems.push(...checkKinds({ id, source, read }, facts, wanted, steps))
    return 'refused' in read ? [] : [{ id, source, read }]
  }
  const conditions = rule.conditions.flatMap(({ id, when }) => kindsOf(id, when, 'boolean'))
  for (const { id, value } of rule.amounts ?? []) kindsOf(id, value, 'number')
  return problems.length > 0 ? problems : checkTruths(conditions, facts, steps)
}

function checkDays({ validFrom, validUntil }: RuleToCheck): Report[] {
  const problems: Report[] = []
  for (const [place, day] of [
    ['validFrom', validFrom],
    ['validUntil', validUntil],
  ] as const) {
    if (day === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(day) && parseDate(day) !== null)) continue
    const message = { zh: `“${day}”不是日期`, en: `‘${day}’ is no date` }
    problems.push(refused('rules.dates', place, message, { zh: '请写成 2026-01-01。', en: 'Write it as 2026-01-01.' }))
  }
  if (problems.length === 0 && validFrom !== undefined && validUntil !== undefined && validUntil < validFrom) {
    const message = { zh: '最后一天早于第一天', en: 'The last day is before the first' }
    problems.push(
      refused('rules.dates', 'validUntil', message, { zh: '请改正其中一天。', en: 'Correct one of the days.' }),
    )
  }
  return problems
}

function refused(code: RuleProblem['code'], place: string, message: Words, advice: Words): Report {
  return { code, weight: 'refused', place, message, advice }
}

function syntaxProblem(place: string, { at, line, column, message, advice }: FeelRefusal): Report {
  const words = { zh: `第 ${line} 行第 ${column} 列写法有误`, en: message }
  return {
    ...refused('rules.feel_syntax', place, words, { zh: '请改写这里。', en: advice || 'Rewrite this part.' }),
    at,
    line,
    column,
  }
}

function placeOf(source: string, at: number) {
  const before = source.slice(0, at).split('\n')
  return { at, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

function checkKinds({ id, source, read }: Part, facts: Facts, wanted: ValueKind, steps: number): Report[] {
  const checker = new KindChecker(facts, read.to, steps)
  const kind = checker.kindOf(read.node)
  const found = checker.problems.map(({ code, at, message, advice }) => ({
    ...refused(code, id, message, advice),
    ...placeOf(source, at),
  }))
  if (found.length > 0 || kind === 'any' || kind === wanted) return found
  const message =
    wanted === 'boolean'
      ? { zh: '条件的结果应为是或否', en: 'A condition has to come out true or false' }
      : { zh: '金额的结果应为数字', en: 'An amount has to come out as a number' }
  const advice = { zh: '请补上比较，或换一个事实。', en: 'Add a comparison, or take another fact.' }
  return [{ ...refused('rules.type', id, message, advice), ...placeOf(source, 0) }]
}

/** What the conditions can say: each alone, alternatives within each, two together, all together. */
function checkTruths(conditions: readonly Part[], facts: Facts, steps: number): Report[] {
  const graph = new LogicGraph()
  const base = emptyBase(
    facts,
    conditions.flatMap(({ source }) => textsIn(source)),
  )
  const reader = new ConditionReader(base, graph, { steps })
  const nodeOf = (node: Node, read: Read) => graph.settle(reader.read(node, read.to))
  const roots = conditions.map(({ read }) => nodeOf(read.node, read))
  const truths = (nodes: readonly number[]) => possibleTruths(graph, nodes, facts)
  const alone = conditions.flatMap((part, index) => aloneProblems(part, truths([roots[index] as number])))
  const dead = conditions.flatMap((part) =>
    alternativesIn(part.read.node)
      .filter((node) => isNever(truths([nodeOf(node, part.read)])))
      .map((node) => deadAlternative(part, node)),
  )
  if (alone.some(({ weight }) => weight === 'refused')) return [...alone, ...dead]
  return [...alone, ...dead, ...togetherProblems(conditions, roots, truths)]
}

/** Whether at least one of several truths is always no. */
function isNever(found: readonly (readonly Truth[])[] | null): boolean {
  return found?.every((said) => said.some((truth) => truth === FALSE || truth === NULL)) ?? false
}

function aloneProblems(part: Part, found: readonly (readonly Truth[])[] | null): Report[] {
  if (found === null) return []
  if (isNever(found)) {
    const message = { zh: '这个条件永远不成立', en: 'This condition can never be true' }
    const advice = { zh: '请核对数字和符号。', en: 'Check its numbers and signs.' }
    return [{ ...refused('rules.never', part.id, message, advice), ...placeOf(part.source, 0) }]
  }
  if (!found.every(([truth]) => truth === TRUE)) return []
  const message = { zh: '这个条件对谁都成立', en: 'This condition is true for everybody' }
  const advice = { zh: '请删去，或核对数字和符号。', en: 'Remove it, or check its numbers and signs.' }
  return [{ ...refused('rules.always', part.id, message, advice), weight: 'advised', ...placeOf(part.source, 0) }]
}

function deadAlternative(part: Part, node: Node): Report {
  const message = { zh: '这一种情形永远不成立', en: 'This alternative can never be true' }
  const advice = { zh: '请核对数字和符号，或删去这一种。', en: 'Check its numbers and signs, or remove it.' }
  return {
    ...refused('rules.never', part.id, message, advice),
    weight: 'advised',
    ...placeOf(part.source, startOf(node)),
  }
}

function togetherProblems(
  conditions: readonly Part[],
  roots: readonly number[],
  truths: (nodes: readonly number[]) => readonly (readonly Truth[])[] | null,
): Report[] {
  for (const [second, part] of conditions.entries()) {
    for (const [first, other] of conditions.slice(0, second).entries()) {
      if (!isNever(truths([roots[first] as number, roots[second] as number]))) continue
      const message = {
        zh: `与条件“${other.id}”互相排斥，没有人能同时符合`,
        en: `Nobody can meet this and the condition ‘${other.id}’`,
      }
      const advice = { zh: '请改正其中一个。', en: 'Correct one of the two.' }
      return [{ ...refused('rules.contradiction', part.id, message, advice), ...placeOf(part.source, 0) }]
    }
  }
  if (conditions.length < 3 || !isNever(truths(roots))) return []
  const message = { zh: '所有条件合在一起，没有人能符合', en: 'Nobody can meet all conditions together' }
  return [refused('rules.contradiction', 'conditions', message, { zh: '请逐条核对。', en: 'Check them one by one.' })]
}

/** The operands of every `or`. */
function alternativesIn(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node).flatMap(alternativesIn)
  if (!('kind' in node) || node.kind !== 'or') return inner
  const { left, right } = node as Node & { kind: 'or' }
  return [...inner, ...[left, right].filter(({ kind }) => kind !== 'or')]
}

/** The least offset of a node and its parts. */
function startOf(node: unknown): number {
  if (typeof node !== 'object' || node === null) return Number.POSITIVE_INFINITY
  const own = 'at' in node && typeof node.at === 'number' ? node.at : Number.POSITIVE_INFINITY
  return Math.min(own, ...Object.values(node).map(startOf))
}

/** The texts in double quotes of a source. */
function textsIn(source: string): string[] {
  try {
    return tokenize(source).flatMap(({ kind, text }) => (kind === 'string' ? [text] : []))
  } catch (fault) {
    if (fault instanceof SyntaxFault) return []
    throw fault
  }
}
