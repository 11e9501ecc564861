/** Days, terms and money as people read them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  civilDayOf,
  civilParts,
  countText,
  dayText,
  instantText,
  moneyText,
  shortDayText,
  termText,
  termUrgency,
} from './day-text.ts'

test('a civil day is written with its weekday', () => {
  assert.equal(dayText('2026-10-01', 'zh'), '2026年10月1日（周四）')
  assert.equal(dayText('2026-10-01', 'en'), 'Thu 1 Oct 2026')
  assert.equal(dayText('2028-02-29', 'zh'), '2028年2月29日（周二）')
})

test('a day that does not exist is not given a weekday', () => {
  assert.equal(civilParts('2026-02-30'), undefined)
  assert.equal(dayText('2026-02-30', 'zh'), '2026-02-30')
})

test('the year is left out only when it is this year', () => {
  assert.equal(shortDayText('2026-10-12', 'zh', '2026-10-01'), '10月12日')
  assert.equal(shortDayText('2027-01-04', 'zh', '2026-12-30'), '2027年1月4日')
  assert.equal(shortDayText('2026-10-12', 'en', '2026-10-01'), '12 Oct')
})

test('an instant late in the evening of UTC is already the next civil day in the region', () => {
  assert.equal(civilDayOf('2026-09-30T16:30:00Z'), '2026-10-01')
  assert.equal(instantText('2026-09-30T16:30:00Z', 'zh'), '2026年10月1日 00:30')
})

test('a running term says what is left and the last day', () => {
  const term = { left: 3, unit: 'wd', due: '2026-10-12', today: '2026-10-01' } as const
  assert.equal(termText(term, 'zh'), '还剩 3 个工作日（10月12日前）')
  assert.equal(termText(term, 'en'), '3 working days left (by 12 Oct)')
  assert.equal(termText({ ...term, left: 1 }, 'en'), '1 working day left (by 12 Oct)')
})

test('a term that ends today, is late, or stands still says so', () => {
  const term = { unit: 'wd', due: '2026-10-12', today: '2026-10-14' } as const
  assert.equal(termText({ ...term, left: 0 }, 'zh'), '今天到期（10月12日）')
  assert.equal(termText({ ...term, left: -2 }, 'zh'), '已超期 2 个工作日（应于10月12日前）')
  assert.equal(termText({ ...term, paused: true }, 'zh'), '计时暂停')
  assert.deepEqual(
    [-1, 0, 2, 3].map((left) => termUrgency({ ...term, left })),
    ['overdue', 'today', 'soon', 'calm'],
  )
})

test('money is written in yuan with two places', () => {
  assert.equal(moneyText(123450, 'zh'), '1,234.50 元')
  assert.equal(moneyText(5, 'zh'), '0.05 元')
  assert.equal(moneyText(-100_000_000, 'en'), 'CNY -1,000,000.00')
  assert.equal(countText(26830000), '26,830,000')
})
