/** What is reckoned over all firms at once is what the interpreter says of each, also after firms changed. */
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { type CompiledPolicy, compilePolicy, decidePolicy, knowFacts, openBook } from '@steppe/kernels/policies'
import { openPacks } from '#platform/packs'
import { readPolicyPacks } from '../read-pack.ts'
import { amountsOf } from './amounts.ts'
import { classesOf, none } from './classes.ts'
import { CodeIndex } from './code-index.ts'
import { BaseTooLarge, ColumnStore } from './column-store.ts'
import { FirmBase } from './firm-base.ts'
import { eachAudience } from './held-audiences.ts'
import { bitAt, openJudge, type RuleBase, ruleBaseOf } from './rule-base.ts'

const packs = await openPacks(resolve(import.meta.dirname, '../../../../../packs'), ['national', 'neimenggu', 'demo'])
const { dictionary, policies } = await readPolicyPacks(packs)
const book = openBook(dictionary)
const day = '2026-11-26'
const compiled = policies.flatMap((policy) => compilePolicy(book, policy) ?? [])
const examples = policies.flatMap(({ examples }) => examples.map(({ facts }) => facts))
type Facts = (typeof examples)[number]

/** Months are counted from the day a firm was established. */
const withDay = (facts: Facts) => {
  const months = facts.operatingMonths
  return typeof months === 'number' ? Math.floor(Date.UTC(2026, 10 - months, 26) / 86_400_000) : -(2 ** 31)
}

function take(base: FirmBase, row: number, facts: Facts): void {
  base.codes.add(`firm${row}`)
  const { operatingMonths, ...others } = facts
  base.store.setRow(row, others)
  base.established[row] = withDay(facts)
}

function baseOf(firms: readonly Facts[]): FirmBase {
  const base = new FirmBase(dictionary, firms.length, 64)
  for (const [row, facts] of firms.entries()) take(base, row, facts)
  return base
}

const rulesOf = (each: CompiledPolicy) => ({ id: each.policy.id, when: each.policy.conditions.map(({ when }) => when) })

function verdictAt(yes: Uint32Array, unknown: Uint32Array, row: number): string {
  return bitAt(yes, row) ? 'yes' : bitAt(unknown, row) ? 'unknown' : 'no'
}

async function assertSame(rules: RuleBase, firms: readonly Facts[]): Promise<void> {
  const judge = openJudge(rules, compiled.map(rulesOf))
  judge?.run(0, rules.size)
  const kept: Uint32Array[] = []
  await eachAudience(rules, compiled, (at, yes) => (kept[at] = yes))
  for (const [row, facts] of firms.entries()) {
    const known = knowFacts(book, facts, day)
    for (const [at, policy] of compiled.entries()) {
      const decision = decidePolicy(policy, known, day)
      const { yes, unknown } = judge!.audiences[at]!
      const said = verdictAt(yes, unknown, row)
      const held = bitAt(kept[at]!, row) === 1
      if (said !== decision.verdict || held !== (said === 'yes'))
        assert.fail(`${policy.policy.id} is ${decision.verdict}, not ${said}, for ${JSON.stringify(facts)}`)
    }
  }
}

test('on all examples of all packs, all policies come out as the interpreter has them', async () => {
  assert.ok(examples.length > 150)
  await assertSame(ruleBaseOf(baseOf(examples), book, day), examples)
})

test('amounts and size classes are those of the interpreter', async () => {
  const rules = ruleBaseOf(baseOf(examples), book, day)
  const sizes = await classesOf(rules, book.tables.get('sizeClass')!)
  const known = examples.map((facts) => knowFacts(book, facts, day))
  for (const policy of compiled) {
    const amountAt = amountsOf(rules, policy)
    for (const [row, facts] of known.entries()) {
      const { amount, verdict } = decidePolicy(policy, facts, day)
      if (verdict === 'yes') assert.equal(amountAt(row), typeof amount === 'number' ? amount : 0, policy.policy.id)
    }
  }
  for (const [row, { values }] of known.entries()) {
    const said = values.sizeClass
    assert.equal(
      sizes!.of[row] === none ? undefined : sizes!.labels[sizes!.of[row]!],
      typeof said === 'string' ? said : undefined,
    )
  }
  assert.equal(await classesOf(rules, book.tables.get('citRatePaid')!), null)
})

