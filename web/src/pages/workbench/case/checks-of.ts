/** What the platform checked by itself, by which rule or service, when, and what came out. */
import type { ActView } from '../asks.ts'

export type Check = {
  readonly seq: number
  readonly at: string
  /** `rule` of a decision table, `service` of a register. */
  readonly by: 'rule' | 'service'
  readonly name: string
  readonly values: readonly { readonly name: string; readonly value: unknown }[]
  readonly good?: boolean | undefined
}

const verdictNames = ['ok', 'passed', 'pass', 'valid', 'matches', 'approved', 'auto', 'found']

/** A check says whether it went well under one of a few names; where it does not say, nothing is claimed. */
function verdictOf(outcome: Readonly<Record<string, unknown>>): boolean | undefined {
  for (const name of verdictNames) if (typeof outcome[name] === 'boolean') return outcome[name] as boolean
  const word = outcome.verdict ?? outcome.route ?? outcome.outcome ?? outcome.result
  if (typeof word !== 'string') return undefined
  if (/^(pass|passed|ok|approve|approved|auto|yes|accept)$/.test(word)) return true
  if (/^(fail|failed|deny|denied|refuse|person|no)$/.test(word)) return false
  return undefined
}

/** The last answer of each rule and service. */
export function checksOf(acts: readonly ActView[]): readonly Check[] {
  const last = new Map<string, Check>()
  for (const act of acts) {
    if (act.kind !== 'rule_answered' && act.kind !== 'service_answered') continue
    const { deed } = act
    const name = String(deed.decision ?? deed.action ?? act.kind)
    const outcome = (typeof deed.outcome === 'object' && deed.outcome !== null ? deed.outcome : {}) as Record<
      string,
      unknown
    >
    // What was made is a result, not a check.
    if (Array.isArray(outcome.results)) continue
    last.set(name, {
      seq: act.seq,
      at: act.at,
      by: act.kind === 'rule_answered' ? 'rule' : 'service',
      name,
      values: Object.entries(outcome).map(([key, value]) => ({ name: key, value })),
      good: verdictOf(outcome),
    })
  }
  return [...last.values()]
}
