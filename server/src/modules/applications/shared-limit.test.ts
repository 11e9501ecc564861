/** The shared deadline of a joint item. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedLimit } from './shared-limit.ts'

const part = (id: string, length: number, after: readonly string[] = []) => ({
  id,
  after,
  limit: { length, unit: 'wd' as const },
})

test('parts side by side cost as long as the longest of them', () => {
  assert.deepEqual(sharedLimit([part('a', 1), part('b', 3), part('c', 2)]), { length: 3, unit: 'wd' })
})

test('a part that waits for the registration comes after it', () => {
  assert.deepEqual(
    sharedLimit([part('registration', 1), part('seal', 1, ['registration']), part('bank', 2, ['registration'])]),
    { length: 3, unit: 'wd' },
  )
})

test('a part that waits for one that was not asked for waits for nothing', () => {
  assert.deepEqual(sharedLimit([part('seal', 1, ['company', 'sole-trader'])]), { length: 1, unit: 'wd' })
})
