/** Appeals of the demonstration: every state is there, and what is stored is what the acts add up to. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { seedArrears } from './seed-arrears.ts'
import { seedCallBacks } from './seed-call-backs.ts'
import { seedOrders } from './seed-orders.ts'

let town: TestInstallation
before(async () => {
  town = await testInstallation('2026-11-23T09:00+08:00')
})

test('the demonstration has appeals in every state, of people who sign in too, and making them twice makes none', async () => {
  const made = await seedOrders(town.house)
  assert.ok(made > 300, `${made} orders`)
  assert.equal(await seedOrders(town.house), 0)
  await town.settle()
  const rows = await town.house.db.ask<{ stage: string; count: number }>(
    'select o.stage, count(*)::int as count from appeals.orders o group by 1',
  )
  for (const stage of ['dispatch', 'handling', 'calling_back', 'confirming', 'ended'])
    assert.ok(
      rows.some((row) => row.stage === stage),
      `none is at ${stage}: ${JSON.stringify(rows)}`,
    )
  const mine = (await (await town.signIn('wangfang')).call('GET', '/api/appeals/mine')).body.rows
  assert.equal(mine.length, 4)
  const board = (await (await town.signIn('supervisor')).call('GET', '/api/appeals/supervision')).body
  assert.ok(board.regions.length >= 12, JSON.stringify(board).slice(0, 300))
  // A region that is run well: some are late, most are not; some are problems, some joined, some urgent, some appealed against.
  assert.ok(board.late > 0 && board.late < board.open / 5, `${board.late} of ${board.open} are late`)
  assert.ok(board.problems > 0 && board.open > 30, JSON.stringify(board).slice(0, 300))
  const [counted] = await town.house.db.ask<{ joined: number; urgent: number }>(
    "select count(*) filter (where o.stage = 'merged')::int as joined, count(*) filter (where o.urgency = 'urgent')::int as urgent from appeals.orders o",
  )
  assert.ok(counted!.joined > 5 && counted!.urgent > 20, JSON.stringify(counted))
  const near = (await town.anyone.call('GET', '/api/appeals/near?lat=40.86&long=111.66&metres=5000')).body
  assert.ok(near.length > 3, 'little is near the hall')
  const appealed = (await town.anyone.call('GET', '/api/appeals/exclusions?state=appealed')).body.rows
  assert.equal(appealed.length, 1)
})

test('supervisors find two signs of gaming, and a drawn sample with most of its calls made', async () => {
  await seedCallBacks(town.house)
  await seedCallBacks(town.house)
  await town.settle()
  const { signs } = (await (await town.signIn('supervisor')).call('GET', '/api/appeals/signs')).body
  const shown = signs.flatMap((sign: { id: string; findings: readonly { department: string }[] }) =>
    sign.findings.map(({ department }) => `${sign.id} ${department}`),
  )
  assert.deepEqual(shown, ['relabelled 150200-hotline', 'closed-reopened 150105-urban-management'])
  const { rows } = (await town.anyone.call('GET', '/api/appeals/campaigns')).body
  const [{ state, population, results }] = rows
  assert.ok(rows.length === 1 && state === 'drawn' && population > 100, JSON.stringify(rows))
  assert.ok(results.waiting === 8 && results.valid > 25, JSON.stringify(results))
})

test('the demonstration has claims for money owed in every stage, one debtor named, and sums of every league', async () => {
  assert.ok((await seedArrears(town.house)) >= 7)
  assert.equal(await seedArrears(town.house), 0)
  const batu = await town.signIn('batu')
  const mine = (await batu.call('GET', '/api/appeals/arrears/claims?part=creditor')).body.rows
  assert.deepEqual(mine.map(({ stage }: { stage: string }) => stage).sort(), [
    'escalating',
    'interviewing',
    'paying',
    'settled',
  ])
  const paying = mine.find(({ stage }: { stage: string }) => stage === 'paying')
  const { owed } = (await batu.call('GET', `/api/appeals/arrears/claims/${paying.id}`)).body
  assert.ok(owed.payments.length === 1 && owed.principalLeft < 50_000_000 && owed.interest > 0, JSON.stringify(owed))
  const named = (await town.anyone.call('GET', '/api/appeals/arrears/debtors')).body.rows
  assert.equal(named.length, 1)
  const { leagues } = (await town.anyone.call('GET', '/api/appeals/arrears/totals')).body
  assert.equal(leagues.length, 12)
})

test('on a day when contracts are still under the older law the claims come to the same', async () => {
  const stages = () =>
    town.house.db.ask('select k.stage, k.published_on is not null as named from appeals.arrears_claims k order by 1')
  const now = await stages()
  for (const table of ['claims', 'ledger']) await town.house.db.ask(`delete from appeals.arrears_${table}`)
  town.setNow('2025-10-15T09:00+08:00')
  await seedArrears(town.house)
  assert.deepEqual(await stages(), now)
})
