/** FEEL: what expressions are worth, what is refused, and what an evaluation may cost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  compileFeel,
  evaluateFeel,
  expressions,
  FeelDate,
  FeelDateTime,
  type FeelOptions,
  FeelTime,
  isFeelRefusal,
  plainValue,
  textOf,
} from './index.ts'

type Facts = { readonly [name: string]: unknown }

function worthOf(source: string, facts: Facts = {}, options: FeelOptions = { names: Object.keys(facts) }): unknown {
  const compiled = compileFeel(source, options)
  assert.ok(!isFeelRefusal(compiled), isFeelRefusal(compiled) ? `${source}: ${compiled.message}` : '')
  return plainValue(evaluateFeel(compiled, facts))
}

/** Checks that each source has the value at its side. */
function worth(cases: Readonly<Record<string, unknown>>, facts: Facts = {}): void {
  for (const [source, expected] of Object.entries(cases)) assert.deepEqual(worthOf(source, facts), expected, source)
}

test('decimal fractions add up as an accountant expects', () => {
  worth({
    '0.1 + 0.2 = 0.3': true,
    '0.1 + 0.2': 0.3,
    '1.1 * 1.1': 1.21,
    '100 * 1.005': 100.5,
    '10 / 4': 2.5,
    '1 - 0.9': 0.1,
    '4.35 * 100': 435,
    '2 ** 10': 1024,
    '12345678901234567890 + 1 = 12345678901234567891': true,
    '1 / 3 * 3 = 1': false,
    '1 / 0': null,
    'modulo(-12, 5)': 3,
    'modulo(10.1, 4.5)': 1.1,
    'round half up(2.5, 0)': 3,
    'decimal(2.5, 0)': 2,
    'round up(-1.5)': -2,
    'floor(-1.5)': -2,
    'sqrt(-1)': null,
  })
})

test('sums and products of decimals are exact, whatever way they are reckoned', () => {
  const decimal = fc.tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
  fc.assert(
    fc.property(decimal, decimal, ([x, xPlaces], [y, yPlaces]) => {
      const a = Number(`${x}e-${xPlaces}`)
      const b = Number(`${y}e-${yPlaces}`)
      const scale = 10n ** BigInt(Math.max(xPlaces, yPlaces))
      const sum = (BigInt(x) * scale) / 10n ** BigInt(xPlaces) + (BigInt(y) * scale) / 10n ** BigInt(yPlaces)
      assert.equal(worthOf('a + b', { a, b }), Number(`${sum}e-${Math.max(xPlaces, yPlaces)}`) || 0)
      assert.equal(worthOf('a * b', { a, b }), Number(`${BigInt(x) * BigInt(y)}e-${xPlaces + yPlaces}`) || 0)
    }),
  )
})

test('and, or and not know three values', () => {
  worth({
    'true and null': null,
    'false and null': false,
    'true or null': true,
    'false or null': null,
    'not(null)': null,
    '1 < "a"': null,
    'null = null': true,
    '1 = "1"': null,
    '5 between 1 and 10': true,
    '5 in [1..5)': false,
    '5 in (< 3, > 4)': true,
    '1 in [2, 3, 1]': true,
  })
})

