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
  /** The example as it was kept: what the grid does not show stays. */
  readonly kept?: Policy['examples'][number]
}
export type DraftExclusion = {
  /** A policy by its id, or all policies of a group. */
  readonly of: 'policy' | 'group'
  readonly id: string
  readonly rule: 'highest' | 'once'
  readonly source: string
}
export type DraftAttachment = { readonly title: Words; readonly url: string }
export type DraftDuty = { readonly title: Words; readonly after: string }
export type DraftTable = {
  readonly id: string
  readonly title: Words
  readonly type: 'number' | 'text' | 'boolean'
  /** F the first row that fits decides, U exactly one may fit. */
  readonly hitPolicy: 'F' | 'U'
  readonly inputs: readonly { readonly title: Words; readonly of: string }[]
  /** Cells as they are written; an empty one takes anything. `gives` of a text stands without its quotes. */
  readonly rules: readonly { readonly when: readonly string[]; readonly gives: string }[]
  readonly kept?: NonNullable<Policy['tables']>[number]
}
export type Draft = {
  /** The version that the draft came from: what no field shows stays as it was. */
  readonly kept: Partial<Policy>
  readonly title: Words
  readonly number: string
  readonly issuer: Words
  readonly level: Policy['document']['level']
  readonly region: string
  readonly documentTitle: Words
  readonly issuedOn: string
  readonly url: string
  readonly attachments: readonly DraftAttachment[]
  readonly validFrom: string
  readonly validUntil: string
  readonly text: string
  readonly tables: readonly DraftTable[]
  readonly conditions: readonly DraftCondition[]
  readonly kind: Policy['benefit']['kind']
  readonly benefit: Words
  readonly amount: string
  readonly ceiling: string
  readonly per: string
  readonly excludes: readonly DraftExclusion[]
  readonly duties: readonly DraftDuty[]
  readonly free: boolean
  readonly examples: readonly DraftExample[]
}

const none: Words = { zh: '', en: '' }

/** A new policy of a department's place. */
export function blankDraft(today: string, level: Draft['level'], region: string): Draft {
  return {
    kept: {},
    title: none,
    number: '',
    issuer: none,
    level,
    region,
    documentTitle: none,
    issuedOn: '',
    url: '',
    attachments: [],
    validFrom: today,
    validUntil: '',
    text: '',
    tables: [],
    conditions: [{ id: 'condition-1', title: none, when: '', source: '' }],
    kind: 'cash',
    benefit: none,
    amount: '',
    ceiling: '',
    per: '',
    excludes: [],
    duties: [],
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
    kept: policy,
    title: policy.title ?? none,
    number: document?.number ?? '',
    issuer: document?.issuer ?? none,
    level: document?.level ?? blank.level,
    // A policy of the nation or of the whole installation names no region.
    region: document ? (document.region ?? '') : blank.region,
    documentTitle: document?.title ?? none,
    issuedOn: document?.issuedOn ?? '',
    url: document?.url ?? '',
    attachments: document?.attachments ?? [],
    validFrom: policy.validFrom ?? blank.validFrom,
    validUntil: policy.validUntil ?? '',
    text: document?.text ?? '',
    tables: (policy.tables ?? []).map(tableDraft),
    conditions: policy.conditions ?? blank.conditions,
    kind: benefit?.kind ?? blank.kind,
    benefit: benefit?.title ?? none,
    amount: benefit?.amount ?? '',
    ceiling: benefit?.ceiling === undefined ? '' : String(benefit.ceiling),
    per: benefit?.per ?? '',
    excludes: (policy.excludes ?? []).map(exclusionDraft),
    duties: (policy.duties ?? []).map(({ title, after }) => ({ title, after: after ?? '' })),
    free: policy.freeOfApplication === true,
    examples: (policy.examples ?? []).map(exampleDraft),
  }
}

function tableDraft(table: NonNullable<Policy['tables']>[number]): DraftTable {
  const type = table.type === 'number' || table.type === 'boolean' ? table.type : 'text'
  return {
    id: table.id,
    title: table.title,
    type,
    hitPolicy: table.hitPolicy === 'U' ? 'U' : 'F',
    inputs: table.inputs,
    rules: table.rules.map(({ when, gives }) => ({ when, gives: type === 'text' ? bare(gives) : gives })),
    kept: table,
  }
}

/** `"large"` without its quotes; anything else as it is. */
function bare(source: string): string {
  return /^"(?:[^"\\]|\\.)*"$/.test(source) ? (JSON.parse(source) as string) : source
}

function exclusionDraft(exclusion: NonNullable<Policy['excludes']>[number]): DraftExclusion {
  const { rule, source = '' } = exclusion
  return 'policy' in exclusion
    ? { of: 'policy', id: exclusion.policy, rule, source }
    : { of: 'group', id: exclusion.group, rule, source }
}

function exampleDraft(example: Policy['examples'][number]): DraftExample {
  return {
    title: example.title,
    kind: example.kind,
    verdict: example.verdict,
    amount: example.amount === undefined ? '' : String(example.amount),
    facts: Object.fromEntries(Object.entries(example.facts).map(([id, value]) => [id, String(value)])),
    kept: example,
  }
}

/** Chinese stands for English where nobody wrote any. */
const both = ({ zh, en }: Words): Words => ({ zh, en: en.trim() === '' ? zh : en })

