/** What the packs say of policies: every expression is sound, and every example comes out as it says. */
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { checkPolicy, checkTables, openBook, playTableExamples } from '@steppe/kernels/policies'
import { openPacks } from '#platform/packs'
import { problemsText, readPolicyPacks } from './read-pack.ts'

const packs = await openPacks(resolve(import.meta.dirname, '../../../../packs'), ['national', 'neimenggu', 'demo'])
const { dictionary, policies } = await readPolicyPacks(packs)
const book = openBook(dictionary)

test('every table names known facts, and its examples hold', () => {
  assert.deepEqual(
    checkTables(book).map(({ place, message }) => `${place}: ${message.en}`),
    [],
  )
  for (const table of dictionary.tables)
    for (const { example, holds, result } of playTableExamples(book, table))
      assert.ok(holds, `${table.id}: “${example.title}” comes out as ${JSON.stringify(result)}`)
})

test('every policy has an example each of in, out, unknown and edge, and all of them hold', () => {
  const ids = policies.map(({ id }) => id)
  const faults = policies.flatMap((policy) => {
    const problems = checkPolicy(book, policy, ids)
    return problems.length > 0 ? [problemsText(`${policy.id}@${policy.version}`, problems)] : []
  })
  assert.deepEqual(faults, [], faults.join('\n'))
})

test('what is from memory says so of its days', () => {
  for (const { id, confidence, document, unsure = [] } of policies)
    if (confidence.startsWith('mem') && document.issuedOn) assert.ok(unsure.includes('issuedOn'), id)
})

test('what is invented stands in the demonstration’s pack, and says so in its title and its text', async () => {
  for (const pack of packs) {
    const own = await readPolicyPacks([pack])
    for (const { id, title, confidence } of own.policies) {
      assert.equal(confidence === 'invented', pack.card.name === 'demo', id)
      if (confidence === 'invented') assert.match(title.zh + title.en, /示例.*example/, id)
    }
  }
  assert.ok(policies.length >= 50)
})
