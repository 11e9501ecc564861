/** What a guide says of how long an item really took. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Day, makeCalendar, parseNotices } from '@steppe/kernels/calendar'
import { tookOf } from './find-took.ts'

const notice = join(import.meta.dirname, '../../../../packs/national/calendar/2026.json')
const calendar = makeCalendar(parseNotices(JSON.parse(await readFile(notice, 'utf8'))))
const took = (opened: string, decided: string, cases: number) => ({
  opened_on: opened as Day,
  decided_on: decided as Day,
  cases,
})

test('days on which nobody works are not counted: a week over National Day is one working day', () => {
  const rows = [took('2026-09-30', '2026-10-08', 9), took('2026-09-14', '2026-09-16', 2)]
  assert.deepEqual(tookOf(calendar, rows), { median: 1, slowestTenth: 2, cases: 11 })
})

test('of fewer than ten cases nothing is said', () => {
  assert.equal(tookOf(calendar, [took('2026-09-14', '2026-09-16', 9)]), undefined)
})
