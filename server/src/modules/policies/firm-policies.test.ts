/** A firm and its policies through the public API: verdicts, reasons, facts it supplies, claims, pushes, awards without application. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

let town: TestInstallation
let batu: Client
let office: Client
const firm = '91150102MAD000027C'

before(async () => {
  town = await testInstallation('2026-11-23T09:30+08:00')
  batu = await town.signIn('batu')
  office = await town.signIn('policymaker')
})

test('a firm sees what it can have, what not, and what would decide', async () => {
  const mine = await batu.call('GET', '/api/policies/mine')
  assert.equal(mine.status, 200)
  const of = (id: string) => mine.body.policies.find((each: { id: string }) => each.id === id)
  assert.deepEqual([of('job-stability-refund').verdict, of('job-stability-refund').amount], ['yes', 23040])
  assert.equal(of('vat-threshold').verdict, 'no')
  assert.ok(mine.body.ask.length > 0)
  assert.ok(mine.body.policies.some((each: { verdict: string }) => each.verdict === 'unknown'))
})

test('the reasons are a tree with facts and sources, and one fact that the firm supplies decides', async () => {
  const reasons = (id: string) => batu.call('GET', `/api/policies/mine/${id}?firm=${firm}`)
  const open = (await batu.call('GET', '/api/policies/mine')).body.policies.find(
    (each: { verdict: string; missing: string[] }) => each.verdict === 'unknown' && each.missing.length === 1,
  )
  const why = await reasons(open.id)
  assert.equal(why.body.explanation.verdict, 'unknown')
  assert.equal(why.body.line.missing.length, 1)
  assert.ok(why.body.facts.every((fact: { from: string }) => ['register', 'held', 'said'].includes(fact.from)))
})

test('a wrong figure is refused, and what an office holds stays beside what the firm says', async () => {
  const wrong = await batu.call('PUT', '/api/policies/facts', { firm, facts: { employees: -1 } })
  assert.equal(wrong.body.code, 'policies.fact_wrong')
  const unknown = await batu.call('PUT', '/api/policies/facts', { firm, facts: { horses: 1 } })
  assert.equal(unknown.body.code, 'policies.fact_unknown')
  const said = await batu.call('PUT', '/api/policies/facts', { firm, facts: { employees: 50 } })
  const fact = said.body.facts.find((each: { id: string }) => each.id === 'employees')
  assert.deepEqual([fact.value, fact.said, fact.from], [42, 50, 'held'])
  const zhao = await town.signIn('zhaoqiang')
  assert.equal((await zhao.call('PUT', '/api/policies/facts', { firm, facts: {} })).body.code, 'policies.not_your_firm')
})

test('rows of an office stand or fall alone', async () => {
  const row = (code: string, fact: string, value: unknown) => ({ firm: code, fact, value, asOf: '2026-11-01' })
  const answer = await office.call('POST', '/api/policies/facts/held', {
    source: '社会保险经办机构',
    rows: [row(firm, 'employees', -5), row('92150102MAD000019E', 'employees', 4), row(firm, 'nothing', 1)],
  })
  assert.equal(answer.body.taken, 1)
  assert.deepEqual(
    answer.body.wrong.map((each: { row: number }) => each.row),
    [1, 3],
  )
})