test('dates, times and durations are reckoned by the calendar', () => {
  worth({
    'date("2024-02-29") + duration("P1Y")': '2025-02-28',
    'date("2024-01-31") + duration("P1M")': '2024-02-29',
    'date("2024-03-01") - date("2024-02-01") = duration("P29D")': true,
    'date and time("2024-03-10T23:30:00+08:00") + duration("PT1H")': '2024-03-11T00:30:00+08:00',
    'date and time("2024-01-01T00:00:00Z") = date and time("2024-01-01T08:00:00+08:00")': true,
    '@"2021-03-28T01:30:00@Europe/Paris" + @"PT1H"': '2021-03-28T03:30:00@Europe/Paris',
    'time("23:00:00") + duration("PT2H")': '01:00:00',
    'duration("P1DT2H") / duration("PT1H")': 26,
    'duration("P1Y") / 5': 'P2M',
    'years and months duration(date("2011-12-22"), date("2013-08-24"))': 'P1Y8M',
    'date("2023-02-29")': null,
    'date("2024-05-06").weekday': 1,
    'day of week(date("2024-05-06"))': 'Monday',
    'week of year(date("2021-01-03"))': 53,
    'day of year(date("2024-12-31"))': 366,
    'date("2024-05-06") < date("2024-05-07")': true,
    'string(duration("PT90M"))': 'PT1H30M',
    'duration("P13M")': 'P1Y1M',
    'date and time("2024-06-30T24:00:00")': '2024-07-01T00:00:00',
  })
})

test('texts are counted in characters, not in the halves that hold rare ones', () => {
  worth({
    'string length("𠮷野家")': 3,
    'substring("𠮷野家", 2)': '野家',
    'substring("foobar", -2, 1)': 'a',
    'replace("蒙A·12345", "[0-9]", "*")': '蒙A·*****',
    'replace("abc", "(b)", "[$1]")': 'a[b]c',
    'matches("Ａ1", "^\\\\p{Lu}\\\\d$")': true,
    'matches("HELLO", "hello", "i")': true,
    'matches("b", "[a-z-[aeiou]]")': true,
    'matches("a", "[a-z-[aeiou]]")': false,
    'matches("呼和浩特", "^\\\\p{IsCJKUnifiedIdeographs}+$")': true,
    'matches("a", "(")': null,
    'split("a;b;;c", ";")': ['a', 'b', '', 'c'],
    'string join(["a", null, "b"], "-")': 'a-b',
    'number("1 000,5", " ", ",")': 1000.5,
    '"a\\u0062c"': 'abc',
  })
})

test('lists and contexts are filtered, sorted and walked', () => {
  worth(
    {
      'firms[size > 10].name': ['b', 'c'],
      'firms[-1].name': 'c',
      'firms[name = "b"][1].size': 20,
      'sort(firms, function(x, y) x.size > y.size).name': ['c', 'b', 'a'],
      'for f in firms, n in 1..2 return f.size * n': [5, 10, 20, 40, 30, 60],
      'for i in 1..4 return if i = 1 then 1 else partial[-1] * i': [1, 2, 6, 24],
      'for i in 3..1 return i': [3, 2, 1],
      'for i in [3..1] return i': null,
      'list replace([1, 2, 3], -1.5, 4)': [1, 2, 4],
      'remove([1, 2, 3], 2.5)': [1, 3],
      'for d in @"2024-02-28"..@"2024-03-01" return d.day': [28, 29, 1],
      'some f in firms satisfies f.size > 25': true,
      'every f in firms satisfies f.size > 5': false,
      'count(firms[item.size < 0])': 0,
      'list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)': [5, 5, 7, 8],
      'insert before([1, 2], 1, 0)': [0, 1, 2],
      'sublist([1, 2, 3], -2)': [2, 3],
      'flatten([[1, [2]], 3])': [1, 2, 3],
      'distinct values([1, 1.0, "1"])': [1, '1'],
      'median([1, 5, 2, 3])': 2.5,
      'mode([6, 3, 9, 6, 6])': [6],
      'stddev([2, 4, 7, 5])': 2.0816659994661326,
      '{a: 1, b: a + 1}.b': 2,
      'context put({a: {b: 1}}, ["a", "c"], 2)': { a: { b: 1, c: 2 } },
      'context merge([{a: 1}, {a: 2, b: 3}])': { a: 2, b: 3 },
      'get value({a: {b: 5}}, ["a", "b"])': 5,
    },
    {
      firms: [
        { name: 'a', size: 5 },
        { name: 'b', size: 20 },
        { name: 'c', size: 30 },
      ],
    },
  )
})

