/** When a service point is open. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { day, makeCalendar, parseNotices } from '@steppe/kernels/calendar'
import { clockTimeIn, openNow } from './open-hours.ts'

const year = readFileSync(join(import.meta.dirname, '../../../../packs/national/calendar/2026.json'), 'utf8')
const calendar = makeCalendar(parseNotices(JSON.parse(year)))
const hall = [
  { on: 'working', from: '14:30', to: '17:30' },
  { on: 'working', from: '08:30', to: '12:00' },
] as const
const at = (on: string, time: string) => openNow(hall, calendar, { day: day(on), time })

test('a hall is open in its hours, shut at the minute they end, and opens again after noon', () => {
  assert.deepEqual(at('2026-11-26', '08:30'), { now: true, until: '12:00' })
  assert.deepEqual(at('2026-11-26', '12:00'), { now: false, next: { day: '2026-11-26', from: '14:30' } })
  assert.deepEqual(at('2026-11-26', '17:30'), { now: false, next: { day: '2026-11-27', from: '08:30' } })
})

test('it is shut over the National Day, and open on the Saturday worked in exchange', () => {
  assert.deepEqual(at('2026-09-30', '18:00'), { now: false, next: { day: '2026-10-08', from: '08:30' } })
  assert.deepEqual(at('2026-10-10', '09:00'), { now: true, until: '12:00' })
  assert.deepEqual(at('2026-11-27', '20:00'), { now: false, next: { day: '2026-11-30', from: '08:30' } })
})

test('a terminal is open day and night; where the hours are not known nothing is said', () => {
  const always = [{ on: 'every', from: '00:00', to: '24:00' }] as const
  assert.deepEqual(openNow(always, calendar, { day: day('2026-10-01'), time: '23:59' }), { now: true, until: '24:00' })
  assert.equal(openNow(undefined, calendar, { day: day('2026-10-01'), time: '23:59' }), undefined)
})

test('the hour is that of the region', () => {
  assert.equal(clockTimeIn('Asia/Shanghai', Date.parse('2026-11-26T16:05:00Z')), '00:05')
})
