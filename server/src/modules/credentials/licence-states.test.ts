/** What can be done to a licence in which state. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '@steppe/kernels/calendar'
import { changesFrom, type State, stateAfter, stateOn, statusCodes, statusValue } from './licence-states.ts'

test('a valid licence is suspended and given back', () => {
  assert.equal(stateAfter('valid', 'suspend'), 'suspended')
  assert.equal(stateAfter('suspended', 'resume'), 'valid')
  assert.equal(stateAfter('suspended', 'suspend'), undefined)
})

test('what was revoked, withdrawn or has expired can only be cancelled (行政许可法 art. 70)', () => {
  for (const state of ['revoked', 'withdrawn'] as const) assert.deepEqual(changesFrom(state), ['cancel'])
  assert.deepEqual(changesFrom('expired'), ['cancel', 'replace'])
})

test('nothing leads out of cancelled or replaced', () => {
  for (const state of ['cancelled', 'replaced'] as const) assert.deepEqual(changesFrom(state), [])
})

test('a licence holds on its last day and has expired the day after; one that was revoked stays revoked', () => {
  const last = day('2026-11-30')
  assert.equal(stateOn(last, 'valid', last), 'valid')
  assert.equal(stateOn(day('2026-12-01'), 'valid', last), 'expired')
  assert.equal(stateOn(day('2026-12-01'), 'revoked', last), 'revoked')
  assert.equal(stateOn(last, 'valid', undefined), 'valid')
})

test('only a valid licence has status value 0, a suspended one 2, all others 1', () => {
  for (const state of Object.keys(statusCodes) as State[])
    assert.equal(statusValue(state), state === 'valid' ? 0 : state === 'suspended' ? 2 : 1)
})
