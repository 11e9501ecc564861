/** Hours of work. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Day, dayInZone, makeCalendar, parseNotices } from '@steppe/kernels/calendar'
import { afterWork } from './office-hours.ts'

const file = join(import.meta.dirname, '../../../packs/national/calendar/2026.json')
const hours = {
  calendar: makeCalendar(parseNotices(JSON.parse(await readFile(file, 'utf8')))),
  startOfDay: (day: Day) => Date.parse(`${day}T00:00+08:00`),
  dayOf: (at: number) => dayInZone(at, 'Asia/Shanghai'),
}
const after = (from: string, minutes: number) =>
  new Date(afterWork(hours, Date.parse(from), minutes) + 8 * 3600_000).toISOString().slice(0, 16)

test('work handed in at noon is begun in the afternoon', () => {
  assert.equal(after('2026-11-20T12:10+08:00', 0), '2026-11-20T14:30')
})

test('half an hour of work at the end of Friday goes on on Monday', () => {
  assert.equal(after('2026-11-20T17:20+08:00', 30), '2026-11-23T08:50')
})

test('what comes in before the National Day holiday waits for its end', () => {
  assert.equal(after('2026-09-30T20:00+08:00', 10), '2026-10-08T08:40')
})

test('a day of work later is the same minute of the next working day', () => {
  assert.equal(after('2026-11-19T09:00+08:00', 390), '2026-11-20T09:00')
})
