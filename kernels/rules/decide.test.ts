/** Decisions in three values: what is absent is not known, and matters only where it could change the answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawModel, drawTable, literal, subsidyModel } from './draw-models.fixture.ts'
import { decide, evaluateDecision } from './index.ts'

test('a firm with all its facts gets a yes or a no', async () => {
  const model = await subsidyModel()
  assert.equal(decide(model, 'eligible', { employees: 10, revenue: 5, hired: 2, blacklisted: false }).verdict, 'yes')
  assert.equal(decide(model, 'eligible', { employees: 10, revenue: 5, hired: 2, blacklisted: true }).verdict, 'no')
})

test('one fact that rules a firm out is enough for a no', async () => {
  const model = await subsidyModel()
  assert.equal(decide(model, 'eligible', { hired: 0 }).verdict, 'no')
  assert.equal(decide(model, 'eligible', { employees: 400 }).verdict, 'no')
})

test('a fact that could not change the answer is not asked for', async () => {
  const model = await subsidyModel()
  const decided = decide(model, 'eligible', { employees: 50, hired: 1, blacklisted: false })
  assert.deepEqual([decided.verdict, decided.missing], ['yes', []], 'small or medium, the revenue is all the same')
})

test('the cheapest fact that may decide is named', async () => {
  const model = await subsidyModel()
  const open = { employees: 30 }
  assert.deepEqual(decide(model, 'eligible', open, { costs: { blacklisted: 1, hired: 5 } }).missing, ['blacklisted'])
  assert.deepEqual(decide(model, 'eligible', open, { costs: { blacklisted: 20, hired: 2 } }).missing, ['hired'])
  assert.deepEqual(decide(model, 'size', { employees: 30 }).missing, ['revenue'])
})

test('facts that decide only together are named together', async () => {
  const model = await drawModel(
    { a: 'number', b: 'number' },
    { enough: { requires: ['a', 'b'], logic: literal('a + b > 10') } },
  )
  assert.deepEqual(decide(model, 'enough', {}).missing, ['a', 'b'])
  assert.deepEqual(decide(model, 'enough', { a: 1 }).missing, ['b'])
})

test('null is a known answer and differs from an absent fact', async () => {
  const model = await drawModel(
    { permit: 'string' },
    { missing: { requires: ['permit'], logic: literal('permit = null') } },
  )
  assert.equal(decide(model, 'missing', { permit: null }).verdict, 'yes')
  assert.equal(decide(model, 'missing', {}).verdict, 'unknown')
})

test('an absent entry is asked for by its path', async () => {
  const items =
    '<itemDefinition name="tFirm"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>'
  const model = await drawModel(
    { firm: 'tFirm' },
    { old: { requires: ['firm'], logic: literal('firm.age > 3') } },
    items,
  )
  assert.deepEqual(decide(model, 'old', {}).missing, ['firm.age'])
  assert.deepEqual(decide(model, 'old', { firm: { name: 'x' } }).missing, ['firm.age'])
  assert.equal(decide(model, 'old', { firm: { age: 4 } }).verdict, 'yes')
})

test('an entry that an item of a list lacks is null, and not a fact to be asked for', async () => {
  const model = await drawModel(
    { staff: 'Any' },
    { adults: { requires: ['staff'], logic: literal('count(staff[age >= 18]) > 0') } },
  )
  assert.equal(decide(model, 'adults', { staff: [{ name: 'x' }] }).verdict, 'no')
  assert.deepEqual(decide(model, 'adults', {}).missing, ['staff'])
})

test('the explanation keeps the clause that decided, its facts, and the source of the rule', async () => {
  const { explanation } = decide(await subsidyModel(), 'eligible', { employees: 400, hired: 1 })
  assert.deepEqual(
    explanation?.clauses.map(({ text, value }) => [text, value]),
    [['size != "large"', false]],
  )
  const size = explanation?.because[0]
  assert.deepEqual([size?.name, size?.value, size?.clauses[0]?.rule], ['size', 'large', 4])
  assert.deepEqual(size?.clauses[0]?.annotations, ['art. 4'])
  assert.deepEqual(size?.sources, [{ name: 'Size classes of firms', uri: 'https://example.org/law' }])
  assert.deepEqual(
    size?.because.map(({ name, value }) => [name, value]),
    [['employees', 400]],
  )
})

const facts = { x: fc.integer({ min: 0, max: 12 }), y: fc.integer({ min: 0, max: 12 }), flag: fc.boolean() }
const cell = fc.oneof(
  fc.constant('-'),
  fc.integer({ min: 0, max: 12 }).chain((n) => fc.constantFrom(`< ${n}`, `>= ${n}`, `${n}`, `[${n}..${n + 4}]`)),
)
const flagCell = fc.constantFrom('-', 'true', 'false')
const policies = fc.constantFrom('UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT', 'RULE ORDER')
const conditions = fc.constantFrom(
  'grade = "a"',
  'grade != "b" and x > 3',
  'flag or y < 6',
  'if flag then x > 4 else grade = "a"',
  'every n in [x, y] satisfies n > 2',
)

test('what is decided with some facts stays decided when all are known', async () => {
  await fc.assert(
    fc.asyncProperty(
      policies,
      fc.array(fc.tuple(cell, cell, flagCell, fc.constantFrom('"a"', '"b"')), { minLength: 1, maxLength: 8 }),
      conditions,
      fc.record(facts),
      fc.subarray(['x', 'y', 'flag']),
      async (policy, rules, condition, all, given) => {
        const inputs = [
          { text: 'x', type: 'number' },
          { text: 'y', type: 'number' },
          { text: 'flag', type: 'boolean' },
        ]
        const logic = drawTable(
          `hitPolicy="${policy}"`,
          inputs,
          [{ text: 'grade', type: 'string', allowed: '"a", "b"' }],
          rules,
        )
        const requires = ['x', 'y', 'flag']
        const model = await drawModel(
          { x: 'number', y: 'number', flag: 'boolean' },
          { grade: { requires, logic }, final: { requires: [...requires, 'grade'], logic: literal(condition) } },
        )
        const some = Object.fromEntries(given.map((name) => [name, all[name as keyof typeof all]]))
        const early = decide(model, 'final', some)
        if (
          early.verdict === 'unknown' ||
          (policy === 'UNIQUE' && evaluateDecision(model, 'grade', all).value === null)
        )
          return
        assert.equal(
          early.verdict,
          decide(model, 'final', all).verdict,
          JSON.stringify({ policy, rules, condition, all, given }),
        )
      },
    ),
    { numRuns: 400 },
  )
})

test('with all facts, three values and two agree', async () => {
  const model = await subsidyModel()
  fc.assert(
    fc.property(fc.nat(400), fc.nat(40_000_000), fc.nat(2), fc.boolean(), (employees, revenue, hired, blacklisted) => {
      const full = { employees, revenue, hired, blacklisted }
      assert.equal(decide(model, 'eligible', full).outputs, evaluateDecision(model, 'eligible', full).value)
    }),
  )
})
