/** Terms with pauses, extensions and rolled ends. */

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addWorkingDays,
  type Day,
  day,
  daysBetween,
  isWorkingDay,
  makeCalendar,
  type Pause,
  parseNotices,
  parseTerm,
  rederive,
  remaining,
  type Term,
  termEnd,
  termText,
} from './index.ts'

const folder = new URL('../../packs/national/calendar/', import.meta.url)
const notices = readdirSync(folder).flatMap((name) =>
  parseNotices(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
)
const calendar = makeCalendar(notices)

const pause = (start: string, end?: string): Pause => ({
  start: day(start),
  ...(end === undefined ? {} : { end: day(end) }),
  kind: 'correction',
  reason: '补正材料',
})
const due = (term: string, from: string, pauses: readonly Pause[] = [], extensions: readonly string[] = []) =>
  termEnd(calendar, { term: parseTerm(term), from: day(from), pauses, extensions: extensions.map(parseTerm) }).due

const anyDay = fc.integer({ min: 0, max: 1500 }).map((count) => addDays(day('2022-01-01'), count))
const anyTerm = fc.record({
  length: fc.integer({ min: 0, max: 60 }),
  unit: fc.constantFrom<Term['unit'][]>('wd', 'd', 'month'),
})
const anyPause = (from: Day) =>
  fc.tuple(fc.integer({ min: -20, max: 90 }), fc.integer({ min: 0, max: 40 })).map(([offset, length]): Pause => {
    const start = addDays(from, offset)
    return { start, end: addDays(start, length), kind: 'hearing', reason: '听证' }
  })
const anyRun = anyDay.chain((from) =>
  fc.record({ from: fc.constant(from), term: anyTerm, pauses: fc.array(anyPause(from), { maxLength: 5 }) }),
)

describe('the length of a term', () => {
  test('is read from its short form and written back', () => {
    assert.deepEqual(parseTerm('5wd'), { length: 5, unit: 'wd' })
    assert.deepEqual(parseTerm('20d'), { length: 20, unit: 'd' })
    assert.deepEqual(parseTerm('3m'), { length: 3, unit: 'month' })
    assert.deepEqual(parseTerm('1y'), { length: 12, unit: 'month' })
    for (const text of ['5wd', '20d', '3m']) assert.equal(termText(parseTerm(text)), text)
    for (const text of ['', 'wd', '5', '-5wd', '1.5d', '5 wd', '5w']) assert.throws(() => parseTerm(text), RangeError)
  })
})

describe('a term of working days', () => {
  test('accepted before a long holiday skips it and counts the Saturday worked', () => {
    // 23, 24, 28–30 September; 8–10 October (10 is a Saturday); 12–16, 19–23; 26, 27.
    assert.equal(due('20wd', '2026-09-22'), '2026-10-27')
  })

  test('with the extension of ten working days by the head of the office ends as one of thirty', () => {
    assert.equal(due('20wd', '2026-03-02', [], ['10wd']), due('30wd', '2026-03-02'))
  })

  test('paused for a hearing keeps what had run and goes on the day after', () => {
    // Accepted Monday 2 March: 3, 4, 5 March run; 6–13 March stand still; 16, 17 March make five.
    assert.equal(due('5wd', '2026-03-02', [pause('2026-03-06', '2026-03-13')]), '2026-03-17')
  })

  test('has no last day while a pause is open, and says how much has run', () => {
    const open = termEnd(calendar, { term: parseTerm('20wd'), from: day('2026-03-02'), pauses: [pause('2026-03-06')] })
    assert.deepEqual(open, { due: undefined, provisional: false, unit: 'wd', used: 3, left: 17, pausedDays: 0 })
  })

  test('is not held by a pause that began after its last day', () => {
    assert.equal(due('5wd', '2026-03-02', [pause('2026-03-10')]), '2026-03-09')
    assert.equal(due('5wd', '2026-03-02', [pause('2026-03-09')]), undefined)
  })

  test('that runs into a year without a notice is provisional', () => {
    const running = { term: parseTerm('20wd'), from: day('2026-12-20') }
    assert.equal(termEnd(calendar, running).provisional, true)
    assert.equal(termEnd(calendar, { ...running, from: day('2026-11-20') }).provisional, false)
  })
})

describe('a term of calendar days or months', () => {
  test('does not count its first day and rolls from a holiday to the next working day (民法典 201, 203)', () => {
    assert.equal(due('30d', '2026-09-04'), '2026-10-08')
    assert.equal(due('10d', '2026-03-02'), '2026-03-12')
    const kept = termEnd(calendar, { term: parseTerm('30d'), from: day('2026-09-04'), roll: false })
    assert.equal(kept.due, '2026-10-04')
  })

  test('rolls onto a Saturday that is worked', () => {
    assert.equal(due('15d', '2026-02-13'), '2026-02-28')
  })

  test('ends on the corresponding day, or the month’s last where there is none (民法典 202)', () => {
    const end = (term: string, from: string) =>
      termEnd(calendar, { term: parseTerm(term), from: day(from), roll: false }).due
    assert.equal(end('1m', '2026-01-31'), '2026-02-28')
    assert.equal(end('1m', '2024-01-31'), '2024-02-29')
    assert.equal(end('3m', '2026-05-15'), '2026-08-15')
    assert.equal(end('1y', '2024-02-29'), '2025-02-28')
  })

  test('keeps the day it was moved from', () => {
    const end = termEnd(calendar, { term: parseTerm('1m'), from: day('2026-08-27') })
    assert.deepEqual([end.rolledFrom, end.due], ['2026-09-27', '2026-09-28'])
  })

  test('of months is stopped by a pause for as many days', () => {
    assert.equal(due('1m', '2026-03-02', [pause('2026-03-10', '2026-03-19')]), '2026-04-13')
  })

  test('whose moved last day falls into a pause ends after it', () => {
    // 1 month from 27 August: Sunday 27 September, moved to Monday 28; the clock stands still on 28 and 29.
    assert.equal(due('1m', '2026-08-27', [pause('2026-09-28', '2026-09-29')]), '2026-09-30')
    assert.equal(due('1m', '2026-08-27', [pause('2026-09-28')]), undefined)
  })

  test('is provisional only when its last day rests on a year without a notice', () => {
    assert.equal(termEnd(calendar, { term: parseTerm('90d'), from: day('2026-11-20') }).provisional, true)
    assert.equal(termEnd(calendar, { term: parseTerm('90d'), from: day('2026-11-20'), roll: false }).provisional, false)
  })

  test('extended in another unit runs on from its end', () => {
    assert.equal(due('1m', '2026-03-02', [], ['5wd']), due('5wd', '2026-04-02'))
  })
})

describe('what is refused as a fault', () => {
  test('a pause that ends before it starts, a negative length', () => {
    assert.throws(() => due('5wd', '2026-03-02', [pause('2026-03-06', '2026-03-05')]), /ends before it starts/)
    assert.throws(() => termEnd(calendar, { term: { length: -1, unit: 'd' }, from: day('2026-03-02') }), /length/)
  })
})

describe('for any term and any pauses', () => {
  test('one more pause never brings the last day forward', () => {
    fc.assert(
      fc.property(anyRun, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 }), (run, offset, length) => {
        const start = addDays(run.from, offset)
        const more: Pause = { start, end: addDays(start, length), kind: 'x', reason: 'x' }
        const before = termEnd(calendar, run).due
        const after = termEnd(calendar, { ...run, pauses: [...run.pauses, more] }).due
        assert.ok(before !== undefined && after !== undefined && before <= after)
      }),
    )
  })

  test('a pause split anywhere equals the whole, in whatever order its parts are told', () => {
    fc.assert(
      fc.property(
        anyRun,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        (run, o, n, at) => {
          const start = addDays(run.from, o)
          const cut = at % n
          const part = (from: number, to: number): Pause => ({
            start: addDays(start, from),
            end: addDays(start, to),
            kind: 'x',
            reason: 'x',
          })
          const whole = termEnd(calendar, { ...run, pauses: [...run.pauses, part(0, n)] })
          const parts = termEnd(calendar, { ...run, pauses: [part(cut + 1, n), ...run.pauses, part(0, cut)] })
          assert.deepEqual(parts, whole)
        },
      ),
    )
  })

  test('the term has run exactly its length on days outside every pause', () => {
    fc.assert(
      fc.property(anyRun, ({ from, term, pauses }) => {
        const end = termEnd(calendar, { from, term, pauses, roll: false })
        assert.ok(end.due !== undefined)
        let ran = 0
        let stood = 0
        for (let at = addDays(from, 1); at <= end.due; at = addDays(at, 1)) {
          const still = pauses.some(({ start, end: last }) => start <= at && last !== undefined && at <= last)
          if (still) stood++
          else if (end.unit === 'd' || isWorkingDay(calendar, at)) ran++
        }
        assert.deepEqual({ ran, stood }, { ran: end.used, stood: end.pausedDays })
        assert.equal(end.left, 0)
      }),
    )
  })

  test('a rolled term ends on a working day', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const end = termEnd(calendar, { ...run, roll: true })
        if (end.unit === 'd') assert.equal(isWorkingDay(calendar, end.due ?? run.from), true)
      }),
    )
  })
})

