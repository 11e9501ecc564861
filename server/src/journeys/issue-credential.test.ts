/** From decision to licence, and from a broken promise to its fall. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { findHeld } from '#ask/applications'
import { itemCodeFor } from '#ask/catalog'
import { findOfCase } from '#ask/credentials'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { traderAnswers } from '#testing/trader-answers'
import { licenceSubscriber } from './issue-credential.ts'

let town: TestInstallation
let citizen: Client

/** A sole trader registered at night on a promise: decided at once. */
async function startUp(tradeName: string): Promise<string> {
  const item = (await itemCodeFor(town.house, '001031001000', '150102'))!
  const draft = (await citizen.call('POST', '/api/applications/drafts', { item })).body
  const change = { version: draft.version, answers: traderAnswers(tradeName, ['seal']), promise: true }
  await citizen.call('PATCH', `/api/applications/drafts/${draft.id}`, change)
  const receipt = await citizen.call('POST', '/api/applications', { draft: draft.id })
  assert.equal(receipt.body.decidedAtOnce, true, JSON.stringify(receipt.body))
  await town.settle()
  return receipt.body.case
}

describe('a licence from a decision', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T23:30+08:00')
    citizen = await town.signIn('wangfang')
  })

  test('the firm that was registered holds its licence, and whoever founded it sees it among their own', async () => {
    const id = await startUp('新城区证照小馆')
    const [licence, ...more] = await findOfCase(town.house, id)
    assert.equal(more.length, 0)
    assert.equal(licence?.type, 'business-licence')
    assert.equal(licence?.holderName, '新城区证照小馆')
    assert.equal(licence?.number, licence?.holder, 'its number is the credit code')
    assert.equal(licence?.details.scope, '餐饮服务')
    assert.match(String(licence?.details.premises), /新城区新华东街 18 号/)
    assert.equal(licence?.details.entityKind, '个体工商户')
    const mine = (await citizen.call('GET', '/api/credentials/mine')).body.licences
    assert.ok(mine.some((each: { id: string }) => each.id === licence?.id))
    for (const paper of [`cases/${id}/decision`, `licences/${licence?.id}`])
      assert.match((await citizen.call<string>('GET', `/api/seals/${paper}`)).body, /^%PDF/)
    const other = (await (await town.signIn('zhaoqiang')).call('GET', '/api/credentials/mine')).body.licences
    assert.ok(!other.some((each: { id: string }) => each.id === licence?.id))
  })

  test('told twice, the same case gives one licence', async () => {
    const id = await startUp('新城区两次小馆')
    const fact = { position: 0, name: 'cases.status_changed', league: '150100', subject: id, data: { to: 'decided' } }
    await licenceSubscriber(town.house).handle({ ...fact, at: new Date() })
    assert.equal((await findOfCase(town.house, id)).length, 1)
  })

  test('a promise found untrue takes the licence away, and it proves nothing any more', async () => {
    const id = await startUp('新城区失信小馆')
    town.setNow('2026-11-25T10:00+08:00')
    const approver = await town.signIn('approver')
    const { seq } = (await approver.call('GET', `/api/cases/${id}`)).body
    const deed = { kind: 'check_promise', kept: false, opinion: '住所不存在' }
    const done = await approver.call('POST', `/api/cases/${id}/acts`, { after: seq, deed })
    assert.equal(done.body.status, 'revoked', JSON.stringify(done.body))
    await town.settle()
    const [licence] = await findOfCase(town.house, id)
    assert.equal(licence?.status, 'revoked')
    const [last] = await town.house.db.ask<{ act: { reason: string; legalBasis: string; actor: { name: string } } }>(
      'select a.act from credentials.acts a where a.licence = $1 order by a.seq desc limit 1',
      [licence?.id],
    )
    assert.match(last!.act.reason, /住所不存在/)
    assert.equal(last!.act.legalBasis, '行政许可法第六十九条第二款')
    assert.equal(last!.act.actor.name, '刘敏', 'who found it signs')
    const [account] = await town.house.db.ask<{ id: string }>(
      "select a.id from registry.accounts a where a.login = 'wangfang'",
    )
    const held = await findHeld(town.house, { kind: 'firm', id: licence!.holder, account: account!.id })
    assert.doesNotMatch(held.get('business-licence')?.zh ?? '', /电子证照库/)
    town.setNow('2026-11-23T23:30+08:00')
  })
})
