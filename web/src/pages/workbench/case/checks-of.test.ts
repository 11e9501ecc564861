/** Automatic checks as the trail records them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActView } from '../asks.ts'
import { checksOf } from './checks-of.ts'

const answered = (seq: number, kind: string, deed: Record<string, unknown>): ActView => ({
  seq,
  at: '2026-10-01T02:00:00.000Z',
  on: '2026-10-01',
  kind,
  actor: { kind: 'platform', name: '平台' },
  deed,
  commitment: '00',
})

test('rules and services are told apart and say what came out', () => {
  const checks = checksOf([
    answered(2, 'service_answered', { action: 'check_registration', outcome: { nameFree: true } }),
    answered(3, 'rule_answered', { decision: 'start_up_decision', outcome: { verdict: 'auto' } }),
    answered(4, 'note', { text: 'x' }),
  ])
  assert.deepEqual(
    checks.map((check) => [check.by, check.name, check.good]),
    [
      ['service', 'check_registration', undefined],
      ['rule', 'start_up_decision', true],
    ],
  )
})

test('a licence that was issued is no check', () => {
  const made = answered(4, 'service_answered', { action: 'issue_result', outcome: { results: [{ name: '营业执照' }] } })
  assert.deepEqual(checksOf([made]), [])
})

test('a check made again is shown as it came out last', () => {
  const [check, ...others] = checksOf([
    answered(2, 'service_answered', { action: 'check_registration', outcome: { ok: false } }),
    answered(7, 'service_answered', { action: 'check_registration', outcome: { ok: true } }),
  ])
  assert.equal(others.length, 0)
  assert.equal(check?.good, true)
  assert.equal(check?.seq, 7)
})
