/** Plays the examples of policies and tables: each is a test that an official can check by hand. */
import { plainValue, Unknown } from '../rules/index.ts'
import { type Book, knowFacts } from './book.ts'
import { compilePolicy, type Decision, decidePolicy } from './decide-policy.ts'
import type { FactTable } from './dictionary.ts'
import type { Policy, PolicyExample } from './policy.ts'

export type PlayedExample = {
  readonly example: PolicyExample
  readonly holds: boolean
  /** What came out; null where the policy cannot be decided at all. */
  readonly decision: Decision | null
  /** Facts of the example that the dictionary does not have or that are not of their type. */
  readonly wrong: readonly string[]
}

/** Plays all examples of a policy. Amounts agree to the fen. */
export function playExamples(book: Book, policy: Policy): PlayedExample[] {
  const compiled = compilePolicy(book, policy)
  return policy.examples.map((example) => {
    const on = example.on ?? policy.validFrom
    const known = knowFacts(book, example.facts, on)
    const foreign = Object.keys(example.facts).filter((fact) => !book.names.includes(fact))
    const wrong = [...known.wrong, ...foreign]
    const decision = compiled ? decidePolicy(compiled, known, on) : null
    return { example, holds: decision !== null && wrong.length === 0 && agrees(example, decision), decision, wrong }
  })
}

function agrees(example: PolicyExample, decision: Decision): boolean {
  if (decision.verdict !== example.verdict) return false
  if (example.amount === undefined) return true
  return typeof decision.amount === 'number' && Math.abs(decision.amount - example.amount) < 0.005
}

export type PlayedTableExample = {
  readonly example: FactTable['examples'][number]
  readonly holds: boolean
  /** The value, undefined where it is not known. */
  readonly result: unknown
}

/** Plays the examples of a table. */
export function playTableExamples(book: Book, table: FactTable): PlayedTableExample[] {
  return table.examples.map((example) => {
    const value = knowFacts(book, example.facts, table.validFrom).values[table.id]
    const result = value === undefined || value instanceof Unknown ? undefined : plainValue(value)
    return { example, holds: result === example.result, result }
  })
}