describe('what remains', () => {
  test('counts down to zero on the last day and is negative the day after, weekends included', () => {
    const last = day('2026-03-06')
    const count = (today: string) => remaining(calendar, day(today), last).count
    assert.deepEqual(
      ['2026-03-03', '2026-03-06', '2026-03-07', '2026-03-09', '2026-03-10'].map(count),
      [3, 0, -1, -1, -2],
    )
    assert.deepEqual(remaining(calendar, day('2026-03-08'), last, 'd'), { unit: 'd', count: -2 })
  })

  test('agrees with adding: n working days ahead, n remain', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 200 }), (today, n) => {
        assert.equal(remaining(calendar, today, addWorkingDays(calendar, today, n)).count, n)
      }),
    )
  })
})

describe('a late amendment', () => {
  const before = makeCalendar(notices, [], { asOf: day('2020-01-25') })
  const after = makeCalendar(notices, [], { asOf: day('2020-01-26') })

  test('moves the running deadlines it touches, and tells the old day, the new day and the document', () => {
    const changed = rederive(before, after, [
      { id: '甲', term: parseTerm('5wd'), from: day('2020-01-22') },
      { id: '乙', term: parseTerm('1wd'), from: day('2020-01-20') },
      { id: '丙', term: parseTerm('10d'), from: day('2020-01-21') },
    ])
    const because = ['国办发明电〔2020〕1号']
    const firm = { oldProvisional: false, newProvisional: false, because }
    assert.deepEqual(changed, [
      { id: '甲', oldDue: '2020-02-04', newDue: '2020-02-06', ...firm },
      { id: '丙', oldDue: '2020-01-31', newDue: '2020-02-03', ...firm },
    ])
  })

  test('and the notice of a new year makes a provisional deadline firm even where the day stays', () => {
    const term = { id: '丁', term: parseTerm('3wd'), from: day('2025-11-03') }
    const late = { ...term, from: day('2025-12-30'), id: '戊' }
    const unknown = makeCalendar(notices, [], { asOf: day('2025-11-03') })
    const changed = rederive(unknown, calendar, [term, late])
    assert.deepEqual(
      changed.map(({ id, oldDue, newDue, oldProvisional, newProvisional }) => [
        id,
        oldDue,
        newDue,
        oldProvisional,
        newProvisional,
      ]),
      [['戊', '2026-01-02', '2026-01-05', true, false]],
    )
    assert.equal(daysBetween(day('2026-01-02'), day('2026-01-05')), 3)
  })
})
