/** What holds for any firm: the quick decision and the explanation agree, more facts never turn a known verdict, and a sum counts nothing twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  combinePolicies,
  compilePolicy,
  decidePolicy,
  exclusionBetween,
  explainPolicy,
  knowFacts,
  type Policy,
} from './index.ts'
import { book, policyOf } from './test-policies.ts'

const day = '2026-11-26'
const condition = fc.constantFrom(
  'employees >= 20',
  'revenue < 3000000 or employees <= 30',
  'sizeClass in ("small", "micro")',
  'if insuredStaff <= 30 then dismissedRate <= 20 else dismissedRate <= 5.5',
  'revenue > 0 and lastPremium / revenue > 0.01',
)
const policies = fc.uniqueArray(condition, { minLength: 1, maxLength: 3 }).map((rules) =>
  policyOf({
    conditions: rules.map((when, index) => ({
      id: `c-${index}`,
      title: { zh: '条件', en: 'Condition' },
      when,
      source: '第一条',
    })),
    benefit: { kind: 'cash', title: { zh: '补', en: 'Paid' }, amount: 'employees * 10', ceiling: 500 },
  }),
)
const facts = fc.record(
  {
    employees: fc.integer({ min: 0, max: 60 }),
    revenue: fc.constantFrom(0, 299, 3_000_000, 20_000_000),
    insuredStaff: fc.integer({ min: 25, max: 35 }),
    dismissedRate: fc.constantFrom(0, 5.5, 6, 20, 21),
    lastPremium: fc.integer({ min: 0, max: 100_000 }),
  },
  { requiredKeys: [] },
)

function decide(policy: Policy, given: Record<string, unknown>) {
  const compiled = compilePolicy(book, policy)
  assert.ok(compiled)
  return decidePolicy(compiled, knowFacts(book, given, day), day)
}

test('the quick decision and the explanation agree, condition by condition', () => {
  fc.assert(
    fc.property(policies, facts, (policy, given) => {
      const quick = decide(policy, given)
      const slow = explainPolicy(book, policy, knowFacts(book, given, day), day)
      assert.equal(quick.verdict, slow.verdict)
      assert.deepEqual(
        quick.conditions.map(({ verdict }) => verdict),
        slow.conditions.map(({ verdict }) => verdict),
      )
    }),
    { numRuns: 150 },
  )
})

test('more facts never turn a verdict that is known', () => {
  fc.assert(
    fc.property(policies, facts, facts, (policy, some, more) => {
      const early = decide(policy, some)
      if (early.verdict === 'unknown') return
      assert.equal(decide(policy, { ...more, ...some }).verdict, early.verdict)
    }),
    { numRuns: 300 },
  )
})

test('an amount is between zero and the ceiling, to the fen', () => {
  fc.assert(
    fc.property(policies, facts, (policy, given) => {
      const { amount } = decide(policy, given)
      if (typeof amount !== 'number') return
      assert.ok(amount >= 0 && amount <= 500 && Math.round(amount * 100) === amount * 100)
    }),
  )
})

test('of policies that do not go together the sum counts one, and never more than all', () => {
  const member = fc.record({
    amount: fc.integer({ min: 0, max: 900 }),
    group: fc.constantFrom('a', 'b', undefined),
    rule: fc.constantFrom('highest' as const, 'once' as const),
  })
  fc.assert(
    fc.property(fc.array(member, { maxLength: 6 }), (members) => {
      const decided = members.map(({ amount, group, rule }, index) => ({
        policy: policyOf({ id: `p-${index}`, ...(group ? { excludes: [{ group, rule }] } : {}) }),
        decision: { verdict: 'yes' as const, conditions: [], amount, warnings: [] },
      }))
      const { total, entitlements } = combinePolicies(decided)
      const best = (group: string) =>
        Math.max(0, ...members.flatMap((each) => (each.group === group ? [each.amount] : [])))
      const alone = members.reduce((sum, each) => sum + (each.group ? 0 : each.amount), 0)
      assert.equal(total, alone + best('a') + best('b'))
      for (const [index, { standing, against }] of entitlements.entries())
        if (standing === 'has')
          for (const rival of decided)
            if (exclusionBetween(decided[index]!.policy, rival.policy) === 'highest' && rival !== decided[index])
              assert.ok(against.some(({ policy }) => policy === rival.policy.id))
    }),
  )
})
