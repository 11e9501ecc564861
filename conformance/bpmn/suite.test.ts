/** The suite sees differences, and passes the reference models where they are at hand. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { canonicalTree, firstDifference } from './canonical-tree.ts'
import { run } from './suite.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')
const differ = (one: string, other: string) => firstDifference(canonicalTree(one), canonicalTree(other))

test('prefixes, order of attributes, layout and comments make no difference', () => {
  const one = '<a xmlns="urn:x" p="1" q="&lt;"><!-- c --><b/>text</a>'
  assert.equal(differ(one, "<k:a xmlns:k='urn:x' q='&#60;' p='1'>\n <k:b></k:b>\n text </k:a>"), undefined)
})

test('a lost attribute, a changed text, another namespace and another order of elements are seen', () => {
  assert.match(differ('<a p="1"/>', '<a/>') ?? '', /p: 1 became undefined/)
  assert.match(differ('<a>one</a>', '<a>two</a>') ?? '', /became/)
  assert.match(differ('<a xmlns="urn:x"/>', '<a xmlns="urn:y"/>') ?? '', /urn:y/)
  assert.match(differ('<a><b/><c/></a>', '<a><c/><b/></a>') ?? '', /became/)
})

test('the reference models of the working group come back equal', async (context) => {
  if (!existsSync(join(DATA, 'bpmn-miwg-reference'))) return context.skip('the reference models are not at hand')
  const result = await run(DATA)
  assert.deepEqual(result.failures, [])
  assert.ok(result.passed > 0)
})
