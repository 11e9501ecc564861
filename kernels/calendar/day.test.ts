/** Civil days: reading, arithmetic, and the day a zone has at an instant. */

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, compareDays, day, dayInZone, daysBetween, parseDay, weekday } from './index.ts'

describe('a civil day', () => {
  test('that is malformed or does not exist is not read', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-01', '20261001', '2026/10/01'])
      assert.equal(parseDay(text), undefined, text)
    for (const text of ['', '2026-10-01T00:00:00Z', '２０２６-10-01', '1900-02-29', '0000-01-01', '-026-01-01'])
      assert.throws(() => day(text), RangeError, text)
    assert.equal(day('2000-02-29'), '2000-02-29')
  })

  test('has its weekday', () => {
    assert.deepEqual([weekday(day('2026-10-01')), weekday(day('2020-01-19')), weekday(day('1969-12-29'))], [4, 7, 1])
  })

  test('plus days agrees with the proleptic Gregorian calendar of the machine, 0001 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (number) => {
        const expected = new Date(number * 86_400_000).toISOString().slice(0, 10)
        assert.equal(addDays(day('1970-01-01'), number), expected)
        assert.equal(daysBetween(day('1970-01-01'), day(expected)), number)
        assert.equal(weekday(day(expected)), ((new Date(number * 86_400_000).getUTCDay() + 6) % 7) + 1)
      }),
    )
    assert.throws(() => addDays(day('9999-12-31'), 1), RangeError)
    assert.throws(() => addDays(day('2026-01-01'), 0.5), RangeError)
  })

  test('plus months keeps the date or takes the month’s last (民法典 202)', () => {
    const cases = [
      ['2026-01-31', 1, '2026-02-28'],
      ['2024-01-31', 1, '2024-02-29'],
      ['2026-03-31', -1, '2026-02-28'],
      ['2026-11-30', 3, '2027-02-28'],
      ['2026-12-15', 1, '2027-01-15'],
      ['2026-01-15', -1, '2025-12-15'],
      ['2024-02-29', 12, '2025-02-28'],
    ] as const
    for (const [from, count, to] of cases) assert.equal(addMonths(day(from), count), to)
  })

  test('sorts by time', () => {
    const days = ['2026-10-01', '2020-01-19', '2026-09-30'].map(day)
    assert.deepEqual(days.sort(compareDays), ['2020-01-19', '2026-09-30', '2026-10-01'])
    assert.equal(compareDays(day('2026-10-01'), day('2026-10-01')), 0)
  })
})

describe('the day in a zone', () => {
  test('turns at that zone’s midnight, not at Greenwich’s', () => {
    assert.equal(dayInZone('2026-09-30T15:59:59.999Z', 'Asia/Shanghai'), '2026-09-30')
    assert.equal(dayInZone('2026-09-30T16:00:00Z', 'Asia/Shanghai'), '2026-10-01')
    assert.equal(dayInZone('2026-10-01T00:30:00+08:00', 'UTC'), '2026-09-30')
    assert.equal(dayInZone(0, 'America/New_York'), '1969-12-31')
  })

  test('follows summer time', () => {
    assert.equal(dayInZone('1988-07-01T15:30:00Z', 'Asia/Shanghai'), '1988-07-02')
    assert.equal(dayInZone('1988-01-01T15:30:00Z', 'Asia/Shanghai'), '1988-01-01')
  })

  test('is not guessed from text without an offset, nor from a broken one', () => {
    assert.throws(() => dayInZone('2026-10-01T00:30:00', 'Asia/Shanghai'), /needs Z or an offset/)
    assert.throws(() => dayInZone('2026-99-01T00:30:00Z', 'Asia/Shanghai'), /not an instant/)
    assert.throws(() => dayInZone(Number.NaN, 'Asia/Shanghai'), /not an instant/)
    assert.throws(() => dayInZone(0, 'Asia/Nowhere'))
  })

  test('agrees with the machine’s own formatter at any instant and zone', () => {
    const zones = ['Asia/Shanghai', 'Asia/Kathmandu', 'Europe/London', 'America/St_Johns', 'Pacific/Apia']
    const instants = fc.integer({ min: -1_000_000_000_000, max: 4_000_000_000_000 })
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (ms, timeZone) => {
        const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
        assert.equal(dayInZone(ms, timeZone), format.format(ms))
      }),
    )
  })
})
