/** Going through a list case by case. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { neighbours } from './next-case.ts'

test('the next case is the one below, the one before is the one above', () => {
  assert.deepEqual(neighbours(['A', 'B', 'C'], 'B'), { before: 'A', after: 'C' })
})

test('a case with two tasks in the list is passed once', () => {
  assert.deepEqual(neighbours(['A', 'A', 'B'], 'A'), { after: 'B' })
})

test('from a case outside the list one comes to its first', () => {
  assert.deepEqual(neighbours(['A', 'B'], 'Z'), { after: 'A' })
  assert.deepEqual(neighbours([], 'Z'), {})
})
