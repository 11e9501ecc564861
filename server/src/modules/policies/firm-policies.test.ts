/** A firm and its policies through the public API: verdicts, reasons, facts it supplies, claims, pushes, awards without application. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findAccount, getActor } from '#ask/registry'
import { isRefusal } from '#platform/refusals'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { followSimulation, simulate } from './simulate.ts'

let town: TestInstallation
let batu: Client
let office: Client
const firm = '91150102MAD000027C'

/** A policy of the office, for firms that fit the condition. */
function awardFor(when: string) {
  const title = { zh: '用工奖励', en: 'Award for staff' }
  return {
    title,
    document: {
      number: '内人社发〔2026〕1号',
      issuer: { zh: '人社厅', en: 'Human resources' },
      level: 'region',
      title,
    },
    validFrom: '2026-01-01',
    confidence: 'own',
    conditions: [{ id: 'staff', title, when, source: '第一条' }],
    benefit: { kind: 'cash', title, amount: 'employees * 2' },
  }
}

before(async () => {
  town = await testInstallation('2026-11-23T09:30+08:00')
  batu = await town.signIn('batu')
  office = await town.signIn('policymaker')
})

test('a firm sees what it can have, what not, and what would decide', async () => {
  const mine = await batu.call('GET', '/api/policies/mine')
  assert.equal(mine.status, 200)
  for (const told of [false, true])
    assert.deepEqual((await batu.call('PUT', '/api/policies/wishes', { firm, told })).body, { told })
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
  assert.deepEqual(why.body.explanation.missing, why.body.line.missing)
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

test('a claim is refused while facts are missing, and where nothing has to be claimed', async () => {
  const claim = (policy: string) =>
    batu.call(
      'POST',
      '/api/policies/claims',
      { firm, policy, declared: true },
      { 'idempotency-key': `claim-${policy}` },
    )
  assert.equal((await claim('high-tech-enterprise')).body.code, 'policies.not_known_yet')
  assert.equal((await claim('vat-threshold')).body.code, 'policies.not_eligible')
  assert.equal((await claim('job-stability-refund')).body.code, 'policies.free_of_application')
})

test('a draft with a fault is kept and not published; another office does not see it', async () => {
  const department = '150000-human-resources'
  const saved = await office.call('PUT', '/api/policies/drafts/half-written', { department, policy: { title: 'x' } })
  assert.ok(saved.body.checked.problems.length > 5)
  const checked = await office.call('POST', '/api/policies/check', { title: 'x' })
  assert.ok(checked.body.problems.length > 5)
  const refused = await office.call(
    'POST',
    '/api/policies/drafts/half-written/publish',
    {},
    { 'idempotency-key': 'publish-1' },
  )
  assert.equal(refused.body.code, 'policies.not_sound')
  const own = { department: '150102-human-resources', policy: {} }
  const elsewhere = await office.call('PUT', '/api/policies/drafts/elsewhere', own)
  assert.equal(elsewhere.body.code, 'policies.not_your_department')
  const drafts = await batu.call('GET', `/api/policies/drafts?department=${department}`)
  assert.equal(drafts.status, 403)
})

test('a round is for policies given without an application, and each award is a case of the firm', async () => {
  const start = (policy: string) =>
    office.call(
      'POST',
      '/api/policies/rounds',
      { department: '150000-human-resources', policy },
      { 'idempotency-key': `round-${policy}` },
    )
  assert.equal((await start('vat-threshold')).body.code, 'policies.needs_application')
  const round = await start('job-stability-refund')
  assert.equal(round.status, 200)
  const award = round.body.awards.find((each: { firm: string }) => each.firm === firm)
  assert.deepEqual([award.amount, award.state], [23040, 'asked'])
  assert.equal((await batu.call('GET', `/api/cases/${award.case}`)).body.kind, 'policy-award')
  assert.equal((await town.anyone.call('GET', `/api/policies/rounds/${round.body.id}`)).status, 404)
  const early = await office.call(
    'POST',
    `/api/policies/rounds/${round.body.id}/step`,
    { step: 'notice' },
    { 'idempotency-key': 'notice-01' },
  )
  assert.equal(early.body.code, 'policies.nobody_confirmed')
})

test('what does not go together is had once, whether it is claimed or given without an application', async () => {
  const shop = '92150102MAD000019E'
  const example = (kind: string, verdict: string, facts: object) => ({ title: kind, kind, verdict, facts })
  const policy = {
    ...awardFor('employees >= 1'),
    benefit: { kind: 'service', title: { zh: '称号', en: 'A title' } },
    excludes: [{ policy: 'job-stability-refund', rule: 'once' }],
    duties: [],
    examples: [
      example('in', 'yes', { employees: 5 }),
      example('out', 'no', { employees: 0 }),
      example('unknown', 'unknown', {}),
      example('edge', 'yes', { employees: 1 }),
    ],
  }
  await office.call('PUT', '/api/policies/drafts/staff-title', { department: '150000-human-resources', policy })
  const published = await office.call('POST', '/api/policies/drafts/staff-title/publish', {})
  assert.equal(published.status, 200, JSON.stringify(published.body))
  const [{ id: round }] = (await office.call('GET', '/api/policies/rounds?department=150000-human-resources')).body
    .rounds
  const claim = (client: Client, code: string) =>
    client.call('POST', '/api/policies/claims', { firm: code, policy: 'staff-title', declared: true })
  const confirm = (client: Client, code: string) =>
    client.call('POST', `/api/policies/rounds/${round}/answer`, {
      firm: code,
      accept: true,
      account: { name: '示例公司', bank: '示例银行', number: '150100123456' },
    })
  assert.equal((await claim(batu, firm)).status, 200)
  assert.equal((await confirm(batu, firm)).body.code, 'policies.rival_claimed')
  const zhao = await town.signIn('zhaoqiang')
  assert.equal((await confirm(zhao, shop)).status, 200)
  assert.equal((await claim(zhao, shop)).body.code, 'policies.rival_claimed')
})

test('a list is noticed in public, objected to, and paid by a file once nothing stands against it', async () => {
  const shop = '92150102MAD000019E'
  const zhao = await town.signIn('zhaoqiang')
  const [{ round }] = (await zhao.call('GET', `/api/policies/awards/mine?firm=${shop}`)).body.awards
  const url = `/api/policies/rounds/${round}`
  const step = (name: string) => office.call('POST', `${url}/step`, { step: name })
  const noticed = await step('notice')
  assert.equal(noticed.body.noticeUntil, '2026-11-30', 'five working days')
  const seen = (await town.anyone.call('GET', url)).body
  assert.deepEqual(
    seen.awards.map((award: { firm: string }) => award.firm),
    [shop],
  )
  const wangfang = await town.signIn('wangfang')
  const objection = { firm: shop, kind: 'objection', reason: '这家店去年裁过人' }
  const { case: id } = (await wangfang.call('POST', `${url}/after`, objection)).body
  town.setNow('2026-12-01T10:00+08:00')
  assert.equal((await step('end_notice')).body.code, 'policies.objection_open')
  for (const outcome of ['heard', 'deny']) {
    const { seq, tasks } = (await office.call('GET', `/api/cases/${id}`)).body
    const deed = { kind: 'complete', task: tasks[0].id, outcome, opinion: '未发现裁员' }
    assert.equal((await office.call('POST', `/api/cases/${id}/acts`, { after: seq, deed })).status, 200, outcome)
  }
  assert.equal((await step('end_notice')).body.state, 'paying')
  const file = await office.call<string>('GET', `${url}/file?form=csv`)
  assert.match(String(file.body), /92150102MAD000019E,.*150100123456/)
  town.setNow('2026-11-23T09:30+08:00')
})

test('a plan says who leads each task and what changed from the one before; given out, each task is a case once', async () => {
  const url = '/api/policies/suites/environment-plan-3'
  const { tasks } = (await town.anyone.call('GET', url)).body
  assert.ok(tasks.every((task: { leadName: { zh: string } }) => task.leadName.zh))
  const { changes } = (await town.anyone.call('GET', `${url}/diff`)).body
  const kinds = new Set(changes.map((change: { kind: string }) => change.kind))
  assert.deepEqual([...kinds].sort(), ['added', 'changed', 'removed'])
  const coordinator = await town.signIn('coordinator')
  const start = async () => (await coordinator.call('POST', `${url}/start`)).body
  assert.deepEqual(await start(), { started: tasks.length, already: 0 })
  assert.deepEqual(await start(), { started: 0, already: tasks.length })
})

test('a simulation tells how far it is and ends with the same figures; who reads no further ends it', async () => {
  const account = await findAccount(town.house, 'policymaker')
  const actor = (await getActor(town.house, account!.id))!
  const { policy } = (await office.call('GET', '/api/policies/job-stability-refund')).body
  const body = { department: '150000-human-resources', policy }
  let asks = 0
  const ask: typeof town.house.db.ask = (...parts) => {
    asks++
    return town.house.db.ask(...parts)
  }
  const house = { ...town.house, db: { ...town.house.db, ask } }
  const whole = await simulate(house, actor, body)
  const askedInAll = asks
  const follow = async () => {
    const lines = await followSimulation(house, actor, body)
    assert.ok(!isRefusal(lines))
    return lines
  }
  const told = (await office.call<string>('POST', '/api/policies/simulate/lines', body)).body
  const lines = String(told)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.ok(!isRefusal(whole) && whole.firms > 0)
  assert.deepEqual({ ...lines.at(-1).result, milliseconds: 0 }, { ...whole, milliseconds: 0 })
  const progress = lines.slice(0, -1)
  assert.ok(progress.length > 0 && progress.every((line) => line.done <= line.total))
  asks = 0
  const stream = await follow()
  for await (const line of stream) {
    assert.equal(JSON.parse(line).done, 0)
    break
  }
  if (!stream.closed) await new Promise((done) => stream.once('close', done))
  const askedBefore = asks
  await town.house.db.ask('select pg_sleep(0.05)')
  assert.equal(asks, askedBefore, 'it goes on reading for nobody')
  assert.ok(asks < askedInAll, `${asks} questions after the first line, ${askedInAll} in all`)
})

test('a simulation knows firms that are new, gone or changed since the last one', async () => {
  const body = {
    department: '150000-human-resources',
    policy: { ...awardFor('employees >= 77000'), id: 'many', version: 1 },
  }
  const counted = async () => (await office.call('POST', '/api/policies/simulate', body)).body
  const said = (staff: unknown) =>
    town.house.db.ask("update policies.facts set held = jsonb_set(held, '{employees,value}', $2) where firm = $1", [
      firm,
      JSON.stringify(staff),
    ])
  const before = await counted()
  assert.deepEqual([before.problems, before.yes], [[], 0])
  await said(77_000)
  const [one] = (await counted()).winners.firms
  assert.deepEqual([one.code, one.is, one.was], [firm, 154_000, null])
  await said('many')
  const wrong = await counted()
  assert.deepEqual([wrong.yes, wrong.unknown], [0, before.unknown + 1])
  await town.house.db.ask("update registry.firms set status = 'revoked' where code = $1", [firm])
  assert.equal((await counted()).firms, before.firms - 1)
})
