/** What is found wrong with a rule before it is published, where, and that nothing is found wrong with a sound one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkRules, columnOf, compilePopulation, type FactKind, firmProgram, type RuleToCheck } from './index.ts'

const facts: { readonly [fact: string]: FactKind } = {
  staff: { kind: 'number', min: 0 },
  revenue: { kind: 'number' },
  spent: { kind: 'number' },
  share: { kind: 'number', min: 0, max: 100 },
  openedOn: { kind: 'date' },
  exporter: { kind: 'boolean' },
  listed: { kind: 'boolean' },
  industry: { kind: 'text' },
  size: { kind: 'text', choices: ['large', 'medium', 'small', 'micro'] },
}

const rule = (...whens: string[]): RuleToCheck => ({
  id: 'r',
  conditions: whens.map((when, index) => ({ id: `c${index + 1}`, when })),
})
const found = (checked: RuleToCheck) =>
  checkRules([checked], facts).map(({ code, place, line, column }) => [code, place, line, column])

const sound: readonly (readonly string[])[] = [
  ['staff <= 300 and revenue <= 50000000', 'exporter', 'size in ("small", "micro")'],
  ['spent / revenue >= 0.03', 'openedOn <= date("2025-12-31")', 'not(listed)'],
  ['share >= (if revenue <= 50000000 then 5 else if revenue <= 200000000 then 4 else 3)'],
  [
    'substring(industry, 1, 1) in ("A", "B")',
    'openedOn.year >= 2020',
    'starts with(industry, "C") or exporter = false',
  ],
  ['years and months duration(openedOn, today()) >= duration("P1Y")', 'some x in [1, 2] satisfies staff > x'],
  [
    'openedOn + duration("P30D") < date("2026-01-01")',
    'staff in ([1..5], > 10)',
    'industry != "C13" and industry != "C14"',
  ],
  ['matches(industry, "^[A-C][0-9]+$")', 'sum([staff, 1]) > 3', 'modulo(staff, 2) = 0'],
]
for (const whens of sound) {
  test(`nothing is wrong with ${whens.join(' & ')}`, () => assert.deepEqual(checkRules([rule(...whens)], facts), []))
}

const wrong: readonly (readonly [when: string, code: string, line: number, column: number])[] = [
  ['staff >', 'rules.feel_syntax', 1, 8],
  ['staf <= 300', 'rules.unknown_fact', 1, 1],
  ['exporter and\n  stafff > 3', 'rules.unknown_fact', 2, 3],
  ['staff <= "300"', 'rules.type', 1, 7],
  ['openedOn > "2025-01-01"', 'rules.type', 1, 10],
  ['exporter > listed', 'rules.type', 1, 10],
  ['staff', 'rules.type', 1, 1],
  ['staff and exporter', 'rules.type', 1, 1],
  ['staff + industry > 3', 'rules.type', 1, 7],
  ['staff in ("a", 3)', 'rules.type', 1, 11],
  ['industry.year = 2020', 'rules.type', 1, 9],
  ['string length(staff) > 3', 'rules.type', 1, 1],
  ['size = "smal"', 'rules.unknown_choice', 1, 8],
  ['size in ("small", "tiny")', 'rules.unknown_choice', 1, 19],
  ['openedOn > date("2026-02-30")', 'rules.no_such_value', 1, 12],
  ['openedOn > @"2026-13-01"', 'rules.no_such_value', 1, 12],
  ['revenue / (3 - 3) > 1', 'rules.division_by_zero', 1, 14],
  ['modulo(staff, 0) = 1', 'rules.division_by_zero', 1, 15],
  ['{f: function(n) if n = 0 then 0 else f(n - 1), r: f(staff)}.r > 1', 'rules.recursion', 1, 5],
  ['some x in 1..10000000 satisfies x > staff', 'rules.endless', 1, 1],
  ['matches(industry, "(a+)+b")', 'rules.endless', 1, 19],
  ['staff < 5 and staff > 5', 'rules.never', 1, 1],
  ['staff < 0', 'rules.never', 1, 1],
  ['share > 100', 'rules.never', 1, 1],
  ['spent - revenue > 5 and spent - revenue < 5', 'rules.never', 1, 1],
  ['size = "small" and size != "small"', 'rules.never', 1, 1],
  ['industry = "A" and industry = "B"', 'rules.never', 1, 1],
  ['exporter or (staff > 9 and staff < 3)', 'rules.never', 1, 14],
  ['staff >= 0', 'rules.always', 1, 1],
  ['exporter or not(exporter)', 'rules.always', 1, 1],
]
for (const [when, code, line, column] of wrong) {
  test(`${JSON.stringify(when)} is ${code}`, () => assert.deepEqual(found(rule(when)), [[code, 'c1', line, column]]))
}

test('conditions that nobody can meet together are named', () => {
  assert.deepEqual(found(rule('exporter', 'staff <= 20', 'staff > 300')), [['rules.contradiction', 'c3', 1, 1]])
  const three = rule('staff > 5 or revenue > 5', 'staff <= 5 or spent > 5', 'revenue <= 5 and spent <= 5')
  assert.deepEqual(found(three), [['rules.contradiction', 'conditions', undefined, undefined]])
})

test('days out of order, days that are none, and amounts that are no numbers are found', () => {
  const dated = { ...rule('exporter'), validFrom: '2026-01-01', validUntil: '2025-12-31' }
  assert.deepEqual(found(dated), [['rules.dates', 'validUntil', undefined, undefined]])
  assert.deepEqual(found({ ...dated, validUntil: '2026-02-30' }), [['rules.dates', 'validUntil', undefined, undefined]])
  assert.deepEqual(found({ ...rule('exporter'), amounts: [{ id: 'amount', value: 'size' }] }), [
    ['rules.type', 'amount', 1, 1],
  ])
  assert.deepEqual(found({ ...rule('exporter'), amounts: [{ id: 'amount', value: 'min(spent * 0.1, 500000)' }] }), [])
})

test('a problem says what to do in both languages', () => {
  const [problem] = checkRules([rule('staf <= 300')], facts)
  assert.deepEqual(problem?.advice, { zh: '是不是“staff”？', en: 'Do you mean ‘staff’?' })
  assert.equal(problem?.weight, 'refused')
})

test('a rule that is said to be for nobody is for nobody, whatever the firm', () => {
  const bound = fc.integer({ min: 0, max: 4 })
  const clause = fc.oneof(
    fc
      .tuple(fc.constantFrom('staff', 'revenue'), fc.constantFrom('<', '<=', '>', '>=', '='), bound)
      .map(([fact, sign, value]) => `${fact} ${sign} ${value}`),
    fc.constantFrom(
      'exporter',
      'not(exporter)',
      'size = "small"',
      'size in ("micro", "small")',
      'industry = "A"',
      'industry != "A"',
    ),
  )
  const condition = fc.oneof(
    clause,
    fc.tuple(clause, fc.constantFrom('and', 'or'), clause).map(([a, join, b]) => `${a} ${join} ${b}`),
  )
  const firm = fc.record({
    staff: fc.integer({ min: 0, max: 5 }),
    revenue: fc.integer({ min: 0, max: 5 }),
    exporter: fc.boolean(),
    size: fc.constantFrom('small', 'micro', 'large'),
    industry: fc.constantFrom('A', 'B'),
  })
  let nobody = 0
  fc.assert(
    fc.property(
      fc.array(condition, { minLength: 1, maxLength: 4 }),
      fc.array(firm, { minLength: 30, maxLength: 30 }),
      (whens, firms) => {
        const codes = checkRules([rule(...whens)], facts)
          .filter(({ weight }) => weight === 'refused')
          .map(({ code }) => code)
        const columns = Object.fromEntries(Object.entries(facts).map(([name, { kind }]) => [name, columnOf(kind, [])]))
        const population = compilePopulation({ size: 0, columns }, [{ id: 'r', when: whens }])
        assert.ok(!('refused' in population))
        const alone = firmProgram(population)
        const someone = firms.some((facts) => alone(facts)[0] === 1)
        if (codes.length > 0) nobody++
        assert.ok(codes.length === 0 || !someone, whens.join(' & '))
      },
    ),
    { numRuns: 150 },
  )
  assert.ok(nobody > 10, `${nobody} rules were for nobody`)
})
