/** What a claim made before keeps from being claimed again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Policy } from '@steppe/kernels/policies'
import { stands } from './find-claims.ts'

const given = (per: string) => ({ benefit: { per } }) as unknown as Policy
const granted = (on: string) => ({ case: '150102-1', status: 'closed', on })

test('what is given each year, quarter or month was had only for the one in which it was granted', () => {
  assert.ok(stands(granted('2026-01-01'), given('year'), '2026-11-26'))
  assert.ok(!stands(granted('2025-12-31'), given('year'), '2026-01-01'))
  assert.ok(stands(granted('2026-10-01'), given('quarter'), '2026-12-31'))
  assert.ok(!stands(granted('2026-09-30'), given('quarter'), '2026-10-01'))
  assert.ok(stands(granted('2026-11-01'), given('month'), '2026-11-30'))
  assert.ok(!stands(granted('2026-10-31'), given('month'), '2026-11-01'))
})

test('what is given once was had for good, and a claim that runs stands whatever its year', () => {
  assert.ok(stands(granted('2020-01-01'), given('once'), '2026-11-26'))
  assert.ok(stands({ ...granted('2020-01-01'), status: 'accepted' }, given('year'), '2026-11-26'))
})

test('a claim that was refused, withdrawn or revoked stands in nobody’s way', () => {
  for (const status of ['refused', 'withdrawn', 'lapsed', 'revoked'])
    assert.ok(!stands({ ...granted('2026-11-01'), status }, given('once'), '2026-11-26'))
})
