/** What a form sends, and what it cannot do without. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deedOf, missingIn } from './deed-of.ts'

test('an order is given to a lead with those that assist', () => {
  assert.deepEqual(deedOf('dispatch', 't1', { to: '150102-urban', assists: '150102-police\n150102-fire', note: ' ' }), {
    deed: { kind: 'dispatch', task: 't1', to: '150102-urban', assists: ['150102-police', '150102-fire'] },
  })
  assert.deepEqual(deedOf('dispatch', 't1', {}), { missing: 'to' })
})

test('a reply that has not solved it must say by when', () => {
  assert.equal(missingIn('reply', { text: '已安排', solved: 'no' }), 'by')
  assert.deepEqual(deedOf('reply', 't', { text: '已修好', solved: 'yes', by: '2026-12-01', basis: '' }), {
    deed: { kind: 'reply', task: 't', text: '已修好', solved: true },
  })
})

test('a call-back that is not counted needs a reason, and then asks for no grade', () => {
  assert.equal(missingIn('call_back', { contacted: 'no', invalid: 'unreachable' }), 'note')
  assert.equal(missingIn('call_back', { contacted: 'yes', solved: 'yes' }), 'satisfaction')
  assert.equal(missingIn('call_back', { contacted: 'yes', solved: 'no', satisfaction: 'dissatisfied' }), 'note')
  assert.equal(missingIn('call_back', { contacted: 'no' }), undefined)
})

test('a decision of a conference carries the words that point to it', () => {
  const made = deedOf('decide', 't', { to: 'd-lead-1', matter: '路灯', reason: '职责', words: '路灯、灯杆' })
  assert.deepEqual('deed' in made && made.deed, {
    kind: 'decide',
    task: 't',
    to: 'd-lead-1',
    matter: '路灯',
    reason: '职责',
    words: ['路灯', '灯杆'],
  })
})
