/** The compiled program says of every firm what the interpreter says. */
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { compilePolicy, decidePolicy, knowFacts, openBook } from '@steppe/kernels/policies'
import { openPacks } from '#platform/packs'
import { programOf } from './judge-base.ts'
import { readPolicyPacks } from './read-pack.ts'

const packs = await openPacks(resolve(import.meta.dirname, '../../../../packs'), ['national', 'neimenggu', 'demo'])
const { dictionary, policies } = await readPolicyPacks(packs)
const book = openBook(dictionary)
const day = '2026-11-26'

test('on all examples of all packs, all policies come out as the interpreter has them', () => {
  const compiled = policies.flatMap((policy) => compilePolicy(book, policy) ?? [])
  const verdictsOf = programOf(book, compiled, day)
  const firms = policies.flatMap(({ examples }) => examples.map(({ facts }) => facts))
  assert.ok(firms.length > 150)
  for (const facts of firms) {
    const known = knowFacts(book, facts, day)
    assert.deepEqual(
      verdictsOf(known),
      compiled.map((policy) => decidePolicy(policy, known, day).verdict),
      JSON.stringify(facts),
    )
  }
})
