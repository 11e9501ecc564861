/** Rules compiled for a population answer each firm as the interpreter does, whatever the rules and the firms are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  compileFeel,
  type DerivedFacts,
  evaluateDecision,
  evaluateFeel,
  FeelDate,
  FeelDateTime,
  FeelTime,
  isFeelRefusal,
  Unknown,
} from './index.ts'
import { audienceOf, compilePopulation, countVerdicts, firmProgram } from './population.ts'
import { columnOf, type FirmBase, factsOfFirm, type GivenFact } from './population-base.ts'
import { modelOfTables } from './population-tables.ts'

const kinds = {
  staff: 'number',
  revenue: 'number',
  spent: 'number',
  opened: 'date',
  licensed: 'date',
  industry: 'text',
  town: 'text',
  exporter: 'boolean',
  listed: 'boolean',
} as const
type Fact = keyof typeof kinds

const odd = fc.constantFrom(
  0,
  -0,
  0.1,
  0.2,
  0.3,
  0.30000000000000004,
  1e15,
  1e15 + 1,
  9007199254740992,
  1e-7,
  123456.789,
  -5,
  300,
  299.99,
  5e-324,
  1e300,
)
const amount = fc.oneof(
  { weight: 3, arbitrary: odd },
  { weight: 3, arbitrary: fc.integer({ min: -20, max: 400 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 4000 }).map((n) => n / 100) },
)
const day = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => new Date(Date.UTC(2021, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
const word = fc.constantFrom('C13', 'C14', 'A01', 'F51', 'K70', '包头', '')

const factOf: { readonly [kind: string]: fc.Arbitrary<GivenFact> } = {
  number: amount,
  date: day,
  boolean: fc.boolean(),
  text: word,
}
const firm = fc.record(
  Object.fromEntries(
    Object.entries(kinds).map(([fact, kind]) => [
      fact,
      fc.option(factOf[kind] as fc.Arbitrary<GivenFact>, { freq: 4 }),
    ]),
  ) as Record<Fact, fc.Arbitrary<GivenFact>>,
)

const constant = fc.oneof(
  amount.map(String),
  fc.constantFrom(
    '0.1',
    '0.10000000000000001',
    '0.3',
    '1e15',
    '1000000000000000.5',
    '9007199254740993',
    '300',
    '0',
    '12345678901234567890.12345',
  ),
)
const numberFact = fc.constantFrom('staff', 'revenue', 'spent')
const comparison = fc.constantFrom('<', '<=', '>', '>=', '=', '!=')
const figure = fc.oneof(
  fc.constantFrom(
    'spent / revenue',
    'spent + revenue',
    'revenue - spent',
    'spent * 0.1',
    'revenue / staff',
    '-(spent)',
    '(spent + 0.1) * 3',
    'revenue * revenue',
    '0.3 - spent',
  ),
  numberFact,
)
const unary = fc.oneof(
  constant,
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), constant).map(([sign, value]) => `${sign} ${value}`),
  fc
    .tuple(fc.constantFrom('[', '('), amount, fc.nat(100), fc.constantFrom(']', ')'))
    .map(([open, low, size, close]) => `${open}${low}..${low + size}${close}`),
)
const clause = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(numberFact, comparison, constant).map(([fact, sign, value]) => `${fact} ${sign} ${value}`),
  },
  fc.tuple(constant, comparison, numberFact).map(([value, sign, fact]) => `${value} ${sign} ${fact}`),
  fc.tuple(numberFact, amount, fc.nat(100)).map(([fact, low, size]) => `${fact} between ${low} and ${low + size}`),
  fc
    .tuple(numberFact, fc.array(unary, { minLength: 1, maxLength: 3 }))
    .map(([fact, tests]) => `${fact} in (${tests.join(', ')})`),
  { weight: 2, arbitrary: fc.tuple(figure, comparison, constant).map(([of, sign, value]) => `${of} ${sign} ${value}`) },
  fc.tuple(figure, comparison, figure).map(([left, sign, right]) => `${left} ${sign} ${right}`),
  fc
    .tuple(fc.constantFrom('opened', 'licensed'), comparison, day)
    .map(([fact, sign, value]) => `${fact} ${sign} date("${value}")`),
  fc
    .tuple(fc.constantFrom('opened', 'licensed'), day, day)
    .map(([fact, low, high]) => `${fact} in [@"${low}"..@"${high}"]`),
  fc
    .tuple(day, fc.constantFrom('T00:00:00Z', 'T23:30:00-12:00', 'T10:00:00'))
    .map(([value, time]) => `opened < date and time("${value}${time}")`),
  fc.tuple(
    fc.constantFrom(
      'opened.year >= 2023',
      'years and months duration(opened, @"2025-01-01") >= duration("P1Y")',
      'today() - opened > duration("P700D")',
      'opened < licensed',
      'opened = null',
    ),
  ),
  fc
    .tuple(fc.constantFrom('industry', 'town'), fc.constantFrom('=', '!='), word)
    .map(([fact, sign, value]) => `${fact} ${sign} "${value}"`),
  fc
    .tuple(fc.constantFrom('industry', 'town'), fc.array(word, { minLength: 1, maxLength: 3 }))
    .map(([fact, words]) => `${fact} in (${words.map((value) => `"${value}"`).join(', ')})`),
  fc.constantFrom(
    'revenue / 100 >= 0.02',
    'spent / 10 in ([0.1..0.3], > 20)',
    'starts with(industry, "C")',
    'industry < "D"',
    'industry = town',
    'town = 5',
    'string length(town) > 2',
    'contains(industry + town, "1")',
    'if industry = "C13" then null else town = "C14"',
  ),
  fc.constantFrom(
    'exporter',
    'listed',
    'exporter = true',
    'listed != exporter',
    'exporter = null',
    'true',
    'false',
    'null',
    '5',
    'unheard',
    'unheard > 3',
    'unheard < staff',
    'modulo(staff, 7) = 1',
    'staff > "x"',
    'staff = null',
    '(if exporter then 1 else 2) > 1',
    'some x in [1, 300] satisfies staff > x',
    'staff <= (if exporter then 300 else 5)',
    '(if staff > 5 then revenue else 7) >= (if listed then 1 else 20)',
  ),
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'size = "small"',
      'size in ("small", "micro")',
      'size != "large" and size != "medium"',
      'points >= 2',
      'points + staff > 5',
      'points in [1..2]',
      'staff > (if size = "small" then 5 else 10)',
      'size = industry',
      'size = null',
      'string length(size) > points',
    ),
  },
)
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: clause.map(String) },
    fc
      .tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any'))
      .map(([left, join, right]) => `(${left}) ${join} (${right})`),
    tie('any').map((of) => `not(${of})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([c, t, f]) => `if ${c} then (${t}) else (${f})`),
  ),
})).any

const cell = fc.oneof(
  unary,
  unary,
  fc.constant('-'),
  unary.map((test) => `not(${test})`),
)
const word2 = fc.oneof(
  word.map((value) => `"${value}"`),
  fc.constant('-'),
)
/** Tables that derive a size from staff, revenue and industry, and points from the size and from money spent; either may pass a fact on. */
const tables = fc
  .record({
    policy: fc.constantFrom('F', 'U', 'P'),
    sizes: fc.array(fc.tuple(cell, cell, word2, fc.constantFrom('"large"', '"medium"', '"small"', '"micro"', 'town')), {
      minLength: 1,
      maxLength: 5,
    }),
    points: fc.array(
      fc.tuple(
        fc.constantFrom('"small"', '"micro", "large"', 'not("small")', '-'),
        cell,
        fc.oneof(fc.integer({ min: 0, max: 3 }).map(String), fc.constant('staff')),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    otherwise: fc.constantFrom(null, '"micro"'),
  })
  .map(
    ({ policy, sizes, points, otherwise }): DerivedFacts => ({
      size: tableOf(
        policy as 'F',
        ['staff', 'revenue', 'industry'],
        sizes,
        policy === 'P' || sizes.length > 3 ? '"micro", "small", "medium", "large"' : null,
        otherwise,
      ),
      points: tableOf('F', ['size', 'spent'], points, null, null),
    }),
  )

function tableOf(
  hitPolicy: 'F',
  inputs: readonly string[],
  rows: readonly (readonly string[])[],
  allowed: string | null,
  otherwise: string | null,
): DerivedFacts[string] {
  return {
    kind: 'table',
    id: 'table',
    typeRef: null,
    hitPolicy,
    outputLabel: null,
    inputs: inputs.map((text) => ({ label: text, text, typeRef: null, allowed: null })),
    outputs: [{ name: null, typeRef: null, allowed, otherwise }],
    rules: rows.map((row, index) => ({
      id: `r${index}`,
      tests: row.slice(0, -1),
      results: [row.at(-1) as string],
      annotations: [],
    })),
  }
}

/** A firm's facts with the derived ones, as the interpreter derives them. */
function withDerived(
  derived: DerivedFacts,
  facts: { readonly [fact: string]: unknown },
): { readonly [fact: string]: unknown } {
  const model = modelOfTables(derived, (fact) =>
    fact === 'size' ? ['staff', 'revenue', 'industry', 'town'] : ['size', 'spent', 'staff'],
  )
  const of = (fact: string) => evaluateDecision(model, fact, facts, { threeValued: true, now }).feel
  return { ...facts, size: of('size'), points: of('points') }
}

const now = new FeelDateTime(new FeelDate(2026, 11, 26), new FeelTime(9, 0, 0, 0))

function baseOf(firms: readonly { readonly [fact: string]: GivenFact }[]): FirmBase {
  const columns = Object.entries(kinds).map(
    ([fact, kind]) =>
      [
        fact,
        columnOf(
          kind,
          firms.map((one) => one[fact]),
        ),
      ] as const,
  )
  return { size: firms.length, columns: Object.fromEntries(columns) }
}

/** What the interpreter says of a rule: 0 no, 1 yes, 2 not known. */
function interpreted(when: readonly string[], facts: { readonly [fact: string]: unknown }): number {
  let verdict = 1
  for (const source of when) {
    const compiled = compileFeel(source, { names: [...Object.keys(kinds), 'size', 'points'] })
    assert.ok(!isFeelRefusal(compiled), source)
    const value = evaluateFeel(compiled, facts, { threeValued: true, now })
    if (value instanceof Unknown) verdict = verdict === 1 ? 2 : verdict
    else if (value !== true) return 0
  }
  return verdict
}

const bit = (bitmap: Uint32Array, row: number) => ((bitmap[row >> 5] as number) >>> (row & 31)) & 1

test('bitmaps, one firm alone and the interpreter agree on random rules and firms, in three values', () => {
  const seen = [0, 0, 0]
  fc.assert(
    fc.property(
      fc.array(firm, { minLength: 1, maxLength: 70 }),
      fc.array(fc.array(condition, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      firm,
      tables,
      (firms, whens, stranger, derived) => {
        const base = baseOf(firms)
        const rules = whens.map((when, id) => ({ id: String(id), when }))
        const population = compilePopulation(base, rules, { now, tables: derived })
        assert.ok(!('refused' in population))
        const alone = firmProgram(population)
        const counts = countVerdicts(population)
        const known = firms.map((_firm, row) => factsOfFirm(base, row))
        for (const [index, rule] of rules.entries()) {
          const verdicts = known.map((facts) => interpreted(rule.when, withDerived(derived, facts)))
          const audience = audienceOf(base, rule, { now, tables: derived })
          assert.ok(!('refused' in audience))
          for (const [row, verdict] of verdicts.entries()) {
            seen[verdict] = (seen[verdict] as number) + 1
            const told = `${rule.when.join(' & ')} of ${JSON.stringify(known[row])} by ${JSON.stringify(derived)}`
            assert.equal(bit(audience.yes, row) + 2 * bit(audience.unknown, row), verdict, told)
            assert.equal(alone(known[row] as (typeof known)[number])[index], verdict, `alone: ${told}`)
          }
          assert.equal(counts.yes[index], verdicts.filter((verdict) => verdict === 1).length)
          assert.equal(counts.unknown[index], verdicts.filter((verdict) => verdict === 2).length)
        }
        const one = factsOfFirm(baseOf([stranger]), 0)
        const verdicts = alone(one)
        for (const [index, rule] of rules.entries())
          assert.equal(
            verdicts[index],
            interpreted(rule.when, withDerived(derived, one)),
            `stranger: ${rule.when.join(' & ')} of ${JSON.stringify(one)}`,
          )
      },
    ),
    { numRuns: 80 },
  )
  assert.ok(
    seen.every((count) => count > 50),
    `all three verdicts came about: ${seen.join(', ')}`,
  )
})
