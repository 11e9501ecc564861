/** Policies: what a firm can have, why, what is not known, what does not go together, and what is refused at publication. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  checkAsWritten,
  checkPolicy,
  combinePolicies,
  compilePolicy,
  decidePolicy,
  diffPolicies,
  explainPolicy,
  type FactTable,
  isProblems,
  knowFacts,
  type Policy,
  playTableExamples,
  readPolicy,
} from './index.ts'
import { book, policyOf, sizeTable } from './test-policies.ts'
import { thresholdsOf, withMoved } from './thresholds/index.ts'

const day = '2026-11-26'

function decideFor(policy: Policy, facts: Record<string, unknown>) {
  const compiled = compilePolicy(book, policy)
  assert.ok(compiled)
  return decidePolicy(compiled, knowFacts(book, facts, day), day)
}

const retention = policyOf({
  conditions: [
    {
      id: 'paid',
      title: { zh: '参保满 12 个月', en: 'Insured for 12 months' },
      when: 'insuredMonths >= 12',
      source: '第一条',
    },
    {
      id: 'few-dismissed',
      title: { zh: '裁员率达标', en: 'Few dismissed' },
      when: 'if insuredStaff <= 30 then dismissedRate <= 20 else dismissedRate <= 5.5',
      source: '第一条',
    },
  ],
  benefit: {
    kind: 'cash',
    title: { zh: '按上年实缴失业保险费返还', en: 'Part of the premiums is paid back' },
    amount: 'lastPremium * (if sizeClass = "large" then 0.3 else 0.6)',
    ceiling: 100_000,
  },
})

test('a firm that meets every condition has the amount of the formula, up to the ceiling', () => {
  const facts = {
    insuredMonths: 14,
    insuredStaff: 12,
    dismissedRate: 10,
    lastPremium: 2000,
    employees: 12,
    revenue: 3_000_000,
  }
  assert.deepEqual(decideFor(retention, facts), {
    verdict: 'yes',
    conditions: [
      { id: 'paid', verdict: 'yes' },
      { id: 'few-dismissed', verdict: 'yes' },
    ],
    amount: 1200,
    warnings: [],
  })
  assert.equal(decideFor(retention, { ...facts, lastPremium: 900_000 }).amount, 100_000)
})

test('one condition that fails is enough for a no, and what is absent is not known', () => {
  assert.equal(decideFor(retention, { insuredMonths: 3 }).verdict, 'no')
  assert.equal(decideFor(retention, { insuredMonths: 12 }).verdict, 'unknown')
  assert.equal(decideFor(retention, { insuredMonths: 12, insuredStaff: 30, dismissedRate: 20 }).amount, 'unknown')
})

test('a figure that cannot be true counts as not known and is named', () => {
  const known = knowFacts(book, { employees: -3, insuredMonths: '12', revenue: 100 }, day)
  assert.deepEqual(known.wrong, ['employees', 'insuredMonths'])
  assert.equal(known.values.revenue, 100)
})

test('what an office has established is taken rather than derived', () => {
  const facts = { sizeClass: 'large', insuredMonths: 12, insuredStaff: 40, dismissedRate: 5, lastPremium: 1000 }
  assert.equal(decideFor(retention, facts).amount, 300)
  const explained = explainPolicy(book, retention, knowFacts(book, facts, day), day)
  assert.equal(explained.verdict, 'yes')
})

test('the explanation says which clause decided and asks for the cheapest fact', () => {
  const facts = knowFacts(book, { insuredMonths: 12, insuredStaff: 12 }, day)
  const explained = explainPolicy(book, retention, facts, day)
  assert.deepEqual(explained.missing, ['dismissedRate'])
  assert.deepEqual(
    explained.conditions.map(({ verdict }) => verdict),
    ['yes', 'unknown'],
  )
  assert.deepEqual(
    explained.conditions[0]?.explanation?.because.map(({ name, value }) => [name, value]),
    [['insuredMonths', 12]],
  )
})

test('a size class follows from its table, as far as the facts go', () => {
  assert.ok(playTableExamples(book, sizeTable).every(({ holds }) => holds))
})

const amountOf = (id: string, amount: string, excludes: Policy['excludes']) =>
  policyOf({
    id,
    conditions: [{ id: 'all', title: { zh: '都可以', en: 'Everybody' }, when: 'true', source: '第一条' }],
    benefit: { kind: 'cash', title: { zh: '补', en: 'Paid' }, amount },
    ...(excludes ? { excludes } : {}),
  })

test('of those that do not go together the highest counts; of those that are given once the firm chooses', () => {
  const combine = (policies: Policy[]) =>
    combinePolicies(policies.map((policy) => ({ policy, decision: decideFor(policy, {}) })))
  const highest = combine([
    amountOf('small', '100', [{ group: 'hiring', rule: 'highest' }]),
    amountOf('large', '300', [{ group: 'hiring', rule: 'highest' }]),
    amountOf('other', '50', undefined),
  ])
  assert.deepEqual(
    highest.entitlements.map(({ policy, standing }) => [policy, standing]),
    [
      ['small', 'displaced'],
      ['large', 'has'],
      ['other', 'has'],
    ],
  )
  assert.equal(highest.total, 350)
  const once = combine([amountOf('a', '100', [{ policy: 'b', rule: 'once' }]), amountOf('b', '300', undefined)])
  assert.deepEqual(
    once.entitlements.map(({ standing }) => standing),
    ['choice', 'choice'],
    'one of the two says it, and it holds for both',
  )
  assert.equal(once.total, 300)
})

test('what is not a policy is refused with the path of each fault', () => {
  const read = readPolicy({ id: 'X', conditions: [{ id: 'a', wen: 'true' }] })
  assert.ok(isProblems(read))
  const places = read.map(({ place }) => place)
  for (const place of ['id', 'document.number', 'conditions.a.when', 'conditions.a.wen', 'benefit.kind'])
    assert.ok(places.includes(place), place)
})

test('what is not filled in yet is told apart from what is wrong, and says what to fill in', () => {
  const title = { zh: ' ', en: '' }
  const read = readPolicy({ id: 'X', title, validFrom: '2026-13-01', document: { number: 7 } })
  assert.ok(isProblems(read))
  const codeOf = (place: string) => read.find((each) => each.place === place)?.code
  for (const place of ['title', 'document.issuer', 'benefit']) assert.equal(codeOf(place), 'policies.missing', place)
  for (const place of ['id', 'validFrom', 'document.number']) assert.equal(codeOf(place), 'policies.shape', place)
  const day = read.find(({ place }) => place === 'validFrom')
  assert.deepEqual(day?.message, { zh: '应为日期，如 2026-01-01', en: 'It should be a day such as 2026-01-01' })
})

test('a rule is judged as it is typed, though nothing else of the policy is there yet', () => {
  const title = { zh: '', en: '' }
  const data = { id: 'new', conditions: [{ id: 'one', title, when: 'employees <= 300 and revenu > 0', source: '' }] }
  const [found, ...more] = checkAsWritten(book, data)
  assert.deepEqual([found?.code, found?.place, more.length], ['policies.unknown_fact', 'conditions.one.when', 0])
  assert.deepEqual(checkAsWritten(book, { conditions: [{ id: 'one', title, when: '', source: '' }] }), [])
  for (const odd of [null, 7, 'x', [], { conditions: 3, benefit: 'x', tables: {} }])
    assert.deepEqual(checkAsWritten(book, odd), [])
})

const refusedFor = (when: string) =>
  checkPolicy(
    book,
    policyOf({ conditions: [{ id: 'one', title: { zh: '一', en: 'One' }, when, source: '第一条' }] }),
  )[0]

test('a rule that does not parse is refused with line, column and advice in both languages', () => {
  const found = refusedFor('employees >=\n and true')
  assert.deepEqual([found?.code, found?.line, found?.column], ['policies.feel_syntax', 2, 2])
  assert.match(found?.message.zh ?? '', /[一-鿿]/)
})

test('an unknown fact is refused with the nearest known name', () => {
  const found = refusedFor('revenue > 3 and employes > 3')
  assert.deepEqual([found?.code, found?.column], ['policies.unknown_fact', 17])
  assert.match(found?.advice.zh ?? '', /employees/)
})

test('what may divide by zero is refused unless it says that the divisor is above zero', () => {
  assert.equal(refusedFor('lastPremium / revenue > 0.1')?.code, 'policies.divides_by_zero')
  assert.equal(refusedFor('employees / 0 > 1')?.code, 'policies.divides_by_zero')
  assert.equal(refusedFor('revenue > 0 and lastPremium / revenue > 0.1')?.code, 'policies.examples_missing')
})

test('what calls itself or runs for ever is refused, at once', () => {
  const started = performance.now()
  assert.equal(refusedFor('{f: function(n) f(n + 1), r: f(1)}.r > 3')?.code, 'policies.endless')
  assert.equal(refusedFor('count(for i in 1..9999999999 return i) > employees')?.code, 'policies.endless')
  assert.equal(
    refusedFor('every i in 1..100000 satisfies every j in 1..100000 satisfies i + j > 0')?.code,
    'policies.endless',
  )
  assert.ok(performance.now() - started < 2000)
})

test('what is no condition is refused', () => {
  assert.equal(refusedFor('employees + 1')?.code, 'policies.type')
  assert.equal(refusedFor('employees > "many"')?.code, 'policies.type')
})

test('an example that comes out otherwise is refused, and says how', () => {
  const wrong = policyOf({
    examples: [
      { title: '甲', kind: 'in', facts: { employees: 5 }, verdict: 'no' },
      { title: '乙', kind: 'out', facts: { employees: 5 }, verdict: 'yes' },
      { title: '丙', kind: 'unknown', facts: {}, verdict: 'unknown' },
      { title: '丁', kind: 'edge', facts: { employee: 5 }, verdict: 'yes' },
    ],
  })
  assert.deepEqual(
    checkPolicy(book, wrong).map(({ place }) => place),
    ['examples.1', 'examples.4'],
  )
})

const steps = (rules: readonly (readonly [string, string, string])[], hitPolicy: 'F' | 'U' = 'U'): Policy =>
  policyOf({
    id: 'steps',
    tables: [
      {
        id: 'step',
        title: { zh: '每人金额', en: 'Amount a head' },
        type: 'number',
        source: '第二条',
        validFrom: '2026-01-01',
        hitPolicy,
        inputs: [
          { title: { zh: '规模', en: 'Size' }, of: 'sizeClass' },
          { title: { zh: '参保人数', en: 'Insured' }, of: 'insuredStaff' },
        ],
        rules: rules.map(([size, staff, gives]) => ({ when: [size, staff], gives })),
        examples: [],
      },
    ],
    conditions: [{ id: 'some', title: { zh: '有档', en: 'A step' }, when: 'step > 0', source: '第一条' }],
    benefit: { kind: 'cash', title: { zh: '补', en: 'Paid' }, amount: 'insuredStaff * step' },
  })
const sound = [
  ['"small", "micro"', '-', '500'],
  ['"medium", "large"', '<= 100', '300'],
  ['"medium", "large"', '> 100', '100'],
] as const
const tableFaults = (policy: Policy) =>
  checkPolicy(book, policy)
    .filter(({ place }) => place.startsWith('tables.'))
    .map(({ code, place, advised }) => [code, place, advised === true])

test('a policy brings a table of its own, and conditions and amount follow from it', () => {
  const facts = { sizeClass: 'large', insuredStaff: 200 }
  assert.deepEqual(tableFaults(steps(sound)), [])
  assert.equal(decideFor(steps(sound), facts).amount, 20_000)
  assert.equal(decideFor(steps(sound), { sizeClass: 'micro', insuredStaff: 3 }).amount, 1500)
  assert.equal(decideFor(steps(sound), { sizeClass: 'large' }).amount, 'unknown')
  const explained = explainPolicy(book, steps(sound), knowFacts(book, { insuredStaff: 200 }, day), day)
  assert.equal(explained.conditions[0]?.explanation?.because[0]?.name, 'step')
})

test('a fault of a table of its own is found at its cell', () => {
  const rows = (...more: (readonly [string, string, string])[]) => [...sound, ...more]
  assert.deepEqual(tableFaults(steps(rows(['"smal"', '-', '1']))), [
    ['policies.unknown_choice', 'tables.step.rules.4.1', false],
  ])
  assert.deepEqual(tableFaults(steps(rows(['-', '>=', '1']))), [
    ['policies.feel_syntax', 'tables.step.rules.4.2', false],
  ])
  assert.deepEqual(tableFaults(steps(rows(['-', '"many"', '1']))), [['policies.type', 'tables.step.rules.4.2', false]])
  assert.deepEqual(tableFaults(steps(rows(['-', '-', '"a lot"']))), [['policies.type', 'tables.step.rules.4.3', false]])
  assert.deepEqual(tableFaults(steps(rows(['-', '< workers', '1']))), [
    ['policies.unknown_fact', 'tables.step.rules.4.2', false],
  ])
  assert.deepEqual(tableFaults(steps(rows(['"large"', '> 500', '1']))), [
    ['policies.table_overlap', 'tables.step.rules.4', false],
  ])
  assert.deepEqual(tableFaults(steps(rows(['"large"', '> 500', '1']), 'F')), [], 'the first row decides')
  assert.deepEqual(tableFaults(steps(sound.slice(0, 2))), [['policies.table_gap', 'tables.step', true]])
  const twice = steps(sound)
  assert.deepEqual(tableFaults({ ...twice, tables: [{ ...twice.tables![0]!, id: 'employees' }] })[0], [
    'policies.table_taken',
    'tables.employees.id',
    false,
  ])
})

test('conditions that nobody can meet are refused, and one that everybody meets is only advised of', () => {
  const codesOf = (...whens: string[]) =>
    checkPolicy(
      book,
      policyOf({
        conditions: whens.map((when, at) => ({ id: `c${at}`, title: { zh: '条', en: 'C' }, when, source: '一' })),
      }),
    ).map(({ code, place, advised }) => [code, place, advised === true])
  assert.deepEqual(codesOf('employees > 10', 'employees < 5'), [
    ['policies.contradiction', 'conditions.c1.when', false],
  ])
  assert.deepEqual(codesOf('employees < 0'), [['policies.never', 'conditions.c0.when', false]])
  assert.deepEqual(codesOf('sizeClass = "tiny"')[0], ['policies.unknown_choice', 'conditions.c0.when', false])
  assert.deepEqual(codesOf('employees >= 0')[0], ['policies.always', 'conditions.c0.when', true])
})

test('the numbers of conditions and of a table of its own can be moved, a number in several rows as one', () => {
  const words = { zh: '档', en: 'Step' }
  const table: FactTable = {
    ...sizeTable,
    id: 'step',
    inputs: [
      { title: words, of: 'employees' },
      { title: words, of: 'revenue / 10000' },
    ],
    rules: [
      { when: ['[20..100)', '>= 5'], gives: '"small"' },
      { when: ['>= 100', '-'], gives: '"medium"' },
      { when: ['< 20.5, > 7', '-'], gives: '"micro"' },
    ],
  }
  const whole = policyOf({
    conditions: [
      { id: 'few', title: words, when: 'employees <= 300 and "x > 5" != "" or revenue >= 1.5', source: '一' },
      { id: 'rate', title: words, when: 'revenue / employees > 1000 and employees > 2 * 3', source: '二' },
    ],
    tables: [table],
  })
  assert.deepEqual(
    thresholdsOf(whole).map(({ condition, number, fact, value }) => [condition, number, fact, value]),
    [
      ['few', 0, 'employees', 300],
      ['few', 1, 'revenue', 1.5],
      ['tables.step', 0, 'employees', 20],
      ['tables.step', 1, 'employees', 100],
      ['tables.step', 2, 'employees', 20.5],
      ['tables.step', 3, 'employees', 7],
    ],
  )
  const moved = withMoved(whole, [
    { condition: 'few', number: 1, value: 2 },
    { condition: 'tables.step', number: 1, value: 80 },
  ])
  assert.equal(moved.conditions[0]?.when, 'employees <= 300 and "x > 5" != "" or revenue >= 2')
  assert.deepEqual(
    moved.tables?.[0]?.rules.map(({ when }) => when[0]),
    ['[20..80)', '>= 80', '< 20.5, > 7'],
  )
  assert.deepEqual(withMoved(whole, []), whole)
})

test('what changed names every part that counts, also what it does not go together with and its attachments', () => {
  const older = policyOf({ excludes: [{ group: 'jobs', rule: 'highest' }] })
  const newer: Policy = {
    ...older,
    document: {
      ...older.document,
      attachments: [{ title: { zh: '申报表', en: 'Form' }, url: 'https://example.org/1' }],
    },
    benefit: { ...older.benefit, per: 'year' },
    excludes: [{ group: 'jobs', rule: 'once' }],
    responsible: 'finance',
  }
  assert.deepEqual(
    diffPolicies(older, newer).changes.map(({ place, kind }) => `${place} ${kind}`),
    ['benefit.per added', 'responsible added', 'excludes.jobs changed', 'attachments.申报表 added'],
  )
})
