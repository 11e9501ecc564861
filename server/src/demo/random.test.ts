/** Chance that follows from its keys. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomOf } from './random.ts'

test('the same keys give the same numbers, other keys others', () => {
  const draw = (...keys: (string | number)[]) =>
    randomOf(...keys)
      .bytes(16)
      .toString('hex')
  assert.equal(draw('seed', 1), draw('seed', 1))
  assert.notEqual(draw('seed', 1), draw('seed', 2))
  assert.notEqual(draw('seed', '1'), draw('seed', 1))
})

test('a weight of three in four is met three times in four', () => {
  const random = randomOf('weights')
  const met = Array.from({ length: 20_000 }, () => random.weighted({ often: 3, seldom: 1, never: 0 }))
  const often = met.filter((name) => name === 'often').length / met.length
  assert.ok(Math.abs(often - 0.75) < 0.02, `${often}`)
  assert.ok(!met.includes('never'))
})

test('both ends of a range are met, and nothing beyond', () => {
  const random = randomOf('ends')
  const met = new Set(Array.from({ length: 500 }, () => random.between(-2, 2)))
  assert.deepEqual(
    [...met].sort((a, b) => a - b),
    [-2, -1, 0, 1, 2],
  )
})