test('a size class that an office established goes before what the table would make of the figures', async () => {
  const firms = [
    { industryCode: 'C3411', employees: 1500, revenue: 500_000_000, sizeClass: 'small' },
    { industryCode: 'C3411', employees: 1500, revenue: 500_000_000 },
    { sizeClass: 'micro' },
    {},
    { industryCode: 'C3411', employees: 10, citRate: 25, citRatePaid: 3, rdExpenses: 1000, residentEnterprise: true },
  ]
  await assertSame(ruleBaseOf(baseOf(firms), book, day), firms)
})

test('a policy with a table of its own is for those for whom the interpreter says so', () => {
  const [like] = policies
  const words = { zh: '档', en: 'Step' }
  const policy = {
    ...like!,
    tables: [
      {
        id: 'step',
        title: words,
        type: 'number' as const,
        source: '一',
        validFrom: day,
        hitPolicy: 'F' as const,
        inputs: [{ title: words, of: 'sizeClass' }],
        rules: [
          { when: ['"small", "micro"'], gives: '2' },
          { when: ['"medium"'], gives: '1' },
        ],
        examples: [],
      },
    ],
    conditions: [{ id: 'c', title: words, when: 'step >= 2', source: '一' }],
  }
  const own = compilePolicy(book, policy)!
  const rules = ruleBaseOf(baseOf(examples), book, day)
  const judge = openJudge(rules, [rulesOf(own)], policy.tables)!
  judge.run(0, rules.size)
  const { yes, unknown } = judge.audiences[0]!
  const seen = new Set<string>()
  for (const [row, facts] of examples.entries()) {
    const { verdict } = decidePolicy(own, knowFacts(book, facts, day), day)
    assert.equal(verdictAt(yes, unknown, row), verdict, JSON.stringify(facts))
    seen.add(verdict)
  }
  assert.equal(seen.size, 3)
})

test('after some firms changed, those alone are judged anew and all is right', async () => {
  const firms = examples.slice(0, 40)
  const base = baseOf(firms)
  await assertSame(ruleBaseOf(base, book, day), firms)
  for (const [row, facts] of examples.slice(-7).entries()) {
    const at = (row * 37) % firms.length
    firms[at] = facts
    take(base, at, facts)
    base.changed(at)
  }
  await assertSame(ruleBaseOf(base, book, day), firms)
  firms.push({ industryCode: 'Z9999', employees: 3.5, operatingMonths: 13 }, {})
  for (const row of [40, 41]) take(base, row, firms[row]!)
  await assertSame(ruleBaseOf(base, book, day), firms)
})

test('what does not fit into the memory set aside is refused, with how much it would take', () => {
  const store = new ColumnStore([{ id: 'revenue', type: 'number' }], 2 ** 20, 6)
  store.setRow(5, { revenue: 300 })
  assert.ok(store.bytes < 6 * 2 ** 20)
  assert.throws(
    () => store.setRow(6, { revenue: 300.5 }),
    (fault) => fault instanceof BaseTooLarge && fault.needed === 9,
  )
})

test('each credit code keeps its row, however many there are', () => {
  const index = new CodeIndex()
  const codes = Array.from({ length: 9000 }, (_none, n) => `9115${String(n * 7919).padStart(12, '0')}X${n % 9}`)
  for (const [row, code] of codes.entries()) assert.equal(index.add(code), row)
  for (const [row, code] of codes.entries()) assert.equal(index.rowOf(code), row)
  assert.deepEqual([index.codeAt(8999), index.rowOf('91150102MAD000027C'), index.add(codes[5]!)], [codes[8999], -1, 5])
})
