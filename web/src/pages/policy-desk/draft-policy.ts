/** A policy while it is written: what stands in the fields, and the policy that it makes. */
import type { Policy } from '@steppe/contracts/policies'

type Words = { readonly zh: string; readonly en: string }
export type DraftCondition = {
  readonly id: string
  readonly title: Words
  readonly when: string
  readonly source: string
}
export type DraftExample = {
  readonly title: string
  readonly kind: Policy['examples'][number]['kind']
  readonly verdict: 'yes' | 'no' | 'unknown'
  readonly amount: string
  readonly facts: Readonly<Record<string, string>>
}
export type Draft = {
  readonly title: Words
  readonly number: string
  readonly issuer: Words
  readonly level: Policy['document']['level']
  readonly region: string
  readonly validFrom: string
  readonly validUntil: string
  readonly text: string
  readonly conditions: readonly DraftCondition[]
  readonly kind: Policy['benefit']['kind']
  readonly benefit: Words
  readonly amount: string
  readonly ceiling: string
  readonly free: boolean
  readonly examples: readonly DraftExample[]
}

const none: Words = { zh: '', en: '' }

/** A new policy of a department's place. */
export function blankDraft(today: string, level: Draft['level'], region: string): Draft {
  return {
    title: none,
    number: '',
    issuer: none,
    level,
    region,
    validFrom: today,
    validUntil: '',
    text: '',
    conditions: [{ id: 'condition-1', title: none, when: '', source: '' }],
    kind: 'cash',
    benefit: none,
    amount: '',
    ceiling: '',
    free: false,
    examples: (['in', 'out', 'unknown', 'edge'] as const).map((kind) => ({
      title: '',
      kind,
      verdict: kind === 'out' ? 'no' : kind === 'unknown' ? 'unknown' : 'yes',
      amount: '',
      facts: {},
    })),
  }
}

/** The fields of a policy that was kept; parts that are not there stay empty. */
export function draftOf(policy: Partial<Policy>, blank: Draft): Draft {
  const { document, benefit } = policy
  return {
    ...blank,
    title: policy.title ?? none,
    number: document?.number ?? '',
    issuer: document?.issuer ?? none,
    level: document?.level ?? blank.level,
    region: document?.region ?? blank.region,
    validFrom: policy.validFrom ?? blank.validFrom,
    validUntil: policy.validUntil ?? '',
    text: document?.text ?? '',
    conditions: policy.conditions ?? blank.conditions,
    kind: benefit?.kind ?? blank.kind,
    benefit: benefit?.title ?? none,
    amount: benefit?.amount ?? '',
    ceiling: benefit?.ceiling === undefined ? '' : String(benefit.ceiling),
    free: policy.freeOfApplication === true,
    examples: (policy.examples ?? []).map((example) => ({
      title: example.title,
      kind: example.kind,
      verdict: example.verdict,
      amount: example.amount === undefined ? '' : String(example.amount),
      facts: Object.fromEntries(Object.entries(example.facts).map(([id, value]) => [id, String(value)])),
    })),
  }
}

/** Chinese stands for English where nobody wrote any. */
const both = ({ zh, en }: Words): Words => ({ zh, en: en.trim() === '' ? zh : en })

/** The policy that the fields make, sound or not. `kindOf` gives the type of a fact, so that 3 becomes a number. */
export function policyOf(id: string, version: number, draft: Draft, typeOf: (fact: string) => string): Policy {
  const amount = draft.amount.trim()
  const ceiling = draft.ceiling.trim()
  return {
    id,
    version,
    title: both(draft.title),
    document: {
      number: draft.number,
      issuer: both(draft.issuer),
      level: draft.level,
      ...(draft.region ? { region: draft.region } : {}),
      title: both(draft.title),
      ...(draft.text.trim() ? { text: draft.text } : {}),
    },
    validFrom: draft.validFrom,
    ...(draft.validUntil ? { validUntil: draft.validUntil } : {}),
    confidence: 'C',
    conditions: draft.conditions.map((each) => ({ ...each, title: both(each.title) })),
    benefit: {
      kind: draft.kind,
      title: both(draft.benefit),
      ...(amount ? { amount } : {}),
      ...(ceiling ? { ceiling: /^\d+(\.\d+)?$/.test(ceiling) ? Number(ceiling) : ceiling } : {}),
    },
    duties: [],
    ...(draft.free ? { freeOfApplication: true } : {}),
    examples: draft.examples.map((example) => ({
      title: example.title || '—',
      kind: example.kind,
      verdict: example.verdict,
      ...(example.amount.trim() === '' ? {} : { amount: Number(example.amount) }),
      facts: Object.fromEntries(
        Object.entries(example.facts).flatMap(([fact, text]) =>
          text.trim() === '' ? [] : [[fact, factValue(text.trim(), typeOf(fact))]],
        ),
      ),
    })),
  }
}

function factValue(text: string, type: string): unknown {
  if (type === 'number') return Number.isNaN(Number(text)) ? text : Number(text)
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}
