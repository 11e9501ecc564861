/** What roles carry. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { carries } from './carries.ts'

test('a permission is carried as it is written, or where a star stands for its word', () => {
  assert.ok(carries(['cases:inbox:read'], 'cases:inbox:read'))
  assert.ok(carries(['cases:*:read'], 'cases:inbox:read'))
  assert.ok(!carries(['cases:inbox:*', 'cases:*'], 'cases:case:read'))
  assert.ok(!carries([], 'cases:inbox:read'))
})
