/** A live list that does not jump. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboxRow } from '../asks.ts'
import { mergeRows } from './stable-rows.ts'

const row = (name: string, dueOn: string, step = '受理'): InboxRow => ({
  case: name,
  task: 't1',
  title: name,
  applicant: '某某',
  step,
  action: 'accept',
  status: 'received',
  openedOn: '2026-10-01',
  dueOn,
  paused: false,
  departmentName: '某局',
  seq: 1,
})
const names = (rows: readonly InboxRow[]) => rows.map((one) => one.case)
const a = row('A', '2026-10-09')
const b = row('B', '2026-10-10')
const c = row('C', '2026-10-12')

test('the first answer is shown as it is', () => {
  assert.deepEqual(mergeRows([], [a, b], true), { rows: [a, b], arrived: 0 })
})

test('a row that is done elsewhere stays in its place and says so', () => {
  const { rows } = mergeRows([a, b, c], [a, c], true)
  assert.deepEqual(names(rows), ['A', 'B', 'C'])
  assert.deepEqual(
    rows.map((one) => one.gone ?? false),
    [false, true, false],
  )
})

test('a row that changed is changed where it stands', () => {
  const { rows } = mergeRows([a, b], [row('A', '2026-10-09', '审查'), b], true)
  assert.equal(rows[0]?.step, '审查')
})

test('a new row between others waits and is counted', () => {
  const merged = mergeRows([a, c], [a, b, c], true)
  assert.deepEqual(names(merged.rows), ['A', 'C'])
  assert.equal(merged.arrived, 1)
})

test('rows of a further page come at the end', () => {
  const merged = mergeRows([a], [a, b, c], false)
  assert.deepEqual(names(merged.rows), ['A', 'B', 'C'])
  assert.equal(merged.arrived, 0)
})

test('a row pushed beyond the pages read is not called gone', () => {
  const { rows } = mergeRows([a, c], [a, b], false)
  assert.equal(rows.find((one) => one.case === 'C')?.gone, undefined)
})

test('a row comes back when the answer has it again', () => {
  const { rows } = mergeRows([{ ...a, gone: true }], [a], true)
  assert.equal(rows[0]?.gone, undefined)
})
