/**
 * What a policy would pay each firm, reckoned by the interpreter for those that have it, and kept: an amount does not depend
 * on the thresholds of the conditions, so that moving one asks only about the firms that come in.
 */
import {
  behind,
  type CompiledPolicy,
  deriveFacts,
  factsBehind,
  type KnownFacts,
  reckonAmount,
} from '@steppe/kernels/policies'
import { type Column, factsOfFirm } from '@steppe/kernels/rules'
import type { FirmBase } from './firm-base.ts'
import { asGiven, type RuleBase } from './rule-base.ts'

/** Formulas whose amounts are kept; each takes 8 bytes a firm. */
const mostKept = 3

type Kept = { readonly key: string; readonly values: Float64Array; mark: number }

const known = new WeakMap<FirmBase, Kept[]>()

/** Bytes that amounts take. */
export function bytesOfAmounts(base: FirmBase): number {
  return (known.get(base) ?? []).reduce((sum, { values }) => sum + values.byteLength, 0)
}

/** Yuan by row; 0 where there is none or it is not known. Ask only for firms that have the policy. */
export function amountsOf(rules: RuleBase, compiled: CompiledPolicy): (row: number) => number {
  if (compiled.amount === null) return () => 0
  const kept = keptFor(rules, compiled)
  const { values } = kept
  const factsOf = readerOf(rules, compiled)
  return (row) => {
    const found = values[row] as number
    if (!Number.isNaN(found)) return found
    const amount = reckonAmount(compiled, factsOf(row), rules.day)
    values[row] = typeof amount === 'number' ? amount : 0
    return values[row] as number
  }
}

function keptFor({ base, day }: RuleBase, compiled: CompiledPolicy): Kept {
  const { amount, ceiling } = compiled.policy.benefit
  const key = JSON.stringify([day, amount, ceiling, compiled.policy.tables])
  const all = known.get(base) ?? []
  const found = all.find((each) => each.key === key && each.values.length >= base.size)
  const changed = found && base.changedSince(found.mark)
  const kept = changed ? found : { key, values: new Float64Array(base.regions.length).fill(Number.NaN), mark: 0 }
  for (const row of changed ?? []) kept.values[row] = Number.NaN
  kept.mark = base.mark
  known.set(base, [kept, ...all.filter((each) => each.key !== key)].slice(0, mostKept))
  return kept
}

/** The facts of a row that a formula rests on, those that tables derive with them. */
function readerOf(rules: RuleBase, { policy }: CompiledPolicy): (row: number) => KnownFacts {
  return factsReader(rules, factsBehind(rules.book, { ...policy, conditions: [] }))
}

/** Reads some facts of a row, derived ones with them, as the interpreter takes them. */
export function factsReader({ columns, book, day }: RuleBase, facts: readonly string[]): (row: number) => KnownFacts {
  const needed = behind(book, facts)
  const tables = new Set(needed.filter((fact) => book.tables.has(fact)))
  const found = needed.flatMap((fact): [string, Column][] => {
    const column = columns.columns[tables.has(fact) ? asGiven(fact) : fact]
    return column ? [[fact, column]] : []
  })
  const narrow = { size: columns.size, columns: Object.fromEntries(found) }
  return (row) => deriveFacts(book, factsOfFirm(narrow, row), day, [], tables)
}
