/** A policy goes through the editor whole: what was kept is what is saved. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import type { Policy } from '@steppe/contracts/policies'
import { CORE_SCHEMA, load } from 'js-yaml'
import { blankDraft, draftOf, policyOf } from './draft-policy.ts'

const packs = resolve(import.meta.dirname, '../../../../packs')
const blank = blankDraft('2026-11-26', 'region', '150000')
// biome-ignore lint/suspicious/noExplicitAny: each test reads what its file holds.
const yaml = (path: string): any => load(readFileSync(join(packs, path), 'utf8'), { schema: CORE_SCHEMA })
/** As after a journey over HTTP; types of facts are not known yet while the dictionary is on its way. */
const opened = (policy: Policy): Policy => policyOf(policy.id, policy.version, draftOf(policy, blank), () => 'text')

const fields = (value: unknown): string[] =>
  value && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value).sort() : []

test('a policy with all fields is the same after it was opened and saved', () => {
  const policy: Policy = yaml('demo/history/policies.yaml').versions.at(-1).policy
  assert.equal(policy.id, 'steady-jobs-award')
  const wanted = ['attachments', 'issuedOn', 'issuer', 'level', 'number', 'region', 'text', 'title', 'url']
  assert.deepEqual(fields(policy.document), wanted)
  for (const field of ['excludes', 'duties', 'suites', 'order', 'responsible'] as const) assert.ok(policy[field], field)
  assert.ok(policy.duties.length > 0 && policy.benefit.per && policy.benefit.source)
  assert.deepEqual(opened(policy), policy)
})

test('every policy of the packs is the same after it was opened and saved', () => {
  const files = ['national', 'demo'].flatMap((pack) => {
    const names = readdirSync(join(packs, pack, 'policies'), { withFileTypes: true })
    return names.filter((entry) => entry.name.endsWith('.yaml')).map(({ name }) => `${pack}/policies/${name}`)
  })
  const policies = files.map(yaml).filter((data) => data.conditions && data.benefit)
  assert.ok(policies.length >= 50)
  for (const policy of policies) assert.deepEqual(opened(policy), { duties: [], ...policy }, policy.id)
})

test('what is changed in the fields is changed in the policy, and an emptied field is left out', () => {
  const policy: Policy = yaml('demo/history/policies.yaml').versions.at(-1).policy
  const draft = draftOf(policy, blank)
  const changed = policyOf(
    policy.id,
    3,
    {
      ...draft,
      per: '',
      url: '',
      ceiling: '200000',
      excludes: [...draft.excludes, { of: 'group', id: 'jobs', rule: 'highest', source: '' }],
      duties: [],
      examples: draft.examples.map((each) => ({ ...each, facts: { ...each.facts, employees: '50' } })),
    },
    () => 'number',
  )
  assert.equal(changed.benefit.per, undefined)
  assert.equal('url' in changed.document, false)
  assert.equal(changed.benefit.ceiling, 200_000)
  assert.deepEqual(changed.excludes?.at(-1), { group: 'jobs', rule: 'highest' })
  assert.deepEqual(changed.duties, [])
  assert.equal(changed.examples[0]?.facts.employees, 50)
  assert.deepEqual(changed.suites, policy.suites)
})
