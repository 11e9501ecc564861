/** Rankings: a mean that weighs words, groups that are compared for their mix, places that are not surer than the numbers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { computeFigure, type Definition, type FigureValue, firstDay, isDefinition, type Row } from './index.ts'
import type { Ranking } from './rank.ts'

const words = { zh: '说明', en: 'in words' }
const common = {
  id: 'tried',
  version: 1,
  from: '2026-01-01',
  name: words,
  meaning: words,
  unit: 'share',
  source: '测试',
  of: 'call_backs',
  by: 'calledOn',
  every: 'month',
  span: 31,
  counts: [],
  exclusions: [{ id: 'invalid', where: { field: 'invalid', known: true }, reason: words }],
} as const
const content = { field: 'satisfaction', thousandths: { satisfied: 1000, basically: 900 } } as const
const satisfaction: Definition = { ...common, fold: { kind: 'weighted', ...content } }
const ranking: Definition = {
  ...common,
  fold: {
    kind: 'ranking',
    groups: 'league',
    mix: 'intent',
    least: 30,
    parts: [
      { id: 'response', percent: 20, of: { field: 'contacted', isOneOf: [true] } },
      { id: 'solution', percent: 40, of: { field: 'solved', isOneOf: [true] } },
      { id: 'satisfaction', percent: 40, ...content },
    ],
  },
}

const day = '2026-11-30'
let number = 0
const row = (more: Partial<Row>): Row => ({
  id: String(number++).padStart(32, '0'),
  calledOn: '2026-11-12',
  ...more,
})
const times = (count: number, more: Partial<Row>) => Array.from({ length: count }, () => row(more))
function comes(definition: Definition, rows: readonly Row[]): FigureValue {
  const computed = computeFigure(definition, rows, day)
  assert.ok(computed.ok, JSON.stringify(computed))
  return computed.value
}

test('of 200 valid call-backs 150 satisfied and 30 basically are 88.5 per cent; invalid ones fall out', () => {
  assert.ok(isDefinition(satisfaction) && isDefinition(ranking))
  const rows = [
    ...times(150, { satisfaction: 'satisfied' }),
    ...times(30, { satisfaction: 'basically' }),
    ...times(20, { satisfaction: 'dissatisfied' }),
    ...times(7, { satisfaction: 'satisfied', invalid: 'unreachable' }),
  ]
  const { value, counted, excluded, interval } = comes(satisfaction, rows)
  assert.deepEqual([value, counted, excluded], [0.885, 200, [{ id: 'invalid', count: 7 }]])
  assert.ok(interval![0] < 0.885 && 0.885 < interval![1])
})

test('the span of a monthly figure is its month', () => {
  assert.equal(firstDay(ranking, '2026-02-28'), '2026-02-01')
  assert.equal(computeFigure(ranking, [row({ calledOn: '2026-10-31', league: 'a', intent: 'x' })], day).ok, false)
})

const good = { contacted: true, solved: true, satisfaction: 'satisfied' }
const bad = { contacted: true, solved: false, satisfaction: 'dissatisfied' }
/** Reports are hard everywhere, consultations easy. */
const mixed = (league: string, hard: number, easy: number) => [
  ...times(hard / 2, { league, intent: 'report', ...good }),
  ...times(hard / 2, { league, intent: 'report', ...bad }),
  ...times(easy, { league, intent: 'consult', ...good }),
]

const byOdds: Definition = { ...ranking, fold: { ...(ranking.fold as Ranking), standard: 'odds' } }

test('two leagues that do equally well with each kind of matter share a place, whatever their mix', () => {
  for (const definition of [ranking, byOdds]) {
    const { groups } = comes(definition, [...mixed('easy', 20, 180), ...mixed('hard', 180, 20)])
    const [easy, hard] = groups!
    assert.ok(easy!.score > hard!.score + 0.2, 'unadjusted they differ much')
    assert.deepEqual([easy!.adjusted, easy!.place, hard!.place], [hard!.adjusted, 1, 1])
  }
})

test('whoever does well with hard matters comes to more than 100 per cent by ratio, and never by odds', () => {
  const rows = [
    ...times(57, { league: 'a', intent: 'report', ...good }),
    ...times(3, { league: 'a', intent: 'report', ...bad }),
    ...times(60, { league: 'b', intent: 'report', ...bad }),
    ...times(300, { league: 'c', intent: 'consult', ...good }),
  ]
  const of = (definition: Definition, name: string) =>
    comes(definition, rows).groups!.find(({ group }) => group === name)!
  assert.ok(of(ranking, 'a').adjusted > 1)
  assert.ok(isDefinition(byOdds))
  // Reached 0.96, expected 0.58, of all 0.88: odds 24 ÷ 1.381 × 7.333 = 127.45, which is 0.9922.
  assert.equal(Math.round(of(byOdds, 'a').adjusted * 1e4), 9922)
  assert.equal(of(byOdds, 'c').adjusted, 1)
})

test('a group with few call-backs is shown without a place', () => {
  const { groups } = comes(ranking, [
    ...times(30, { league: 'a', intent: 'x', ...bad }),
    ...times(29, { league: 'b', intent: 'x', ...good }),
  ])
  assert.deepEqual(
    groups!.map(({ group, place }) => [group, place]),
    [
      ['a', 1],
      ['b', undefined],
    ],
  )
})

test('places are possible ranges: where intervals overlap each may be the other’s', () => {
  const some = (league: string, ok: number, not: number) => [
    ...times(ok, { league, intent: 'x', ...good }),
    ...times(not, { league, intent: 'x', ...bad }),
  ]
  const { groups } = comes(ranking, [...some('a', 31, 9), ...some('b', 30, 10), ...some('c', 2, 398)])
  assert.deepEqual(
    groups!.map(({ group, place, range }) => [group, place, range]),
    [
      ['a', 1, [1, 2]],
      ['b', 2, [1, 2]],
      ['c', 3, [3, 3]],
    ],
  )
})

const anyRow = fc.record({
  league: fc.constantFrom('a', 'b', 'c', 'd'),
  intent: fc.constantFrom('x', 'y'),
  contacted: fc.boolean(),
  solved: fc.boolean(),
  satisfaction: fc.constantFrom('satisfied', 'basically', 'dissatisfied'),
})

test('no order of the rows changes a ranking; scores lie in their intervals; places follow the scores; all is within what is possible', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 200 }), fc.constantFrom(ranking, byOdds), (drawn, definition) => {
      const rows = drawn.map((each) => row(each))
      const value = comes(definition, rows)
      assert.deepEqual(comes(definition, rows.toReversed()), value)
      const placed = value.groups!.filter(({ place }) => place !== undefined)
      for (const { score, adjusted, interval, place, range } of placed) {
        assert.ok(definition !== byOdds || (interval[0] >= 0 && interval[1] <= 1))
        assert.ok(score >= 0 && score <= 1 && interval[0] <= adjusted + 1e-6 && adjusted <= interval[1] + 1e-6)
        assert.ok(range![0] <= place! && place! <= range![1] && range![1] <= placed.length)
      }
      assert.equal(
        value.groups!.reduce((sum, { counted }) => sum + counted, 0),
        rows.length,
      )
    }),
  )
})
