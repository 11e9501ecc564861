/** The trail in words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActView } from '../asks.ts'
import { lineOf } from './trail-lines.ts'

const act = (kind: string, deed: Record<string, unknown>): ActView => ({
  seq: 4,
  at: '2026-10-01T02:00:00.000Z',
  on: '2026-10-01',
  kind,
  actor: { kind: 'staff', name: '李娜' },
  deed,
  commitment: '00',
})

test('a completed step tells its outcome and the opinion as written', () => {
  const line = lineOf(act('complete', { task: 't1', outcome: 'refuse', opinion: '不属于本机关职权' }))
  assert.equal(line.outcome, 'refuse')
  assert.equal(line.words, '不属于本机关职权')
  assert.equal(line.quiet, false)
})

test('a correction lists everything that was asked, and until when', () => {
  const line = lineOf(act('request_correction', { items: ['营业执照副本', '场所平面图'], by: '2026-10-20' }))
  assert.deepEqual(line.items, ['营业执照副本', '场所平面图'])
  assert.equal(line.by, '2026-10-20')
})

test('materials handed in are told by their names', () => {
  const line = lineOf(act('supply_missing', { materials: [{ id: 'plan', name: '平面图', proof: 'upload' }] }))
  assert.deepEqual(line.items, ['平面图'])
})

test('a signer who disagrees is not told as one who agrees', () => {
  assert.equal(lineOf(act('sign', { agree: false, opinion: '面积不符' })).sentence, 'sign_no')
  assert.equal(lineOf(act('sign', { agree: true, opinion: '同意' })).sentence, 'sign_yes')
})

test('what the platform answered by itself is quiet and names what was asked', () => {
  const line = lineOf(act('service_answered', { call: 'c1', action: 'check_registration', outcome: {} }))
  assert.equal(line.quiet, true)
  assert.equal(line.subject, 'check_registration')
})
