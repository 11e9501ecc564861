/** Figures: what they come to depends on the rows that count and on nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  computeFigure,
  type FigureValue,
  fieldsOf,
  firstDay,
  inputRoot,
  narrow,
  type Row,
  wilsonInterval,
} from './index.ts'
import { day, definitionOf, folds, rowsFor } from './test-definitions.ts'

const definitions = folds.map(definitionOf)
const cases = fc
  .constantFrom(...definitions)
  .chain((definition) => fc.record({ definition: fc.constant(definition), rows: rowsFor(definition) }))

function comes(...args: Parameters<typeof computeFigure>): FigureValue {
  const computed = computeFigure(...args)
  assert.ok(computed.ok, JSON.stringify(computed))
  return computed.value
}

test('the order of the rows changes neither value nor root', () => {
  fc.assert(
    fc.property(cases, fc.infiniteStream(fc.nat()), ({ definition, rows }, dice) => {
      const mixed = rows.map((row) => ({ row, at: dice.next().value })).sort((a, b) => a.at - b.at)
      const other = mixed.map((each) => each.row)
      assert.deepEqual(comes(definition, other, day), comes(definition, rows, day))
      assert.equal(inputRoot(other), inputRoot(rows))
    }),
  )
})

test('rows that are left out change only how many were left out', () => {
  fc.assert(
    fc.property(cases, ({ definition, rows }) => {
      const kept = rows.filter((row) => row.status !== 'withdrawn')
      const [all, without] = [comes(definition, rows, day), comes(definition, kept, day)]
      assert.deepEqual({ ...all, excluded: [] }, { ...without, excluded: [] })
      assert.equal(all.excluded[0]!.count, rows.length - kept.length)
      assert.equal(all.counted, kept.length)
    }),
  )
})

test('a share lies from 0 to 1 and within its interval, and without rows there is none', () => {
  const definition = definitionOf(folds[1]!)
  fc.assert(
    fc.property(rowsFor(definition), (rows) => {
      const { value, interval, counted } = comes(definition, rows, day)
      if (counted === 0) return assert.deepEqual([value, interval], [null, undefined])
      assert.ok(value! >= 0 && value! <= 1)
      assert.ok(interval![0] <= value! && value! <= interval![1] && interval![0] >= 0 && interval![1] <= 1)
    }),
  )
})

test('the interval is that of Wilson and narrows as cases come in', () => {
  assert.deepEqual(wilsonInterval(8, 10), [0.490162, 0.943318])
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (hits, more) => {
      const total = hits + more
      const width = ([low, high]: readonly [number, number]) => high - low
      assert.ok(width(wilsonInterval(hits * 4, total * 4)) <= width(wilsonInterval(hits, total)))
    }),
  )
})

test('half of the rows are not above the median and half not below; a quantile is reached by its share', () => {
  fc.assert(
    fc.property(rowsFor(definitions[2]!), (rows) => {
      const days = rows.filter((row) => row.status !== 'withdrawn').map((row) => row.workingDays as number)
      const { value: median } = comes(definitions[2]!, rows, day)
      const { value: ninth } = comes(definitions[3]!, rows, day)
      if (days.length === 0) return assert.deepEqual([median, ninth], [null, null])
      assert.ok(days.filter((each) => each <= median!).length * 2 >= days.length)
      assert.ok(days.filter((each) => each >= median!).length * 2 >= days.length)
      assert.ok(days.filter((each) => each <= ninth!).length >= 0.9 * days.length)
      assert.ok(days.filter((each) => each < ninth!).length < 0.9 * days.length)
    }),
  )
})

test('any change of a row changes the root', () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ definition, rows }, at) => {
      if (rows.length === 0) return
      const changed = rows.map((row, index) =>
        index === at % rows.length ? { ...row, status: `${row.status}.` } : row,
      )
      assert.notEqual(inputRoot(changed), inputRoot(rows))
      assert.equal(definition.span, 7)
    }),
  )
})

test('a row twice, outside the span, with a field too many or of the wrong kind is refused by name', () => {
  const definition = definitions[0]!
  const row: Row = { id: 'a'.repeat(32), closedOn: '2026-11-19', status: 'closed' }
  const codeOf = (...rows: unknown[]) => {
    const computed = computeFigure(definition, rows as Row[], day)
    return computed.ok ? 'fine' : computed.code
  }
  assert.equal(firstDay(definition, day), '2026-11-19')
  assert.equal(codeOf(row), 'fine')
  assert.equal(codeOf(row, row), 'row_twice')
  assert.equal(codeOf({ ...row, closedOn: '2026-11-18' }), 'row_outside')
  assert.equal(codeOf({ ...row, closedOn: '2026-11-26' }), 'row_outside')
  assert.equal(codeOf({ id: row.id, status: 'closed' }), 'row_outside')
  for (const bad of [{ ...row, inTime: true }, { ...row, id: '150102-20261126-7K3F9QX' }, { ...row, status: 3 }, null])
    assert.equal(codeOf(bad), 'row_malformed', JSON.stringify(bad))
})

test('a row says what the definition needs and nothing else of the case', () => {
  const known = { openedOn: '2026-11-01', closedOn: '2026-11-20', status: 'closed', inTime: null, workingDays: 14 }
  assert.deepEqual(narrow(definitions[0]!, 'x', known), { id: 'x', closedOn: '2026-11-20', status: 'closed' })
  assert.deepEqual([...fieldsOf(definitions[2]!)].sort(), ['closedOn', 'status', 'workingDays'])
})
