/** Rules for all firms at once: blocks, parts of a base, decimals, texts that nobody has, and what is asked firm by firm. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  audienceOf,
  columnOf,
  compilePopulation,
  countVerdicts,
  type DerivedFacts,
  type FirmBase,
  firmProgram,
  type Population,
  type PopulationRule,
} from './index.ts'

function compiled(base: FirmBase, rules: readonly PopulationRule[]): Population {
  const population = compilePopulation(base, rules)
  assert.ok(!('refused' in population))
  return population
}

const rule = (...when: string[]): PopulationRule => ({ id: when.join(), when })

test('parts of a base are counted side by side and add up to the whole, whatever the number of firms', () => {
  const size = 10_007
  const staff = Array.from({ length: size }, (_none, row) => (row % 5 === 0 ? null : row % 400))
  const base = { size, columns: { staff: columnOf('number', staff) } }
  const population = compiled(base, [rule('staff <= 300'), rule('not(staff < 10)')])
  const whole = countVerdicts(population)
  const parts = [countVerdicts(population, 0, 4096), countVerdicts(population, 4096, size)] as const
  assert.deepEqual(
    [...whole.yes],
    [
      staff.filter((count) => count !== null && count <= 300).length,
      staff.filter((count) => count !== null && count >= 10).length,
    ],
  )
  assert.deepEqual([...whole.unknown], new Array(2).fill(staff.filter((count) => count === null).length))
  assert.deepEqual(
    whole.yes,
    parts[0].yes.map((count, index) => count + (parts[1].yes[index] as number)),
  )
})

test('one predicate stands once, however it is written', () => {
  const base = { size: 1, columns: { staff: columnOf('number', [5]) } }
  const { size } = compiled(base, [
    rule('staff >= 5'),
    rule('not(staff < 5)'),
    rule('5 <= staff'),
    rule('staff in (>= 5.0)'),
  ])
  assert.deepEqual(size, { predicates: 1, axes: 1 })
})

test('a share of exactly three in a hundred reaches three in a hundred, though doubles say less', () => {
  const base = { size: 2, columns: { spent: columnOf('number', [2.01, 0.3]), revenue: columnOf('number', [67, 10]) } }
  assert.ok(2.01 / 67 < 0.03)
  const rules = [rule('spent / revenue >= 0.03'), rule('spent >= revenue * 0.03'), rule('spent - revenue * 0.03 = 0')]
  assert.deepEqual([...countVerdicts(compiled(base, rules)).yes], [2, 2, 2])
})

test('a threshold finer than a double keeps apart what doubles keep apart', () => {
  const base = { size: 3, columns: { amount: columnOf('number', [0.1, 0.10000000000000002, 0.09999999999999999]) } }
  const rules = [
    rule('amount >= 0.1'),
    rule('amount > 0.10000000000000000001'),
    rule('amount < 0.09999999999999999999'),
  ]
  assert.deepEqual([...countVerdicts(compiled(base, rules)).yes], [2, 1, 1])
})

test('division by a revenue of nothing is no verdict for it, and touches no other firm', () => {
  const base = {
    size: 3,
    columns: { spent: columnOf('number', [5, 5, 5]), revenue: columnOf('number', [0, 10, null]) },
  }
  const audience = audienceOf(base, rule('spent / revenue > 0.1'))
  assert.ok(!('refused' in audience))
  assert.deepEqual([audience.yes[0], audience.unknown[0]], [0b010, 0b100])
})

test('a firm with a text that no firm of the base has is judged as the interpreter would', () => {
  const base = { size: 1, columns: { industry: columnOf('text', ['A01']) } }
  const alone = firmProgram(
    compiled(base, [rule('starts with(industry, "C")'), rule('industry != "C13"'), rule('industry = "C13"')]),
  )
  assert.deepEqual([...alone({ industry: 'C13' })], [1, 0, 1])
  assert.deepEqual([...alone({})], [2, 2, 2])
})

test('a condition that is null for a text that no firm of the base has is no for the rule, whatever is not known beside it', () => {
  const base = { size: 1, columns: { town: columnOf('text', [null]), staff: columnOf('number', [null]) } }
  const alone = firmProgram(compiled(base, [rule('town = 5', 'staff > 3'), rule('town = "C13"', 'staff > 3')]))
  assert.deepEqual([...alone({ town: 'C13' })], [0, 2])
  assert.deepEqual([...alone({})], [2, 2])
})

test('a fact of another kind than its column is not known, and a date may be written', () => {
  const base = { size: 1, columns: { staff: columnOf('number', [1]), opened: columnOf('date', ['2020-01-01']) } }
  const alone = firmProgram(compiled(base, [rule('staff > 3'), rule('opened < date("2021-01-01")')]))
  assert.deepEqual([...alone({ staff: 'many', opened: '2020-06-30' })], [2, 1])
})

test('what is no comparison of one figure with constants is asked firm by firm, and the compiler says so', () => {
  const base = {
    size: 3,
    columns: { staff: columnOf('number', [7, 8, 14]), opened: columnOf('date', ['2020-01-01', null, '2021-01-01']) },
  }
  const population = compiled(base, [rule('staff < 10', 'modulo(staff, 7) = 0'), rule('opened.year = 2020')])
  assert.deepEqual(
    population.interpreted.map((part) => [part.rule, part.condition]),
    [['staff < 10,modulo(staff, 7) = 0', 1]],
  )
  assert.deepEqual([...countVerdicts(population).yes], [1, 1])
})

test('a fact without a column is not known, whatever else is', () => {
  const base = { size: 2, columns: { staff: columnOf('number', [1, 9]) } }
  const population = compiled(base, [rule('staff > 5 and patents > 0')])
  const { yes, unknown } = countVerdicts(population)
  assert.deepEqual([yes[0], unknown[0]], [0, 1])
  assert.deepEqual([...firmProgram(population)({ staff: 9, patents: 2 })], [1])
})

test('conditions that do not parse are refused with their rule and their place', () => {
  const refusal = compilePopulation({ size: 0, columns: {} }, [rule('1 = 1', 'staff >'), rule('true')])
  assert.ok('refused' in refusal)
  assert.deepEqual(
    refusal.problems.map(({ condition, refusal: { line, column } }) => [condition, line, column]),
    [[1, 1, 8]],
  )
})

test('very many thresholds on one fact are as exact as few, and parts of a base may begin anywhere', () => {
  const size = 5000
  const staff = Array.from({ length: size }, (_none, row) => (row % 7 === 0 ? null : (row * 37) % 211))
  const town = Array.from({ length: size }, (_none, row) => `town ${row % 60}`)
  const base = { size, columns: { staff: columnOf('number', staff), town: columnOf('text', town) } }
  const bounds = Array.from({ length: 200 }, (_none, bound) => bound)
  const rules = bounds.flatMap((bound) => [
    rule(`staff >= ${bound}`),
    rule(`town = "town ${bound % 60}"`, `staff < ${bound}`),
  ])
  const population = compiled(base, rules)
  const whole = countVerdicts(population)
  for (const [index, bound] of bounds.entries()) {
    assert.equal(whole.yes[index * 2], staff.filter((count) => count !== null && count >= bound).length)
    const there = staff.filter((count, row) => town[row] === `town ${bound % 60}` && count !== null && count < bound)
    assert.equal(whole.yes[index * 2 + 1], there.length)
  }
  const parts = [countVerdicts(population, 0, 1003), countVerdicts(population, 1003, size)] as const
  assert.deepEqual(
    whole.unknown,
    parts[0].unknown.map((count, index) => count + (parts[1].unknown[index] as number)),
  )
  assert.deepEqual(
    whole.yes,
    parts[0].yes.map((count, index) => count + (parts[1].yes[index] as number)),
  )
})

test('a figure that is no finite number is not known, and spoils no other', () => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 7, -7]
  const known = Uint32Array.of(0b11111)
  const base = { size: 5, columns: { staff: { kind: 'number' as const, values: Float64Array.from(odd), known } } }
  const many = Array.from({ length: 50 }, (_none, bound) => rule(`staff > ${bound - 25}`))
  for (const rules of [[rule('staff > 0'), rule('staff + 1 > 0')], many]) {
    const { yes, unknown } = countVerdicts(compiled(base, rules))
    assert.deepEqual(
      [...unknown],
      rules.map(() => 3),
    )
    assert.ok(rules.length > 2 || yes.every((count) => count === 1))
  }
})

test('a fact that a table derives needs no column, and is known where all results that may be agree', () => {
  const [staff, revenue] = [columnOf('number', [5, 50, null, 400]), columnOf('number', [10, null, 30, 900])]
  const row = (...cells: string[]) => ({
    id: cells.join(),
    tests: cells.slice(0, -1),
    results: [cells.at(-1) as string],
    annotations: [],
  })
  const size: DerivedFacts[string] = {
    kind: 'table',
    id: 'size',
    typeRef: null,
    hitPolicy: 'F',
    outputLabel: null,
    inputs: ['staff', 'revenue'].map((text) => ({ label: text, text, typeRef: null, allowed: null })),
    outputs: [{ name: null, typeRef: null, allowed: null, otherwise: null }],
    rules: [
      row('< 20', '-', '"micro"'),
      row('< 300', '< 100', '"small"'),
      row('< 300', '-', '"medium"'),
      row('-', '-', '"large"'),
    ],
  }
  const base = { size: 4, columns: { staff, revenue } }
  const rules = [rule('size in ("micro", "small")'), rule('size in ("small", "medium")'), rule('size = "large"')]
  const verdicts = rules.map((one) => audienceOf(base, one, { tables: { size } }))
  assert.deepEqual(
    verdicts.map((one) => ('refused' in one ? null : [one.yes[0], one.unknown[0]])),
    [
      [0b0001, 0b0110],
      [0b0010, 0b0100],
      [0b1000, 0b0100],
    ],
  )
})
