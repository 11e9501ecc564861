/** What a firm can have of all policies together: 就高不就低 (the highest counts), 不重复享受 (one of them). */
import type { Decision, ThreeValued } from './decide-policy.ts'
import type { Exclusion, Policy } from './policy.ts'

export type Standing =
  /** Counts. */
  | 'has'
  /** Another that does not go with it gives more, by rule. */
  | 'displaced'
  /** One of several, whichever the firm chooses; the amount is no reason to take it from the firm. */
  | 'choice'
  | 'no'
  | 'unknown'

export type Entitlement = {
  readonly policy: string
  readonly verdict: ThreeValued
  readonly amount: Decision['amount']
  readonly standing: Standing
  /** Those it does not go together with and that hold as well. */
  readonly against: readonly { readonly policy: string; readonly rule: Exclusion['rule'] }[]
}

export type Combined = {
  readonly entitlements: readonly Entitlement[]
  /** Yuan of those that count, and of the best of each choice. */
  readonly total: number
}

type Decided = { readonly policy: Policy; readonly decision: Decision }

/**
 * Combines decisions on one firm. Exclusion is mutual though only one of the two may state it. In a pair under
 * `highest` the smaller amount is displaced, at the same amount the later in order; where an amount cannot be reckoned the
 * firm chooses.
 */
export function combinePolicies(decided: readonly Decided[]): Combined {
  const held = decided.filter(({ decision }) => decision.verdict === 'yes').sort(byWorth)
  const counting: Decided[] = []
  const standings = new Map<string, Standing>()
  for (const each of held) {
    const rivals = rivalsOf(each, counting)
    const displacing = rivals.find(({ rule, other }) => rule === 'highest' && bothReckoned(each, other))
    if (displacing) standings.set(each.policy.id, 'displaced')
    else counting.push(each)
  }
  for (const each of counting) {
    const open = rivalsOf(each, counting)
    standings.set(each.policy.id, open.length > 0 ? 'choice' : 'has')
  }
  const entitlements = decided.map(({ policy, decision }) => ({
    policy: policy.id,
    verdict: decision.verdict,
    amount: decision.amount,
    standing: standings.get(policy.id) ?? (decision.verdict as 'no' | 'unknown'),
    against:
      decision.verdict === 'no'
        ? []
        : rivalsOf({ policy, decision }, held).map(({ other, rule }) => ({ policy: other.policy.id, rule })),
  }))
  return { entitlements, total: totalOf(counting) }
}

function byWorth(a: Decided, b: Decided): number {
  return worth(b) - worth(a) || (a.policy.order ?? 0) - (b.policy.order ?? 0) || (a.policy.id < b.policy.id ? -1 : 1)
}

function worth({ decision }: Decided): number {
  return typeof decision.amount === 'number' ? decision.amount : -1
}

function bothReckoned(a: Decided, b: Decided): boolean {
  return typeof a.decision.amount === 'number' && typeof b.decision.amount === 'number'
}

function rivalsOf(
  each: Pick<Decided, 'policy'> & Decided,
  others: readonly Decided[],
): { readonly other: Decided; readonly rule: Exclusion['rule'] }[] {
  return others.flatMap((other) => {
    if (other.policy.id === each.policy.id) return []
    const rule = exclusionBetween(each.policy, other.policy)
    return rule === undefined ? [] : [{ other, rule }]
  })
}

/** The rule under which two policies do not go together; undefined when they do. Most policies exclude nothing. */
export function exclusionBetween(a: Policy, b: Policy): Exclusion['rule'] | undefined {
  if (!a.excludes && !b.excludes) return undefined
  const one = excludedBy(a)
  const other = excludedBy(b)
  const named = one.policies.get(b.id) ?? other.policies.get(a.id)
  if (named !== undefined) return named
  for (const [group, rule] of one.groups) if (other.groups.has(group)) return rule
  return undefined
}

type Excluded = {
  readonly policies: ReadonlyMap<string, Exclusion['rule']>
  readonly groups: ReadonlyMap<string, Exclusion['rule']>
}
const known = new WeakMap<Policy, Excluded>()

function excludedBy(policy: Policy): Excluded {
  const found = known.get(policy)
  if (found) return found
  const policies = new Map<string, Exclusion['rule']>()
  const groups = new Map<string, Exclusion['rule']>()
  for (const exclusion of policy.excludes ?? []) {
    if ('policy' in exclusion) policies.set(exclusion.policy, exclusion.rule)
    else groups.set(exclusion.group, exclusion.rule)
  }
  known.set(policy, { policies, groups })
  return { policies, groups }
}

/** Of those that are each other's choice only the first, which is the best, counts. */
function totalOf(counting: readonly Decided[]): number {
  const taken: Decided[] = []
  for (const each of counting) if (rivalsOf(each, taken).length === 0) taken.push(each)
  return toFen(taken.reduce((sum, each) => sum + Math.max(0, worth(each)), 0))
}

function toFen(yuan: number): number {
  return Math.round(yuan * 100) / 100
}
