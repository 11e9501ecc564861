/** Which firms have the policies in force, kept as bits and renewed for the firms that changed: what a draft overlaps with. */
import type { CompiledPolicy } from '@steppe/kernels/policies'
import type { FirmBase } from './firm-base.ts'
import { type Judge, openJudge, overRows, type RuleBase, renewJudge } from './rule-base.ts'

/** Bytes that kept audiences may take; where policies are more, they are judged in parts each time. */
const mostKept = 256 * 2 ** 20

type Kept = {
  readonly policies: readonly CompiledPolicy[]
  readonly rules: RuleBase
  readonly judge: Judge
  mark: number
}

const known = new WeakMap<FirmBase, Kept>()

/** Bytes that audiences take. */
export function bytesOfAudiences(base: FirmBase): number {
  const kept = known.get(base)
  return kept ? kept.policies.length * ((kept.rules.size + 31) >> 5) * 8 : 0
}

/** Calls `seen` with the bits of the firms that surely have each policy. Gives false where the signal ended it. */
export async function eachAudience(
  rules: RuleBase,
  policies: readonly CompiledPolicy[],
  seen: (policy: number, yes: Uint32Array) => void,
  signal?: AbortSignal,
): Promise<boolean> {
  const each = Math.max(1, Math.floor(mostKept / (((rules.size + 31) >> 5) * 8 + 1)))
  for (let from = 0; from < policies.length; from += each) {
    const part = policies.slice(from, from + each)
    const judge = await judged(rules, part, part.length === policies.length, signal)
    if (!judge) return false
    for (const [at, { yes }] of judge.audiences.entries()) seen(from + at, yes)
  }
  return true
}

async function judged(
  rules: RuleBase,
  policies: readonly CompiledPolicy[],
  keep: boolean,
  signal?: AbortSignal,
): Promise<Judge | undefined> {
  const { base, size } = rules
  const found = known.get(base)
  const same =
    found?.rules === rules &&
    found.policies.length === policies.length &&
    found.policies.every((policy, at) => policy === policies[at])
  if (found && same && renewJudge(rules, found)) return found.judge
  const own = policies.flatMap(({ policy }) => policy.tables ?? [])
  const judge = openJudge(rules, policies.map(ruleOf), own)
  if (!judge) throw new Error('a published policy does not parse')
  if (!(await overRows(size, judge.run, signal))) return undefined
  if (keep) known.set(base, { policies, rules, judge, mark: base.mark })
  return judge
}

function ruleOf({ policy }: CompiledPolicy) {
  return { id: policy.id, when: policy.conditions.map(({ when }) => when) }
}
