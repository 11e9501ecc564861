/** An appeal that is being written: its steps, what is missing, what is sent. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appealFrom, emptyDraft, faultsOf, stepsFor } from './draft.ts'

const whole = {
  ...emptyDraft,
  intent: 'complaint' as const,
  text: '小区门口的路灯坏了半个月，晚上看不见路。',
  region: '150102',
}

test('a kind without grounds does not ask for one, and nobody is asked to join what is not there', () => {
  assert.deepEqual(stepsFor(false, false), ['what', 'text', 'place', 'files', 'you', 'check'])
  assert.equal(stepsFor(true, true).length, 8)
})

test('what is missing is named at its step', () => {
  assert.deepEqual(faultsOf(emptyDraft, true, true), {
    what: 'intent',
    ground: 'ground',
    text: 'text',
    place: 'region',
  })
  assert.deepEqual(faultsOf(whole, false, false), {})
  assert.deepEqual(faultsOf({ ...whole, phone: '12' }, false, true), { what: 'firm', you: 'phone' })
  assert.deepEqual(faultsOf({ ...whole, region: '150100' }, false, false), { place: 'region' })
})

test('only what was answered is sent', () => {
  assert.deepEqual(appealFrom({ ...whole, address: ' 兴安南路 ', secret: true, joins: 'A1501-2026-0001' }), {
    type: 'hotline',
    intent: 'complaint',
    text: whole.text,
    place: { region: '150102', address: '兴安南路' },
    secret: true,
    joins: 'A1501-2026-0001',
  })
})
