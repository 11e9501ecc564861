/** What a table makes of each firm, such as its size class, as a small number by row. */
import type { FactTable } from '@steppe/kernels/policies'
import { compileFeel, evaluateFeel, isFeelRefusal, plainValue } from '@steppe/kernels/rules'
import { asGiven, bitAt, type Judge, openJudge, overRows, type RuleBase } from './rule-base.ts'

/** `of` holds the place in `labels`, `none` where it is not known which. */
export type Classes = { readonly labels: readonly (string | number)[]; readonly of: Uint8Array }

export const none = 255

type Kept = Classes & { readonly judge: Judge; mark: number }

const known = new WeakMap<RuleBase, Map<string, Kept>>()

/** Null for a table that gives what is reckoned from other facts, or more than 254 things; undefined where the signal ended it. */
export async function classesOf(
  rules: RuleBase,
  table: FactTable,
  signal?: AbortSignal,
): Promise<Classes | null | undefined> {
  const found = known.get(rules)?.get(table.id)
  const rows = found && rules.base.changedSince(found.mark)
  if (found && rows) {
    for (const word of new Set(rows.map((row) => row >> 5)))
      place(found, word * 32, Math.min(rules.size, word * 32 + 32))
    found.mark = rules.base.mark
    return found
  }
  const labels = labelsOf(rules, table)
  const judge =
    labels &&
    openJudge(
      rules,
      labels.map((label) => ({ id: String(label), when: [`${table.id} = ${JSON.stringify(label)}`] })),
    )
  if (!labels || !judge) return null
  const kept = { labels, of: new Uint8Array(rules.size), judge, mark: rules.base.mark }
  if (!(await overRows(rules.size, (from, to) => place(kept, from, to), signal))) return undefined
  known.set(rules, (known.get(rules) ?? new Map()).set(table.id, kept))
  return kept
}

function place({ of, judge }: Kept, from: number, to: number): void {
  judge.run(from, to)
  for (let row = from; row < to; row++) of[row] = judge.audiences.findIndex(({ yes }) => bitAt(yes, row) === 1) & none
}

/** The things a table may give; null where they do not stand in it. */
function labelsOf({ columns }: RuleBase, table: FactTable): (string | number)[] | null {
  if (table.choices) return table.choices.map(({ value }) => value)
  const given = columns.columns[asGiven(table.id)]
  if (given && given.kind !== 'text') return null
  const constants = table.rules.map(({ gives }) => constantOf(gives))
  const labels = [...new Set([...constants, ...(given?.dictionary ?? [])])]
  return labels.includes(null) || labels.length > 254 ? null : (labels as (string | number)[])
}

function constantOf(source: string): string | number | null {
  const compiled = compileFeel(source)
  if (isFeelRefusal(compiled) || compiled.reads.length > 0) return null
  const value = plainValue(evaluateFeel(compiled, {}))
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