test('ranges meet, overlap and include one another', () => {
  worth({
    'before([1..5), [5..9])': true,
    'overlaps([1..5], [5..9])': true,
    'meets([1..5], [5..9])': true,
    'includes([1..10], [2..3])': true,
    'during(3, [1..5])': true,
    'starts(1, [1..5])': true,
    'finishes((3..5], [1..5])': true,
    'coincides([1..2], [1..2])': true,
    'overlaps before([1..5], (3..7])': true,
    'overlaps after([3..7], [1..5])': true,
    '[1..5].start included': true,
    '(< 5).end': 5,
    '2 in range("[1..3]")': true,
  })
})

test('names may hold spaces, signs and words of the language when they are declared', () => {
  const facts = { 'Monthly Salary': 10, 'rate-a': 2, rate: 5, a: 1, 'date of entry and exit': 7, 注册资本: 500 }
  worth(
    {
      'Monthly Salary * 12': 120,
      'rate-a + 1': 3,
      'rate - a': 4,
      'date of entry and exit': 7,
      '注册资本 >= 500': true,
    },
    facts,
  )
  assert.equal(worthOf('Monthly Salary * 12', facts, {}), 120, 'words side by side are one name even when not declared')
})

test('functions are values, keep what they saw, and fit what they are given to its type', () => {
  worth({
    '{n: 3, f: function(x) x * n, r: f(2)}.r': 6,
    '(function(a, b) a - b)(b: 1, a: 5)': 4,
    '{f: function(x: number) x, r: f("a")}.r': null,
    '{f: function(g, x) g(g(x)), r: f(function(y) y + 1, 5)}.r': 7,
    'substring(string: "abc", start position: 2)': 'bc',
    'abs(n: -1)': 1,
    'abs(m: -1)': null,
    '{fact: function(n) if n <= 1 then 1 else n * fact(n - 1), r: fact(5)}.r': 120,
    '(function(x) x) instance of function<Any> -> Any': true,
    '(function(x: number) x) instance of function<number> -> number': false,
    '(function(f: function<number> -> number) f(-5))(function(x: number) x * 2)': -10,
    '(function(f: function<number> -> number) f(-5))(abs)': 5,
    '(function(f: function<number> -> number) f(-5))(function(x: string) x)': null,
  })
})

test('a type test looks into lists, contexts and ranges', () => {
  worth({
    '[1, 2] instance of list<number>': true,
    '[1, "a"] instance of list<number>': false,
    '{a: 1, b: 2} instance of context<a: number>': true,
    '[1..2] instance of range<number>': true,
    'null instance of Any': false,
    '@"P1Y" instance of years and months duration': true,
  })
})

test('what is wrong with a source is said with its place and how to mend it', () => {
  const refused = compileFeel('if amount > 3 then\n  "a"')
  assert.ok(isFeelRefusal(refused))
  assert.deepEqual([refused.code, refused.line, refused.column], ['rules.feel_syntax', 2, 6])
  assert.match(refused.message, /‘else’/)
  for (const source of ['', '1 +', '(1', '[1, 2', '{a: }', '"open', 'a b c )', '1 = = 2', 'for x in', '§']) {
    assert.ok(isFeelRefusal(compileFeel(source)), source)
  }
})

test('no source makes the compiler or the evaluation throw', () => {
  const words = fc.constantFrom(
    'a',
    '1',
    '"t"',
    '+',
    '-',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '.',
    '..',
    'if',
    'then',
    'else',
    'for',
    'in',
    'return',
    'function',
    'not',
    'and',
    'null',
    '@"P1D"',
    '<',
    '=',
    'instance of',
    'sum',
    '?',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), fc.boolean(), (parts, unary) => {
      const compiled = compileFeel(parts.join(' '), { unary })
      if (!isFeelRefusal(compiled)) textOf(evaluateFeel(compiled, { a: [1, { a: 2 }], '?': 1 }))
    }),
    { numRuns: 2000 },
  )
})

