/** Our own matching finds what JavaScript finds, and a pattern that would take for ever is stopped. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { startRun } from './feel.ts'
import { answerFeel, compileFeel, isFeelRefusal } from './index.ts'
import { findAll, findCounted, patternOf } from './match-pattern.ts'
import { BudgetFault } from './scope.ts'
import { xpathRegex } from './xpath-regex.ts'

const atoms = [
  'a',
  'b',
  '[ab]',
  '[^a]',
  '[a-z-[b]]',
  '.',
  '\\d',
  '\\s',
  '\\p{Lu}',
  '\\1',
  '^',
  '$',
  '(a)',
  '(?:b)',
  '😀',
  '\\.',
]
const quantified = fc
  .tuple(fc.constantFrom(...atoms), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?', '+?', '{1,}'))
  .map(([atom, often]) => (/^[\^$]$/.test(atom) ? atom : atom + often))
const { pattern: patterns } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc
    .array(
      fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 3 },
    )
    .map((ways) => ways.join('|')),
  part: fc.oneof(
    { weight: 3, arbitrary: quantified },
    fc.tuple(tie('pattern'), fc.constantFrom('', '*', '+', '?', '{1,2}', '*?')).map(([of, often]) => `(${of})${often}`),
  ),
}))
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', ' ', '\n', '.', '😀'), maxLength: 8 })

/** What our own matching finds; nothing where it is stopped, since JavaScript would be busy for as long. */
function countedOrStopped(regex: RegExp, pattern: ReturnType<typeof patternOf>, text: string) {
  try {
    const found = findCounted(startRun({}, { steps: 2_000 }), regex, pattern, text)
    return [...found].map(({ index, text, groups }) => [index, text, ...groups])
  } catch (fault) {
    if (fault instanceof BudgetFault) return undefined
    throw fault
  }
}

test('our own matching finds the places and the groups that JavaScript finds', () => {
  let compared = 0
  fc.assert(
    fc.property(patterns, texts, fc.constantFrom('', 'i', 'm', 's'), (source, text, flags) => {
      const regex = xpathRegex(source, flags)
      if (!regex) return
      const ours = countedOrStopped(regex, patternOf(regex), text)
      if (!ours) return
      compared++
      const theirs = [...text.matchAll(regex)].map((found) => [found.index, ...found])
      assert.deepEqual(ours, theirs, `${source} in ${JSON.stringify(text)}`)
    }),
    { numRuns: 400 },
  )
  assert.ok(compared > 100)
})

test('a pattern that would take for ever is stopped with its place; one that only looks so is found', () => {
  const long = 'a'.repeat(60)
  const endless = compileFeel(`matches("${long}", "(a+)+b")`)
  assert.ok(!isFeelRefusal(endless))
  const { value, stopped } = answerFeel(endless, {}, { steps: 20_000 })
  assert.deepEqual([value, stopped?.code, stopped?.column], [null, 'rules.too_many_steps', 1])
  const regex = xpathRegex('(a+)+b', '') as RegExp
  assert.equal([...findAll(startRun({}), regex, `${long}b`)][0]?.text, `${long}b`)
  assert.equal([...findAll(startRun({}), xpathRegex('a+', '') as RegExp, 'a'.repeat(100_000))][0]?.text.length, 100_000)
})

test('groups that look ahead or behind are JavaScript’s and no patterns of FEEL; escaped brackets are', () => {
  for (const source of ['a(?=b)', '(?<=a)b', '(?!a)', '(?<name>a)', '\\\\(?=b)'])
    assert.equal(xpathRegex(source, ''), null, source)
  assert.equal([...findAll(startRun({}), xpathRegex('\\(?a(?:b)', '') as RegExp, 'ab (ab')].length, 2)
  assert.equal([...findAll(startRun({}), xpathRegex('[(?=]', '') as RegExp, 'a(?=b')].length, 3)
  assert.equal([...findAll(startRun({}), xpathRegex('(?=', 'q') as RegExp, 'a(?=b')].length, 1)
})
