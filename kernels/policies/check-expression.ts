/** Checks the expressions of a policy before anybody relies on it: by the rules' own checks, and by trying out where a divisor may be zero. */
import {
  type Compiled,
  checkRules,
  compileFeel,
  evaluateFeel,
  type FactKind,
  isFeelRefusal,
  type RuleProblem,
  type RuleToCheck,
  Unknown,
  type Value,
} from '../rules/index.ts'
import { type Book, type KnownFacts, knowFacts, momentOf } from './book.ts'
import { stepsAllowed } from './decide-policy.ts'
import type { FactDefinition } from './dictionary.ts'
import { parserWords } from './feel-words.ts'
import { type PolicyProblem, problem } from './problem.ts'
import type { Words } from './words.ts'

/** An expression at its place in the policy: a condition, or an amount. */
export type PlacedExpression = {
  readonly place: string
  readonly source: string
  readonly wanted: 'boolean' | 'number'
}

const kinds = new WeakMap<Book, { readonly [fact: string]: FactKind }>()

/** The facts and tables of a book as the rules' checks know them. */
export function kindsOfFacts(book: Book): { readonly [fact: string]: FactKind } {
  const found =
    kinds.get(book) ??
    Object.fromEntries([...book.dictionary.facts, ...book.dictionary.tables].map((each) => [each.id, kindOfFact(each)]))
  kinds.set(book, found)
  return found
}