/** A field that is left out while it is empty. */
const unlessEmpty = <K extends string>(name: K, text: string): { [key in K]?: string } =>
  (text.trim() === '' ? {} : { [name]: text }) as { [key in K]?: string }

/**
 * The policy that the fields make, sound or not: the version it came from with every field that is shown put in its place.
 * `typeOf` gives the type of a fact, so that 3 becomes a number.
 */
export function policyOf(id: string, version: number, draft: Draft, typeOf: (fact: string) => string): Policy {
  const { excludes: _, freeOfApplication: __, validUntil: ___, tables: ____, ...kept } = draft.kept
  return {
    confidence: 'C',
    ...kept,
    id,
    version,
    title: both(draft.title),
    document: documentOf(draft),
    validFrom: draft.validFrom,
    ...unlessEmpty('validUntil', draft.validUntil),
    ...(draft.tables.length > 0 ? { tables: draft.tables.map((table) => tableOf(table, draft)) } : {}),
    conditions: draft.conditions.map((each) => ({ ...each, title: both(each.title) })),
    benefit: benefitOf(draft),
    ...(draft.excludes.length > 0 ? { excludes: draft.excludes.map(exclusionOf) } : {}),
    duties: draft.duties.map(({ title, after }) => ({ title: both(title), ...unlessEmpty('after', after) })),
    ...(draft.free ? { freeOfApplication: true } : {}),
    examples: draft.examples.map((example) => exampleOf(example, typeOf)),
  }
}

function tableOf({ kept, type, ...table }: DraftTable, draft: Draft): NonNullable<Policy['tables']>[number] {
  const choices = kept?.choices
  const was = (row: number) => kept?.rules[row]
  return {
    ...kept,
    id: table.id,
    title: both(table.title),
    type: choices && type === 'text' ? 'choice' : type,
    source: kept?.source ?? (draft.number || '—'),
    validFrom: kept?.validFrom ?? draft.validFrom,
    hitPolicy: kept?.hitPolicy === 'P' && table.hitPolicy === 'F' ? 'P' : table.hitPolicy,
    inputs: table.inputs.map(({ title, of }) => ({ title: both(title), of })),
    rules: table.rules.map(({ when, gives }, row) => {
      const written = type === 'text' && gives !== '' ? JSON.stringify(gives) : gives
      const same = was(row)?.gives === gives ? gives : written
      return { when: when.map((cell) => (cell.trim() === '' ? '-' : cell.trim())), gives: same }
    }),
    examples: kept?.examples ?? [],
  }
}

function documentOf(draft: Draft): Policy['document'] {
  const was = draft.kept.document ?? ({} as Policy['document'])
  const { region: _, issuedOn: __, url: ___, text: ____, attachments: _____, ...kept } = was
  const named = draft.documentTitle.zh.trim() !== ''
  return {
    ...kept,
    number: draft.number,
    issuer: both(draft.issuer),
    level: draft.level,
    ...unlessEmpty('region', draft.region),
    ...unlessEmpty('issuedOn', draft.issuedOn),
    title: both(named ? draft.documentTitle : draft.title),
    ...unlessEmpty('url', draft.url),
    ...unlessEmpty('text', draft.text),
    ...(draft.attachments.length > 0
      ? { attachments: draft.attachments.map(({ title, url }) => ({ title: both(title), url: url.trim() })) }
      : {}),
  }
}

function benefitOf(draft: Draft): Policy['benefit'] {
  const { amount: _, ceiling: was, per: __, ...kept } = draft.kept.benefit ?? ({} as Policy['benefit'])
  const ceiling = draft.ceiling.trim()
  const sum = /^\d+(\.\d+)?$/.test(ceiling) ? Number(ceiling) : ceiling
  return {
    ...kept,
    kind: draft.kind,
    title: both(draft.benefit),
    ...unlessEmpty('amount', draft.amount),
    ...(ceiling === '' ? {} : { ceiling: was !== undefined && String(was) === draft.ceiling ? was : sum }),
    ...(unlessEmpty('per', draft.per) as Pick<Policy['benefit'], 'per'>),
  }
}

function exclusionOf({ of, id, rule, source }: DraftExclusion): NonNullable<Policy['excludes']>[number] {
  return { ...(of === 'policy' ? { policy: id } : { group: id }), rule, ...unlessEmpty('source', source) }
}

function exampleOf(example: DraftExample, typeOf: (fact: string) => string): Policy['examples'][number] {
  const { amount: was, ...kept } = example.kept ?? ({} as Policy['examples'][number])
  const before = example.kept?.facts ?? {}
  const amount = example.amount.trim()
  return {
    ...kept,
    title: example.title || '—',
    kind: example.kind,
    verdict: example.verdict,
    ...(amount === '' ? {} : { amount: was !== undefined && String(was) === amount ? was : Number(amount) }),
    facts: Object.fromEntries(
      Object.entries(example.facts).flatMap(([fact, text]) => {
        if (text.trim() === '') return []
        const same = fact in before && String(before[fact]) === text
        return [[fact, same ? before[fact] : factValue(text.trim(), typeOf(fact))]]
      }),
    ),
  }
}

function factValue(text: string, type: string): unknown {
  if (type === 'number') return Number.isNaN(Number(text)) ? text : Number(text)
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}
