/** Working days under the notices of 2020–2026. The packs' own examples are tests here. */

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addWorkingDays,
  type Day,
  day,
  daysBetween,
  explainDay,
  isProvisional,
  isWorkingDay,
  makeCalendar,
  nextWorkingDay,
  parseNotices,
  parseTerm,
  termEnd,
  weekday,
  workingDaysBetween,
  type YearNotice,
} from './index.ts'

const folder = new URL('../../packs/national/calendar/', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, data: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }))
const notices = files.flatMap(({ data }) => parseNotices(data))
const calendar = makeCalendar(notices)

const anyDay = fc.integer({ min: 0, max: 4000 }).map((count) => addDays(day('2018-06-01'), count))

interface Example {
  says: string
  day?: string
  working?: boolean
  asOf?: string
  from?: string
  term?: string
  due?: string
}

for (const { name, data } of files)
  for (const example of data.examples as Example[])
    test(`${name}: ${example.says}`, () => {
      const then = example.asOf === undefined ? calendar : makeCalendar(notices, [], { asOf: day(example.asOf) })
      if (example.day !== undefined) assert.equal(isWorkingDay(then, day(example.day)), example.working)
      else {
        const running = { term: parseTerm(example.term ?? ''), from: day(example.from ?? '') }
        assert.equal(termEnd(then, running).due, example.due)
      }
    })

test('every year has as many days off, days worked in exchange and working days as its notice arranges', () => {
  const years = [
    { year: 2020, off: 30, shifted: 6, working: 249 },
    { year: 2021, off: 31, shifted: 7, working: 250 },
    { year: 2022, off: 31, shifted: 7, working: 249 },
    { year: 2023, off: 27, shifted: 7, working: 249 },
    { year: 2024, off: 28, shifted: 8, working: 251 },
    { year: 2025, off: 28, shifted: 5, working: 248 },
    { year: 2026, off: 33, shifted: 6, working: 248 },
  ]
  for (const { year, ...expected } of years) {
    const known = notices.filter((notice) => notice.year === year)
    const off = new Set(known.flatMap(({ holidays }) => holidays.flatMap(({ days }) => days)))
    const shifted = known.flatMap(({ workdays }) => workdays).filter((one) => !off.has(one)).length
    const working = workingDaysBetween(calendar, day(`${year - 1}-12-31`), day(`${year}-12-31`))
    assert.deepEqual({ off: off.size, shifted, working }, expected, String(year))
  }
})

test('a Saturday worked in exchange for a holiday counts, and its document is named', () => {
  assert.equal(addWorkingDays(calendar, day('2026-10-09'), 1), '2026-10-10')
  assert.deepEqual(explainDay(calendar, day('2026-10-10')), {
    working: true,
    kind: 'shifted',
    source: '国办发明电〔2025〕7号',
  })
})

test('a holiday is explained by its name and document, a plain Sunday by nothing but the week', () => {
  assert.equal(explainDay(calendar, day('2020-02-01')).source, '国办发明电〔2020〕1号')
  assert.equal(explainDay(calendar, day('2020-02-01')).name, '春节')
  assert.deepEqual(explainDay(calendar, day('2026-03-01')), { working: false, kind: 'weekend' })
  assert.deepEqual(explainDay(calendar, day('2026-03-02')), { working: true, kind: 'weekday' })
})

test('the calendar as known before a late amendment can still be built', () => {
  const before = makeCalendar(notices, [], { asOf: day('2020-01-25') })
  assert.equal(isWorkingDay(before, day('2020-01-31')), true)
  assert.equal(isWorkingDay(calendar, day('2020-01-31')), false)
  assert.deepEqual(before.years, [2020], 'a notice not yet issued is not known')
})

test('a year without a notice is Monday to Friday, and provisional', () => {
  assert.equal(isProvisional(calendar, day('2027-10-01')), true)
  assert.equal(isProvisional(calendar, day('2026-10-01')), false)
  assert.equal(isWorkingDay(calendar, day('2027-10-01')), true)
  assert.equal(isWorkingDay(calendar, day('2027-10-02')), false)
})

test('counting from a Saturday begins on Monday; counting back from it ends on Friday', () => {
  assert.equal(addWorkingDays(calendar, day('2026-03-07'), 1), '2026-03-09')
  assert.equal(addWorkingDays(calendar, day('2026-03-07'), -1), '2026-03-06')
  assert.equal(addWorkingDays(calendar, day('2026-03-07'), 0), '2026-03-07')
  assert.equal(nextWorkingDay(calendar, day('2026-03-07')), '2026-03-09')
  assert.throws(() => addWorkingDays(calendar, day('2026-03-07'), 1.5), RangeError)
})

test('a closure of a region holds there and below, not beside or without it', () => {
  const closures = [{ days: [day('2026-07-06')], region: '150000', reason: '那达慕', source: '某令1号' }]
  const open = (region?: string) =>
    isWorkingDay(makeCalendar(notices, closures, region === undefined ? {} : { region }), day('2026-07-06'))
  assert.deepEqual([open('150000'), open('150421'), open('150421103000')], [false, false, false])
  assert.deepEqual([open('230000'), open()], [true, true])
  const local = makeCalendar(notices, closures, { region: '150400' })
  assert.deepEqual(explainDay(local, day('2026-07-06')), {
    working: false,
    kind: 'closure',
    name: '那达慕',
    source: '某令1号',
  })
})

test('a notice that contradicts itself, doubles another or amends none stops the calendar', () => {
  const notice = (over: Partial<YearNotice>): YearNotice => ({
    year: 2031,
    holidays: [],
    workdays: [],
    source: '甲号',
    issued: day('2030-11-01'),
    ...over,
  })
  const oct = day('2031-10-01')
  const both = notice({ holidays: [{ name: '国庆节', days: [oct] }], workdays: [oct] })
  assert.throws(() => makeCalendar([both]), /both off and worked/)
  assert.throws(() => makeCalendar([notice({ workdays: [oct] })]), /no weekend/)
  assert.throws(() => makeCalendar([notice({ workdays: [day('2032-01-03')] })]), /not of 2031/)
  assert.throws(() => makeCalendar([notice({}), notice({ source: '乙号' })]), /two notices/)
  assert.throws(() => makeCalendar([notice({ amends: '丙号' })]), /not given/)
})

test('adding working days and counting them between are each other’s inverse, any year, both directions', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (from, count) => {
      const to = addWorkingDays(calendar, from, count)
      assert.equal(workingDaysBetween(calendar, from, to), count)
      if (count !== 0) assert.equal(isWorkingDay(calendar, to), true)
    }),
  )
})

test('the compiled count equals counting day by day', () => {
  const walk = (from: Day, count: number) => {
    let at = from
    for (let left = Math.abs(count); left > 0; ) {
      at = addDays(at, Math.sign(count))
      if (plainly(at)) left--
    }
    return at
  }
  const plainly = (at: Day) => calendar.marks.get(at)?.working ?? weekday(at) < 6
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (from, count) => {
      assert.equal(addWorkingDays(calendar, from, count), walk(from, count))
    }),
  )
})

test('an empty calendar is a plain week', () => {
  const empty = makeCalendar([])
  assert.equal(addWorkingDays(empty, day('2026-10-02'), 5), '2026-10-09')
  assert.equal(daysBetween(day('2026-10-02'), addWorkingDays(empty, day('2026-10-02'), 500)), 700)
})