export function kindOfFact(fact: Pick<FactDefinition, 'type' | 'choices' | 'min' | 'max'>): FactKind {
  const { type, choices, min, max } = fact
  return {
    kind: type === 'choice' ? 'text' : type,
    ...(choices ? { choices: choices.map(({ value }) => value) } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }
}

const codes: { readonly [code in RuleProblem['code']]: PolicyProblem['code'] } = {
  'rules.feel_syntax': 'policies.feel_syntax',
  'rules.unknown_fact': 'policies.unknown_fact',
  'rules.type': 'policies.type',
  'rules.unknown_choice': 'policies.unknown_choice',
  'rules.no_such_value': 'policies.no_such_value',
  'rules.division_by_zero': 'policies.divides_by_zero',
  'rules.recursion': 'policies.endless',
  'rules.endless': 'policies.endless',
  'rules.never': 'policies.never',
  'rules.always': 'policies.always',
  'rules.contradiction': 'policies.contradiction',
  'rules.dates': 'policies.days',
}

/** The problems of a policy's expressions, those that may stand with the rest as `advised`. */
export function checkPlaced(book: Book, expressions: readonly PlacedExpression[]): PolicyProblem[] {
  const rule: RuleToCheck = {
    id: '',
    conditions: expressions.flatMap(({ place, source, wanted }) =>
      wanted === 'boolean' ? [{ id: place, when: source }] : [],
    ),
    amounts: expressions.flatMap(({ place, source, wanted }) =>
      wanted === 'number' ? [{ id: place, value: source }] : [],
    ),
  }
  const found = checkRules([rule], kindsOfFacts(book), { steps: stepsAllowed }).map((each) => placed(book, each))
  if (found.some(({ advised }) => !advised)) return found
  return [...found, ...expressions.flatMap((each) => tryOut(book, each))]
}

function placed(book: Book, { code, weight, place, line, column, message, advice }: RuleProblem): PolicyProblem {
  const words = code === 'rules.feel_syntax' ? parserWords(message.en, advice.en) : { message, advice }
  const told = problem(codes[code], place, words.message, withTitle(book, code, words.advice), {
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  })
  return weight === 'advised' ? { ...told, advised: true } : told
}

/** A fact that is meant, with its title: `是不是“employees”（从业人员）？`. */
function withTitle(book: Book, code: RuleProblem['code'], advice: Words): Words {
  const near = code === 'rules.unknown_fact' ? /[“‘](\w+)[”’]/.exec(advice.en)?.[1] : undefined
  const title = near === undefined ? undefined : (book.facts.get(near) ?? book.tables.get(near))?.title
  if (!title) return advice
  return { zh: `是不是“${near}”（${title.zh}）？`, en: `Do you mean “${near}” (${title.en})?` }
}

const invented = new WeakMap<Book, readonly KnownFacts[]>()

/** The invented firms of a dictionary, fitted once: all zero, all one, all large, and one of which nothing is known. */
function inventedFacts(book: Book): readonly KnownFacts[] {
  const found =
    invented.get(book) ?? inventFirms(book.dictionary.facts).map((facts) => knowFacts(book, facts, '2026-01-01'))
  invented.set(book, found)
  return found
}

type Tried = { readonly value: Value; readonly warnings: readonly string[] }

/** What only shows as it runs: that it takes too long, or that it gives nothing where a divisor is zero. */
function tryOut(book: Book, { source, place, wanted }: PlacedExpression): PolicyProblem[] {
  const compiled = compileFeel(source, { names: book.names })
  if (isFeelRefusal(compiled)) return []
  const tried = inventedFacts(book).map((facts) => tryWith(facts, compiled))
  if (tried.some(({ warnings }) => warnings.some((text) => endless.test(text)))) return [runsForEver(source, place)]
  const odd = tried.find(({ value }) => !(value instanceof Unknown) && !isWanted(value, wanted))
  if (!odd) return []
  if (tried[0]?.value === null && blanked(source).includes('/')) return [dividesByZero(source, place)]
  return [wrongType(odd, wanted, place)]
}

const endless = /more steps than allowed|too deeply|requires itself|call stack/i

function tryWith(known: KnownFacts, compiled: Compiled): Tried {
  const warnings: string[] = []
  const now = momentOf('2026-01-01')
  const budget = { threeValued: true, steps: stepsAllowed, warnings, ...(now ? { now } : {}) }
  return { value: evaluateFeel(compiled, known.values, budget), warnings }
}

function isWanted(value: Value, wanted: PlacedExpression['wanted']): boolean {
  return wanted === 'boolean' ? typeof value === 'boolean' : typeof value === 'number' || isDecimal(value)
}

/** A number too long for a double. */
function isDecimal(value: Value): boolean {
  return typeof value === 'object' && value !== null && 'toNumber' in value
}

/** The source with its texts made blank. */
function blanked(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"/g, (text) => ' '.repeat(text.length))
}

/** Line and column, from 1, of a name or sign outside texts. */
function positionOf(source: string, part: string): { readonly line: number; readonly column: number } {
  if (part === '') return { line: 1, column: 1 }
  const pattern = /^\w/.test(part) ? new RegExp(`(?<![\\w.])${part}(?!\\w)`) : new RegExp(`\\${part}`)
  const at = Math.max(0, blanked(source).search(pattern))
  const before = source.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** At the first loop, or where the rule begins. */
function runsForEver(source: string, place: string): PolicyProblem {
  const [loop = ''] = /(?<![\w.])(?:for|some|every)(?!\w)/.exec(blanked(source)) ?? []
  return problem(
    'policies.endless',
    place,
    { zh: '这条规则算不完', en: 'This rule does not come to an end' },
    {
      zh: '请去掉调用自身的函数和过长的循环。',
      en: 'Take out functions that call themselves, and loops over very many items.',
    },
    positionOf(source, loop),
  )
}

function dividesByZero(source: string, place: string): PolicyProblem {
  return problem(
    'policies.divides_by_zero',
    place,
    { zh: '除数可能为 0', en: 'It may divide by zero' },
    {
      zh: '请先写除数大于 0，例如 revenue > 0 and cost / revenue > 0.03；或改用乘法。',
      en: 'Say first that the divisor is above 0, as in revenue > 0 and cost / revenue > 0.03; or multiply instead.',
    },
    positionOf(source, '/'),
  )
}

function wrongType({ warnings }: Tried, wanted: PlacedExpression['wanted'], place: string): PolicyProblem {
  const [first] = warnings
  return problem(
    'policies.type',
    place,
    wanted === 'boolean'
      ? { zh: '条件的结果应为“是”或“否”', en: 'A condition must come out true or false' }
      : { zh: '金额的结果应为数字', en: 'An amount must come out as a number' },
    first === undefined
      ? { zh: '请检查两边类型是否相符，或补上比较。', en: 'Check the types, or add a comparison.' }
      : { zh: `请检查类型是否相符（${first}）。`, en: `Check that the types go together: ${first}.` },
  )
}

function inventFirms(facts: readonly FactDefinition[]): { readonly [fact: string]: unknown }[] {
  const firms = [0, 1, 1_000_000].map((size) => Object.fromEntries(facts.map((fact) => [fact.id, invent(fact, size)])))
  return [...firms, {}]
}

function invent(fact: FactDefinition, size: number): unknown {
  switch (fact.type) {
    case 'number':
      return Math.min(Math.max(size, fact.min ?? -Infinity), fact.max ?? Infinity)
    case 'boolean':
      return size > 0
    case 'date':
      return size === 0 ? '1990-01-01' : '2025-06-30'
    case 'choice':
      return fact.choices?.[size === 0 ? 0 : fact.choices.length - 1]?.value
    case 'text':
      return size === 0 ? '' : 'C3411'
  }
}
