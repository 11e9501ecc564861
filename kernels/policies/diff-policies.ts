/** What changed between two versions of a policy: conditions, benefit, days, and the document's text by paragraphs. */
import type { Exclusion, Policy } from './policy.ts'

export type Change = {
  /** `conditions.insured`, `benefit`, `validUntil`, … */
  readonly place: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly was?: string
  readonly is?: string
}

export type Paragraph = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

export type PolicyDiff = { readonly changes: readonly Change[]; readonly text: readonly Paragraph[] }

/** From an older version to a newer one. */
export function diffPolicies(older: Policy, newer: Policy): PolicyDiff {
  return {
    changes: [
      ...fieldsOf(older, newer),
      ...keyed(
        older.conditions,
        newer.conditions,
        'conditions',
        ({ id }) => id,
        ({ title, when, source }) => `${title.zh}：${when}（${source}）`,
      ),
      ...keyed(older.tables ?? [], newer.tables ?? [], 'tables', ({ id }) => id, tableText),
      ...keyed(
        older.duties,
        newer.duties,
        'duties',
        ({ title }) => title.zh,
        ({ title, after }) => `${title.zh}${after ? `（${after}）` : ''}`,
      ),
      ...keyed(older.excludes ?? [], newer.excludes ?? [], 'excludes', otherOf, ({ rule, source }) =>
        [rules[rule], source ?? []].flat().join('：'),
      ),
      ...keyed(
        older.document.attachments ?? [],
        newer.document.attachments ?? [],
        'attachments',
        ({ title }) => title.zh,
        ({ url }) => url,
      ),
    ],
    text: diffText(older.document.text ?? '', newer.document.text ?? ''),
  }
}

const rules: Record<Exclusion['rule'], string> = { highest: '就高不就低', once: '不重复享受' }

function otherOf(exclusion: Exclusion): string {
  return 'policy' in exclusion ? exclusion.policy : exclusion.group
}

function tableText({ title, rules }: NonNullable<Policy['tables']>[number]): string {
  return `${title.zh}：${rules.map(({ when, gives }) => `${when.join('，')} → ${gives}`).join('；')}`
}

function fieldsOf(older: Policy, newer: Policy): Change[] {
  const shown = (policy: Policy): Record<string, string | undefined> => ({
    title: policy.title.zh,
    document: `${policy.document.title.zh}（${policy.document.number}）`,
    'document.issuer': policy.document.issuer.zh,
    'document.issuedOn': policy.document.issuedOn,
    validFrom: policy.validFrom,
    validUntil: policy.validUntil,
    'benefit.title': policy.benefit.title.zh,
    'benefit.amount': policy.benefit.amount,
    'benefit.ceiling': policy.benefit.ceiling === undefined ? undefined : String(policy.benefit.ceiling),
    'benefit.kind': policy.benefit.kind,
    'benefit.per': policy.benefit.per,
    'benefit.source': policy.benefit.source,
    order: policy.order === undefined ? undefined : String(policy.order),
    responsible: policy.responsible,
    freeOfApplication: policy.freeOfApplication ? 'true' : undefined,
  })
  const was = shown(older)
  const is = shown(newer)
  return Object.keys(is).flatMap((place) => changeOf(place, was[place], is[place]))
}

function keyed<T>(
  older: readonly T[],
  newer: readonly T[],
  place: string,
  keyOf: (item: T) => string,
  textOf: (item: T) => string,
): Change[] {
  const was = new Map(older.map((item) => [keyOf(item), textOf(item)]))
  const is = new Map(newer.map((item) => [keyOf(item), textOf(item)]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    changeOf(`${place}.${key}`, was.get(key), is.get(key)),
  )
}

function changeOf(place: string, was: string | undefined, is: string | undefined): Change[] {
  if (was === is) return []
  if (was === undefined) return [{ place, kind: 'added', is: is as string }]
  return is === undefined ? [{ place, kind: 'removed', was }] : [{ place, kind: 'changed', was, is }]
}

/** Paragraphs that stayed, came and went: the longest common subsequence. */
export function diffText(older: string, newer: string): Paragraph[] {
  const a = paragraphsOf(older)
  const b = paragraphsOf(newer)
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (longest[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const found: Paragraph[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ kind: 'same', text: a[i] as string })
      i++
      j++
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1)))
      found.push({ kind: 'removed', text: a[i++] as string })
    else found.push({ kind: 'added', text: b[j++] as string })
  }
  return found
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n+/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
}
