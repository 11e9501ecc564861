/** RFC 3797: keys and picks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { keyOf, keyOfSource, largestPool, selectByRfc3797 } from './index.ts'

// The example of section 6, with the numbers as a person would write them down.
const sources = [['9319'], ['2', '12', '5', '8', '10'], ['9', '18', '26', '34', '41', '45']]

test('the key of the standard’s example is that of section 6, whatever order the numbers were written in', () => {
  assert.equal(keyOf(sources), '9319./2.5.8.10.12./9.18.26.34.41.45./')
  assert.equal(keyOf(sources.map((each) => [...each].reverse())), keyOf(sources))
})

test('the first pick of the example is the seventeenth of twenty-five', () => {
  const [first] = selectByRfc3797(25, 10, keyOf(sources)) ?? []
  assert.deepEqual(first, { index: 1, digest: '990DD0A5692A029A98B5E01AA28F3459', divisor: 25, position: 17 })
})

test('numbers lose leading zeroes and zeroes after the point; letters lose everything else and are raised', () => {
  assert.equal(keyOfSource(['007', '0']), '0.7./')
  assert.equal(keyOfSource(['12.500', '3.0', '0.10']), '0.13.12.5/')
  assert.equal(keyOfSource('Twins W 4–1'), 'TWINSW41./')
  assert.equal(keyOfSource(['12345678901234567890123']), '12345678901234567890123./')
})

test('what is no number gives no key, and no key gives no pick', () => {
  for (const bad of [['-1'], ['1e3'], ['0x10'], [''], ['１'], []]) assert.equal(keyOfSource(bad), undefined, `${bad}`)
  assert.equal(keyOfSource(' — '), undefined)
  assert.equal(keyOf([]), undefined)
  assert.equal(selectByRfc3797(25, 1, undefined), undefined)
})

test('no pool beyond what the two-byte counter reaches, and not more than there are', () => {
  const key = keyOf(sources)
  assert.equal(selectByRfc3797(largestPool + 1, 1, key), undefined)
  assert.equal(selectByRfc3797(3, 4, key), undefined)
  assert.equal(selectByRfc3797(0, 0, key), undefined)
  assert.equal(selectByRfc3797(largestPool, 300, key)?.[299]?.index, 300)
})

test('picks are different places of the pool, and more picks begin with the fewer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), fc.nat({ max: 99_999 }), (size, wish, number) => {
      const key = keyOf([[String(number)]])
      const all = selectByRfc3797(size, size, key)!
      const count = wish % (size + 1)
      assert.deepEqual(all.slice(0, count), selectByRfc3797(size, count, key))
      assert.deepEqual(
        all.map((pick) => pick.position).sort((one, other) => one - other),
        Array.from({ length: size }, (_, place) => place + 1),
      )
    }),
    { numRuns: 60 },
  )
})
