/** Decision tables: each hit policy, defaults, allowed values, and the index that finds rules without trying all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawModel, drawTable } from './draw-models.fixture.ts'
import { evaluateDecision } from './index.ts'

const SCORE = [{ text: 'score', type: 'number' }]
const GRADE = [{ text: 'grade', type: 'string' }]
const OVERLAPPING = [
  ['>= 60', '"pass"'],
  ['>= 80', '"good"'],
  ['>= 80', '"good"'],
  ['>= 95', '"best"'],
]

async function graded(
  policy: string,
  score: unknown,
  outputs: Parameters<typeof drawTable>[2] = GRADE,
  rules: readonly (readonly string[])[] = OVERLAPPING,
) {
  const model = await drawModel(
    { score: 'number' },
    { grade: { requires: ['score'], logic: drawTable(policy, SCORE, outputs, rules) } },
  )
  return evaluateDecision(model, 'grade', { score })
}

test('unique takes one rule, and refuses when two match', async () => {
  assert.equal((await graded('hitPolicy="UNIQUE"', 70)).value, 'pass')
  const refused = await graded('', 85)
  assert.equal(refused.value, null)
  assert.match(refused.warnings.join(), /unique/)
})

test('any takes rules that agree, first the first, priority the most important output', async () => {
  const ordered = [{ text: 'grade', type: 'string', allowed: '"best", "good", "pass"' }]
  assert.equal((await graded('hitPolicy="ANY"', 85)).value, null)
  assert.equal((await graded('hitPolicy="ANY"', 85, GRADE, OVERLAPPING.slice(1))).value, 'good')
  assert.equal((await graded('hitPolicy="FIRST"', 99)).value, 'pass')
  assert.equal((await graded('hitPolicy="PRIORITY"', 99, ordered)).value, 'best')
  assert.deepEqual((await graded('hitPolicy="OUTPUT ORDER"', 99, ordered)).value, ['best', 'good', 'good', 'pass'])
  assert.deepEqual((await graded('hitPolicy="RULE ORDER"', 85)).value, ['pass', 'good', 'good'])
})

test('collect gathers, adds, counts and takes the least and the greatest', async () => {
  const points = [{ text: 'points', type: 'number' }]
  const rules = [
    ['> 0', '5'],
    ['> 10', '0.1'],
    ['> 10', '0.2'],
  ]
  const collected = async (aggregation: string) =>
    (await graded(`hitPolicy="COLLECT" ${aggregation}`, 50, points, rules)).value
  assert.deepEqual(await collected(''), [5, 0.1, 0.2])
  assert.equal(await collected('aggregation="SUM"'), 5.3)
  assert.equal(await collected('aggregation="MIN"'), 0.1)
  assert.equal(await collected('aggregation="MAX"'), 5)
  assert.equal(await collected('aggregation="COUNT"'), 3)
})

test('without a matching rule the default output stands, and without a default null', async () => {
  assert.equal((await graded('', 10, [{ text: 'grade', type: 'string', otherwise: '"fail"' }])).value, 'fail')
  assert.equal((await graded('', 10)).value, null)
})

test('several outputs make a context', async () => {
  const outputs = [
    { text: 'grade', type: 'string' },
    { text: 'fee', type: 'number' },
  ]
  assert.deepEqual((await graded('', 61, outputs, [['> 60', '"pass"', '12.5']])).value, { grade: 'pass', fee: 12.5 })
})

test('an input outside of its allowed values gives null and says so', async () => {
  const logic = drawTable('', [{ text: 'kind', type: 'string', allowed: '"a", "b"' }], GRADE, [['-', '"x"']])
  const model = await drawModel({ kind: 'string' }, { grade: { requires: ['kind'], logic } })
  assert.equal(evaluateDecision(model, 'grade', { kind: 'a' }).value, 'x')
  const refused = evaluateDecision(model, 'grade', { kind: 'z' })
  assert.equal(refused.value, null)
  assert.match(refused.warnings.join(), /not among those allowed/)
})

test('the trace names the rules that matched', async () => {
  const { trace } = await graded('hitPolicy="COLLECT"', 85)
  assert.deepEqual(trace.find((step) => step.name === 'grade')?.tables[0]?.matched, [0, 1, 2])
})

const numberCell = fc.oneof(
  fc.constant('-'),
  fc.integer({ min: 0, max: 20 }).map(String),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), fc.integer({ min: 0, max: 20 })).map(([sign, n]) => `${sign} ${n}`),
  fc
    .tuple(fc.constantFrom('[', '('), fc.integer({ min: 0, max: 20 }), fc.nat(8), fc.constantFrom(']', ')'))
    .map(([o, n, size, c]) => `${o}${n}..${n + size}${c}`),
  fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })).map(([x, y]) => `not(${x}, > ${y})`),
)
const textCell = fc.oneof(fc.constant('-'), fc.constantFrom('"a"', '"b"', '"a", "c"', 'not("a")', 'not("b", "c")'))

test('the index finds exactly the rules that trying each would find', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(numberCell, textCell), { minLength: 1, maxLength: 40 }),
      fc.array(
        fc.tuple(
          fc.integer({ min: -2, max: 44 }).map((n) => n / 2),
          fc.constantFrom('a', 'b', 'c', 'd'),
        ),
        { minLength: 5, maxLength: 5 },
      ),
      async (cells, inputs) => {
        const columns = [
          { text: 'n', type: 'number' },
          { text: 't', type: 'string' },
        ]
        const rules = cells.map(([n, t], index) => [n, t, String(index)])
        const computed = cells.map(([n, t], index) => [
          n === '-' ? '? = ?' : n.startsWith('not(') ? n : `${n}, ? > 1000`,
          t,
          String(index),
        ])
        const draw = (rows: readonly (readonly string[])[]) =>
          drawModel(
            { n: 'number', t: 'string' },
            {
              d: {
                requires: ['n', 't'],
                logic: drawTable('hitPolicy="RULE ORDER"', columns, [{ text: 'd', type: 'number' }], rows),
              },
            },
          )
        const [indexed, tried] = await Promise.all([draw(rules), draw(computed)])
        for (const [n, t] of inputs)
          assert.deepEqual(evaluateDecision(indexed, 'd', { n, t }).value, evaluateDecision(tried, 'd', { n, t }).value)
      },
    ),
    { numRuns: 60 },
  )
})
