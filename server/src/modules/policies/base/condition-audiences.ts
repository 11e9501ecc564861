/** The firms that meet single conditions, kept: moving a threshold judges one condition anew, and no other. */
import type { Policy } from '@steppe/kernels/policies'
import type { Audience } from '@steppe/kernels/rules'
import { type Judge, openJudge, overRows, type RuleBase, renewJudge } from './rule-base.ts'

/** Conditions that are kept; each takes two bits a firm. */
const mostKept = 48

/** Conditions that were judged together. */
type Group = { readonly judge: Judge; mark: number }
type Kept = { readonly group: Group; readonly at: number }

const known = new WeakMap<RuleBase, Map<string, Kept>>()

/** Bytes that they take. */
export function bytesOfConditions(rules: RuleBase): number {
  return (known.get(rules)?.size ?? 0) * ((rules.size + 31) >> 5) * 8
}

/** An audience for each condition of a policy, in their order; nothing where the signal ended it. They hold until the base changes. */
export async function audiencesOf(
  rules: RuleBase,
  { conditions, tables = [] }: Policy,
  signal?: AbortSignal,
): Promise<readonly Audience[] | undefined> {
  const kept = known.get(rules) ?? new Map<string, Kept>()
  known.set(rules, kept)
  for (const group of new Set([...kept.values()].map((each) => each.group)))
    if (!renewJudge(rules, group)) for (const [when, each] of kept) if (each.group === group) kept.delete(when)
  // A condition says something else where its policy has other tables.
  const under = tables.length === 0 ? '' : `${JSON.stringify(tables)} `
  const whens = [...new Set(conditions.map(({ when }) => when))]
  const missing = whens.filter((when) => !kept.has(under + when))
  if (missing.length > 0) {
    const judge = openJudge(
      rules,
      missing.map((when) => ({ id: when, when: [when] })),
      tables,
    )
    if (!judge) throw new Error('a condition that was checked does not parse')
    if (!(await overRows(rules.size, judge.run, signal))) return undefined
    const group = { judge, mark: rules.base.mark }
    for (const [at, when] of missing.entries()) kept.set(under + when, { group, at })
  }
  const found = conditions.map(({ when }) => {
    const each = kept.get(under + when) as Kept
    kept.delete(under + when)
    kept.set(under + when, each)
    return each.group.judge.audiences[each.at] as Audience
  })
  for (const when of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(when)
  return found
}
