/** A day typed in three boxes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boxesOf, dayOf, digitsOf, isNoDay } from './civil-day.ts'

test('a whole day is a civil day, whatever zeros were left out', () => {
  assert.equal(dayOf({ year: '2026', month: '1', day: '9' }), '2026-01-09')
  assert.deepEqual(boxesOf('2026-01-09'), { year: '2026', month: '1', day: '9' })
})

test('half a day is no answer yet, and no fault yet', () => {
  assert.equal(dayOf({ year: '2026', month: '', day: '' }), '')
  assert.equal(isNoDay({ year: '2026', month: '', day: '' }), false)
})

test('a day that does not exist is a fault', () => {
  assert.equal(dayOf({ year: '2026', month: '2', day: '30' }), '')
  assert.equal(isNoDay({ year: '2026', month: '2', day: '30' }), true)
  assert.equal(isNoDay({ year: '2028', month: '2', day: '29' }), false)
})

test('full-width digits count, letters do not', () => {
  assert.equal(digitsOf('２０２６年', 4), '2026')
  assert.equal(digitsOf('12345', 2), '12')
})
