/** Commitments of acts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalText, commit, opens } from './index.ts'

const salt = Buffer.alloc(16, 7)

test('the canonical text does not depend on the order in which fields were written', () => {
  assert.equal(canonicalText({ b: 1, a: { d: null, c: '中' } }), '{"a":{"c":"中","d":null},"b":1}')
  assert.equal(canonicalText({ a: { c: '中', d: null }, b: 1 }), '{"a":{"c":"中","d":null},"b":1}')
})

test('numbers are written as RFC 8785 wants them', () => {
  assert.equal(
    canonicalText(JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]')),
    '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
  )
})

test('any change of an act is seen, and the same act opens its commitment', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const kept = commit(salt, one)
      assert.ok(opens(kept, salt, JSON.parse(JSON.stringify(one))))
      assert.equal(opens(kept, salt, other), canonicalText(one) === canonicalText(other))
    }),
  )
})

test('the same act under another salt looks different', () => {
  assert.notDeepEqual(commit(salt, { a: 1 }), commit(Buffer.alloc(16, 8), { a: 1 }))
  assert.throws(() => commit(Buffer.alloc(8), {}), /salt/)
})
