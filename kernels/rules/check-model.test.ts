/** What is found wrong with a model before anyone relies on it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawModel, drawTable, literal, subsidyModel } from './draw-models.fixture.ts'
import { checkModel, evaluateDecision } from './index.ts'

async function tableProblems(rules: readonly (readonly string[])[], policy = 'hitPolicy="UNIQUE"') {
  const logic = drawTable(
    policy,
    [
      { text: 'age', type: 'number' },
      { text: 'kind', type: 'string', allowed: '"a", "b"' },
    ],
    [{ text: 'fee', type: 'number' }],
    rules,
  )
  return checkModel(await drawModel({ age: 'number', kind: 'string' }, { fee: { requires: ['age', 'kind'], logic } }))
}

test('a sound model has no problems', async () => {
  assert.deepEqual(checkModel(await subsidyModel()), [])
})

test('a gap between rules is found and described', async () => {
  const problems = await tableProblems([
    ['< 18', '-', '0'],
    ['> 18', '"a"', '10'],
    ['>= 18', '"b"', '20'],
  ])
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['rules.gap'],
  )
  assert.match(problems[0]?.message ?? '', /age: 18, kind: "a"/)
})

test('rules that overlap are found, unless they may', async () => {
  const rules = [
    ['<= 18', '-', '0'],
    ['>= 18', '-', '10'],
  ]
  const problems = await tableProblems(rules)
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place]),
    [['rules.overlap', 'rules 1 and 2']],
  )
  assert.deepEqual(await tableProblems(rules, 'hitPolicy="FIRST"'), [])
})

test('a table without problems decides every age, and one with a gap does not', async () => {
  const cell = fc
    .integer({ min: 0, max: 9 })
    .chain((n) => fc.constantFrom(`< ${n}`, `>= ${n}`, `[${n}..${n + 3})`, '-'))
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 6 }), async (cells) => {
      const logic = drawTable(
        'hitPolicy="FIRST"',
        [{ text: 'age', type: 'number' }],
        [{ text: 'fee', type: 'number' }],
        cells.map((text, index) => [text, String(index)]),
      )
      const model = await drawModel({ age: 'number' }, { fee: { requires: ['age'], logic } })
      const gaps = checkModel(model).some(({ code }) => code === 'rules.gap')
      const ages = Array.from({ length: 60 }, (_none, index) => index / 4 - 1)
      assert.equal(
        gaps,
        ages.some((age) => evaluateDecision(model, 'fee', { age }).value === null),
      )
    }),
    { numRuns: 80 },
  )
})

test('a name that is not required, a broken expression and a wrong type are found', async () => {
  const broken = await drawModel(
    { age: 'number' },
    {
      a: { requires: ['age'], logic: literal('age + height') },
      b: { requires: [], logic: literal('1 +') },
      c: {
        requires: ['age'],
        logic: drawTable(
          '',
          [{ text: 'age', type: 'number' }],
          [{ text: 'c', type: 'number' }],
          [
            ['"old"', '1'],
            ['-', '"x"'],
          ],
        ),
      },
      d: { requires: [], logic: literal('1'), type: 'tMissing' },
      e: { requires: [], logic: '' },
    },
  )
  const found = checkModel(broken).map(({ code, element }) => `${element} ${code}`)
  for (const expected of [
    'a rules.unknown_fact',
    'b rules.feel_syntax',
    'c rules.type',
    'd rules.unknown_type',
    'e rules.missing_logic',
  ]) {
    assert.ok(found.includes(expected), `${expected} in ${found.join(', ')}`)
  }
})

test('a fact that nobody supplies is found', async () => {
  const model = await subsidyModel()
  const problems = checkModel(model, ['employees', 'revenue', 'hired'])
  assert.deepEqual(
    problems.map(({ code, element }) => [code, element]),
    [['rules.unknown_fact', 'blacklisted']],
  )
})

test('decisions that require each other are found, and do not hang an evaluation', async () => {
  const model = await drawModel(
    {},
    { a: { requires: ['b'], logic: literal('b') }, b: { requires: ['a'], logic: literal('a') } },
  )
  assert.ok(checkModel(model).some(({ code }) => code === 'rules.circular'))
  const { value, warnings } = evaluateDecision(model, 'a', {})
  assert.equal(value, null)
  assert.match(warnings.join(), /requires itself/)
})
