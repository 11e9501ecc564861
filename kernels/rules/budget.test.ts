/** Whatever an author writes comes to an end: an evaluation that would not is stopped, and says why and where. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawModel, literal } from './draw-models.fixture.ts'
import { answerFeel, compileFeel, decide, evaluateDecision, isFeelRefusal } from './index.ts'

function answer(source: string, facts = {}, steps = 20_000) {
  const compiled = compileFeel(source)
  assert.ok(!isFeelRefusal(compiled), source)
  return answerFeel(compiled, facts, { steps })
}

const endless: readonly (readonly [what: string, source: string, code: string, line: number, column: number])[] = [
  ['a loop over a million million', 'count(for i in 1..1000000000000 return i)', 'rules.too_many_steps', 1, 7],
  [
    'a question of very many pairs',
    '1 = 1 and\n  some x in 1..9999, y in 1..9999 satisfies x + y < 0',
    'rules.too_many_steps',
    2,
    3,
  ],
  [
    'a filter within a loop',
    'for x in 1..300 return [1, 2, 3, 4, 5, 6, 7, 8, 9][item > sum(for y in 1..300 return y)]',
    'rules.too_many_steps',
    1,
    63,
  ],
  ['a function that calls itself', '{f: function(n) f(n + 1), r: f(0)}.r', 'rules.too_deep', 1, 17],
  [
    'a text that doubles',
    '{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("ab", 60)}.r',
    'rules.too_many_steps',
    1,
    41,
  ],
  [
    'a list that doubles',
    '{f: function(l, n) if n = 0 then l else f(concatenate(l, l), n - 1), r: f([1], 60)}.r',
    'rules.too_many_steps',
    1,
    43,
  ],
]
for (const [what, source, code, line, column] of endless) {
  test(`${what} is stopped, with its place`, () => {
    const { value, stopped } = answer(source)
    assert.equal(value, null)
    assert.deepEqual([stopped?.code, stopped?.line, stopped?.column], [code, line, column])
    assert.ok((stopped?.advice.length ?? 0) > 10)
  })
}

test('what ends in time is not stopped, and its value is its value', () => {
  assert.deepEqual(answer('sum(for i in 1..1000 return i)'), { value: 500500, stopped: null })
})

test('a decision that is stopped says in which element, and a verdict is no', async () => {
  const model = await drawModel(
    {},
    { endless: { requires: [], logic: literal('count(for i in 1..1000000000 return i) > 1') } },
  )
  const { value, stopped } = evaluateDecision(model, 'endless', {}, { steps: 1000 })
  assert.equal(value, null)
  assert.deepEqual([stopped?.code, stopped?.element, stopped?.at], ['rules.too_many_steps', 'endless', 6])
  assert.equal(decide(model, 'endless', {}, { steps: 1000 }).verdict, 'no')
})
