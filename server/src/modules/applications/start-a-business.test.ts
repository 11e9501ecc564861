/** 企业开办一件事 through the public API: at night without a person, and with a person where the rule wants one. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { checkCreditCode } from '@steppe/kernels/codes'
import { registerFirm } from '#act/registry'
import { itemCodeFor } from '#ask/catalog'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { traderAnswers } from '#testing/trader-answers'
import { applicationServices } from './services.ts'

let town: TestInstallation
let citizen: Client
let item: string

const answers = traderAnswers('新城区草原香餐馆')

async function handIn(changes: Record<string, unknown> = {}) {
  const draft = (await citizen.call('POST', '/api/applications/drafts', { item })).body
  assert.equal(typeof draft.id, 'string', JSON.stringify(draft))
  const saved = await citizen.call('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: draft.version,
    answers: { ...answers, ...changes },
    promise: true,
  })
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
  return citizen.call('POST', '/api/applications', { draft: draft.id })
}

describe('starting a business as one thing', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T23:30+08:00')
    citizen = await town.signIn('wangfang')
    item = (await itemCodeFor(town.house, '001031001000', '150102'))!
  })

  test('late at night a registration that the rules allow is approved at once, without a person, and its parts run side by side', async () => {
    const receipt = await handIn()
    assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
    assert.equal(receipt.body.decidedAtOnce, true)
    const view = (await citizen.call('GET', `/api/cases/${receipt.body.case}`)).body
    assert.equal(view.status, 'decided')
    assert.equal(view.outcome, 'approved')
    assert.deepEqual(view.tasks.map((task: { part: string }) => task.part).sort(), ['invoices', 'seal'])
    assert.match(view.results[0].number, /^92150102MA[0-9A-Z]{8}$/)
    await town.settle()
    const firm = (await town.anyone.call('GET', `/api/registry/firms/${view.results[0].number}`)).body
    assert.equal(firm.name, answers.tradeName, 'the new firm is on the register')
  })

  test('a credit code that a firm bears already is not given again', async () => {
    const { house } = town
    const receipt = await handIn({ tradeName: '新城区第一家面馆' })
    const state = (await house.engine.load(receipt.body.case))!
    const issue = applicationServices(house).issue_business_licence!
    const first = await issue(state, house.clock.now())
    assert.deepEqual(await issue(state, house.clock.now()), first, 'asked again before anything is registered')
    const firm = { code: String(first.creditCode), name: '先到的一家', region: '150102' }
    assert.deepEqual(await registerFirm(house, firm), { outcome: 'added' })
    const next = await issue(state, house.clock.now())
    assert.ok(checkCreditCode(String(next.creditCode)).ok)
    assert.notEqual(next.creditCode, first.creditCode)
    await town.settle()
  })

  test('a name that is taken goes to a person, with the reason', async () => {
    const receipt = await handIn({ tradeName: '新城区赵强便利店（示例）' })
    assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
    assert.equal(receipt.body.decidedAtOnce, false)
    const view = (await citizen.call('GET', `/api/cases/${receipt.body.case}`)).body
    assert.equal(view.tasks[0].action, 'accept')
    assert.match(view.findings.start_up_decision.reason, /名称与已登记的企业相同/)
  })

  for (const [what, change, reason] of [
    ['somebody else’s name and number', { operatorName: '李四' }, /不是申请人本人/],
    ['premises elsewhere', { address: { region: '150203', line: '钢铁大街 9 号' } }, /不在本登记机关辖区/],
    ['a name with 国家 in it', { tradeName: '新城区国家小馆' }, /须从严审核/],
  ] as const)
    test(`${what} go to a person, with the reason`, async () => {
      const receipt = await handIn({ tradeName: '新城区要人看小馆', ...change })
      assert.equal(receipt.body.decidedAtOnce, false, JSON.stringify(receipt.body))
      const view = (await citizen.call('GET', `/api/cases/${receipt.body.case}`)).body
      assert.match(view.findings.start_up_decision.reason, reason)
    })

  test('an incomplete form is refused with the first thing to mend, and no case is opened', async () => {
    const [before] = await town.house.db.ask<{ count: number }>('select count(*)::int as count from cases.cases')
    const receipt = await handIn({ contactPhone: '138' })
    assert.equal(receipt.status, 422)
    assert.equal(receipt.body.code, 'applications.form_incomplete')
    const [after] = await town.house.db.ask<{ count: number }>('select count(*)::int as count from cases.cases')
    assert.equal(after!.count, before!.count)
  })

  test('a draft handed in twice, even under different keys, opens one case', async () => {
    const draft = (await citizen.call('POST', '/api/applications/drafts', { item })).body
    await citizen.call('PATCH', `/api/applications/drafts/${draft.id}`, {
      version: draft.version,
      answers,
      promise: true,
    })
    const receipts = await Promise.all(
      ['key-one-1', 'key-two-2', 'key-one-1'].map((key) =>
        citizen.call('POST', '/api/applications', { draft: draft.id }, { 'idempotency-key': key }),
      ),
    )
    assert.deepEqual(
      receipts.map((each) => each.status),
      [200, 200, 200],
    )
    assert.equal(new Set(receipts.map((each) => each.body.case)).size, 1)
  })

  test('the departments do their parts, the window delivers, and the citizen rates the case once', async () => {
    town.setNow('2026-11-24T09:30+08:00')
    const { body: receipt } = await handIn({ tradeName: '新城区另一家餐馆' })
    const act = async (login: string, part: string) => {
      const staff = await town.signIn(login)
      const view = (await staff.call('GET', `/api/cases/${receipt.case}`)).body
      const task = view.tasks.find(
        (each: { part?: string; action: string }) => each.part === part || each.action === part,
      )
      return staff.call('POST', `/api/cases/${receipt.case}/acts`, {
        after: view.seq,
        deed: { kind: 'complete', task: task.id, outcome: part === 'deliver' ? 'delivered' : 'done' },
      })
    }
    assert.equal((await act('police', 'seal')).status, 200)
    assert.equal((await act('tax', 'invoices')).status, 200)
    const delivered = await act('clerk', 'deliver')
    assert.equal(delivered.body.status, 'closed', JSON.stringify(delivered.body))
    const rating = { case: receipt.case, grade: 5, reasons: ['slow'], text: '印章等了两天' }
    const rated = await citizen.call('POST', '/api/evaluation/ratings', rating)
    assert.equal(rated.status, 200, JSON.stringify(rated.body))
    assert.equal((await citizen.call('POST', '/api/evaluation/ratings', rating)).body.code, 'cases.already_rated')
    await town.settle()
    const follow = (await (await town.signIn('clerk')).call('GET', `/api/cases/${rated.body.followUp.case}`)).body
    assert.equal(follow.kind, 'bad-review')
    assert.equal(follow.clock.term.length, 15)
    assert.equal(follow.tasks[0].action, 'contact')
  })
})
