/** The compiler agrees with an independent interpreter, feelin, wherever both give an answer. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evaluate } from 'feelin'
import { compileFeel, evaluateFeel, isFeelRefusal, plainValue } from './index.ts'

const FACTS = {
  a: 3,
  b: -7,
  amount: 40,
  name: 'Bayan Nur',
  flag: true,
  off: false,
  list: [5, 1, 4, 1],
  rows: [
    { p: 1, q: 'x' },
    { p: 6, q: 'y' },
  ],
}

const { number, boolean, text, list } = fc.letrec<{ number: string; boolean: string; text: string; list: string }>(
  (tie) => ({
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.integer({ min: 0, max: 30 }).map(String),
      fc.constantFrom('a', 'b', 'amount', 'list[2]', 'rows[1].p'),
      fc
        .tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number'))
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      tie('number').map((inner) => `-(${inner})`),
      fc.tuple(tie('boolean'), tie('number'), tie('number')).map(([c, x, y]) => `(if ${c} then ${x} else ${y})`),
      fc.tuple(fc.constantFrom('sum', 'min', 'max', 'count'), tie('list')).map(([name, of]) => `${name}(${of})`),
      fc.tuple(tie('number'), fc.integer({ min: 1, max: 9 })).map(([x, y]) => `modulo(${x}, ${y})`),
      tie('text').map((of) => `string length(${of})`),
    ),
    boolean: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('true', 'false', 'flag', 'off'),
      fc
        .tuple(tie('number'), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), tie('number'))
        .map(([x, o, y]) => `(${x} ${o} ${y})`),
      fc.tuple(tie('boolean'), fc.constantFrom('and', 'or'), tie('boolean')).map(([x, o, y]) => `(${x} ${o} ${y})`),
      tie('boolean').map((of) => `not(${of})`),
      fc
        .tuple(tie('number'), fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 9 }))
        .map(([x, low, size]) => `(${x} in [${low}..${low + size}))`),
      fc
        .tuple(tie('number'), fc.integer({ min: -5, max: 5 }), fc.nat(9))
        .map(([x, low, size]) => `(${x} between ${low} and ${low + size})`),
      fc.tuple(tie('text'), tie('text')).map(([x, y]) => `contains(${x}, ${y})`),
      fc
        .tuple(fc.constantFrom('some', 'every'), tie('list'), fc.integer({ min: -3, max: 6 }))
        .map(([q, of, n]) => `(${q} x in ${of} satisfies x > ${n})`),
      fc.tuple(tie('list'), tie('number')).map(([of, x]) => `list contains(${of}, ${x})`),
    ),
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('name', 'rows[2].q', '""', '"Hohhot"', '"n"'),
      fc.tuple(tie('text'), tie('text')).map(([x, y]) => `(${x} + ${y})`),
      fc.tuple(fc.constantFrom('upper case', 'lower case'), tie('text')).map(([f, x]) => `${f}(${x})`),
      fc
        .tuple(fc.constantFrom('substring before', 'substring after'), tie('text'), fc.constantFrom('"a"', '"N"'))
        .map(([f, x, y]) => `${f}(${x}, ${y})`),
    ),
    list: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('list', 'rows.p', '[1, 2, 3]'),
      fc.tuple(tie('number'), tie('number')).map(([x, y]) => `[${x}, ${y}]`),
      fc.tuple(tie('list'), fc.integer({ min: -3, max: 6 })).map(([of, n]) => `${of}[item > ${n}]`),
      fc.tuple(tie('list'), tie('number')).map(([of, y]) => `(for x in ${of} return x + ${y})`),
      fc.tuple(tie('list'), tie('list')).map(([x, y]) => `concatenate(${x}, ${y})`),
      tie('list').map((of) => `reverse(${of})`),
    ),
  }),
)

/** What feelin answers; undefined when it has no answer of its own. */
function oracle(source: string): unknown {
  const { value } = evaluate(source, FACTS)
  return value === null || value === undefined ? undefined : withoutNegativeZero(value)
}

/** FEEL has one zero; feelin lets the sign of a floating zero show. */
function withoutNegativeZero(value: unknown): unknown {
  return Array.isArray(value) ? value.map(withoutNegativeZero) : value === 0 ? 0 : value
}

function ours(source: string): unknown {
  const compiled = compileFeel(source, { names: Object.keys(FACTS) })
  assert.ok(!isFeelRefusal(compiled), `${source} should be read as FEEL`)
  return plainValue(evaluateFeel(compiled, FACTS))
}

for (const [kind, expressions] of Object.entries({ number, boolean, text, list })) {
  test(`random ${kind} expressions have the value that feelin gives them`, () => {
    fc.assert(
      fc.property(expressions, (source) => {
        const theirs = oracle(source)
        const own = ours(source)
        if (theirs !== undefined && own !== null) assert.deepEqual(own, theirs, source)
      }),
      { numRuns: 150 },
    )
  })
}

test('both give an answer to nearly all random expressions, so that the comparison means something', () => {
  const sources = fc.sample(fc.oneof(number, boolean, text, list), 200)
  const answered = sources.filter((source) => oracle(source) !== undefined && ours(source) !== null)
  assert.ok(answered.length > 120, `${answered.length} of 200`)
})