test('deep nesting is refused or answered, and costs no more than its length allows', () => {
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['{a: ', '}'],
    ['1 in (', ')'],
    ['not(', ')'],
    ['-', ''],
  ] as const) {
    const begun = performance.now()
    compileFeel(open.repeat(5000) + '1' + close.repeat(5000))
    compileFeel(open.repeat(200) + '1')
    assert.ok(performance.now() - begun < 2000, open)
  }
})

test('what is longer or deeper than can be gone through is refused, whatever makes it so', () => {
  const long = ['1' + '+1'.repeat(5_000), 'a' + '.b'.repeat(5_000), 'x' + '[1]'.repeat(5_000), '[1..'.repeat(2_000)]
  for (const source of [...long, '('.repeat(5_000), '{a:'.repeat(5_000), '-'.repeat(5_000) + '1'])
    assert.ok(isFeelRefusal(compileFeel(source)), source.slice(0, 20))
  assert.equal(worthOf('1' + '+1'.repeat(400)), 401)
})

test('an evaluation without end stops at its budget and says so', () => {
  const warnings: string[] = []
  const endless = compileFeel('for i in 1..100000000 return i')
  assert.ok(!isFeelRefusal(endless))
  assert.equal(evaluateFeel(endless, {}, { steps: 10_000, warnings }), null)
  assert.match(warnings.join(), /more steps than allowed/)
})

test('functions that never stop calling themselves, and numbers beyond all measure, are null', () => {
  worth({
    '{f: function(n) f(n + 1), r: f(0)}.r': null,
    '10 ** (10 ** 10)': null,
    'number("1e999999999")': null,
    '{t: for i in 1..40 return if i = 1 then "ab" else partial[-1] + partial[-1], n: string length(t[-1])}.n': null,
  })
})

test('now and today are the moment that the caller gives, and null without one', () => {
  const now = new FeelDateTime(new FeelDate(2026, 3, 1), new FeelTime(8, 0, 0, 28800))
  const compiled = compileFeel('today() + duration("P20D")')
  assert.ok(!isFeelRefusal(compiled))
  assert.equal(String(evaluateFeel(compiled, {}, { now })), '2026-03-21')
  assert.equal(evaluateFeel(compiled, {}), null)
})

test('a fact named like a part of every object is only what the facts say', () => {
  worth({ constructor: null, toString: null, 'a.constructor': null, '{__proto__: 5}.__proto__': 5 }, { a: {} })
})

test('unary tests compare with the input, hold conditions on it, and may be negated', () => {
  const passes = (tests: string, input: unknown): unknown => {
    const compiled = compileFeel(tests, { unary: true })
    assert.ok(!isFeelRefusal(compiled), tests)
    return evaluateFeel(compiled, { '?': input } as never)
  }
  assert.equal(passes('< 10, [20..30]', 25), true)
  assert.equal(passes('not("a", "b")', 'a'), false)
  assert.equal(passes('-', null), true)
  assert.equal(passes('? > 3 and ? < 5', 4), true)
  assert.equal(passes('"a", "b"', 'c'), false)
  assert.equal(passes('false', false), true)
  assert.equal(passes('starts with(?, "15")', '150102'), true)
})

test('conditions of processes are compiled once and remembered', () => {
  const { evaluate, check } = expressions(2)
  assert.equal(evaluate('amount * 2 > 10', { amount: 6 }), true)
  assert.equal(evaluate('amount * 2 > 10', { amount: 1 }), false)
  assert.deepEqual(evaluate('{when: @"2026-01-01"}', {}), { when: '2026-01-01' })
  assert.equal(evaluate('amount >', {}), null)
  assert.equal(check('a > 1'), undefined)
  assert.match(check('a >') ?? '', /^1:4 /)
})
