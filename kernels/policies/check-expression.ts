/** Checks one expression before anybody relies on it: syntax, names, what it gives, zero below the line, and its end. */
import {
  type Compiled,
  compileFeel,
  evaluateFeel,
  isFeelRefusal,
  plainValue,
  Unknown,
  type Value,
} from '../rules/index.ts'
import { type Book, type KnownFacts, knowFacts, momentOf, rootsOf } from './book.ts'
import { stepsAllowed } from './decide-policy.ts'
import type { FactDefinition } from './dictionary.ts'
import { nearestName, parserWords } from './feel-words.ts'
import { type PolicyProblem, problem } from './problem.ts'
import type { Words } from './words.ts'

/** What an expression has to give. */
export type Wanted = 'boolean' | 'number'

/** The problems of an expression at a place of its policy. */
export function checkExpression(book: Book, source: string, wanted: Wanted, place: string): PolicyProblem[] {
  const compiled = compileFeel(source, { names: book.names })
  if (isFeelRefusal(compiled)) {
    const { message, advice } = parserWords(compiled.message, compiled.advice)
    return [problem('policies.feel_syntax', place, message, advice, { line: compiled.line, column: compiled.column })]
  }
  const foreign = rootsOf(compiled.reads).filter((name) => !book.names.includes(name))
  if (foreign.length > 0) return foreign.map((name) => unknownFact(book, source, name, place))
  return tryOut(book, compiled, wanted, place)
}

function unknownFact(book: Book, source: string, name: string, place: string): PolicyProblem {
  const near = nearestName(name, book.names)
  const advice: Words = near
    ? { zh: `是不是“${near}”（${titleOf(book, near).zh}）？`, en: `Do you mean “${near}” (${titleOf(book, near).en})?` }
    : { zh: '请从事实目录里选一个，或先把它加进目录。', en: 'Take one from the dictionary, or add it there first.' }
  return problem(
    'policies.unknown_fact',
    place,
    { zh: `事实目录里没有“${name}”`, en: `“${name}” is not a known fact` },
    advice,
    positionOf(source, name),
  )
}

function titleOf(book: Book, name: string): Words {
  return (book.facts.get(name) ?? book.tables.get(name))?.title ?? { zh: name, en: name }
}

/** The source with its texts made blank. */
function blanked(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"/g, (text) => ' '.repeat(text.length))
}

/** Line and column, from 1, of a name or sign outside texts. */
export function positionOf(source: string, part: string): { readonly line: number; readonly column: number } {
  const pattern = /^\w/.test(part) ? new RegExp(`(?<![\\w.])${part}(?!\\w)`) : new RegExp(`\\${part}`)
  const at = Math.max(0, blanked(source).search(pattern))
  const before = source.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

const invented = new WeakMap<Book, readonly KnownFacts[]>()

/** The invented firms of a dictionary, fitted once. */
function inventedFacts(book: Book): readonly KnownFacts[] {
  const found =
    invented.get(book) ?? inventFirms(book.dictionary.facts).map((facts) => knowFacts(book, facts, '2026-01-01'))
  invented.set(book, found)
  return found
}

type Tried = { readonly value: Value; readonly warnings: readonly string[] }

/** Evaluates over invented firms: all zero, all one, all large, and one of which nothing is known. */
function tryOut(book: Book, compiled: Compiled, wanted: Wanted, place: string): PolicyProblem[] {
  const [none, ...others] = inventedFacts(book).map((facts) => tryWith(facts, compiled))
  const tried = none ? [none, ...others] : others
  if (tried.some(({ warnings }) => warnings.some((text) => endless.test(text)))) return [runsForEver(place)]
  const odd = tried.find(({ value }) => !(value instanceof Unknown) && !isWanted(value, wanted))
  if (!odd) return []
  const { source } = compiled
  const byZero =
    none?.value === null && (others.some(({ value }) => isWanted(value, wanted)) || literalZero.test(source))
  return [byZero && blanked(source).includes('/') ? dividesByZero(source, place) : wrongType(odd, wanted, place)]
}

const endless = /more steps than allowed|too deeply|requires itself|call stack/i
const literalZero = /\/\s*0(?![.\d])/

function tryWith(known: KnownFacts, compiled: Compiled): Tried {
  const warnings: string[] = []
  const now = momentOf('2026-01-01')
  const budget = { threeValued: true, steps: stepsAllowed, warnings, ...(now ? { now } : {}) }
  return { value: evaluateFeel(compiled, known.values, budget), warnings }
}

function runsForEver(place: string): PolicyProblem {
  return problem(
    'policies.endless',
    place,
    { zh: '这条规则算不完', en: 'This rule does not come to an end' },
    {
      zh: '请去掉调用自身的函数和过长的循环。',
      en: 'Take out functions that call themselves, and loops over very many items.',
    },
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

function wrongType({ warnings }: Tried, wanted: Wanted, place: string): PolicyProblem {
  return problem(
    'policies.type',
    place,
    wanted === 'boolean'
      ? { zh: '条件的结果应为“是”或“否”', en: 'A condition must come out true or false' }
      : { zh: '金额的结果应为数字', en: 'An amount must come out as a number' },
    warnings[0] === undefined
      ? {
          zh: '请检查两边类型是否相符，或补上比较，如 >= 10。',
          en: 'Check the types, or add a comparison, such as >= 10.',
        }
      : { zh: `请检查类型是否相符（${warnings[0]}）。`, en: `Check that the types go together: ${warnings[0]}.` },
  )
}

function isWanted(value: Value, wanted: Wanted): boolean {
  if (wanted === 'boolean') return typeof value === 'boolean'
  return typeof plainValue(value) === 'number'
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
