/** 用证: who may call which licence for what, what they see of it, and that every look is written down for its holder. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { day } from '@steppe/kernels/calendar'
import { opens } from '@steppe/kernels/ledger'
import { findForm, findItem, itemCodeFor } from '#ask/catalog'
import { personOfAccount } from '#ask/registry'
import { checkLog } from '#ledger/check-log'
import type { Actor } from '#platform/actor'
import { isRefusal } from '#platform/refusals'
import { fillForm } from '#testing/fill-form'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { type Issue, issueCredential, licencePlatform } from './act.ts'
import { callLicence } from './call-licence.ts'

let town: TestInstallation
let owner: Client
let citizen: Client
let examiner: Client
const firm = '92150102MAD000019E'
const foodBusiness = '000131025001'
const why = { cause: '核对经营者身份', legalBasis: '食品经营许可和备案管理办法' }

async function give(more: Partial<Issue>): Promise<string> {
  const licence = await issueCredential(town.house, {
    type: 'business-licence',
    holder: { kind: 'firm', id: firm, name: '新城区赵强便利店（示例）', code: firm },
    department: '150102-market-regulation',
    number: firm,
    issuedOn: day('2024-01-02'),
    details: { premises: '新华东街 18 号', representative: '赵强', scope: '食品销售', capital: '1 元' },
    actor: licencePlatform,
    ...more,
  })
  assert.ok(!isRefusal(licence), JSON.stringify(licence))
  return licence.id
}

/** Applies for an item with the answers a form fills in for itself; documents are the window's matter. */
async function apply(client: Client, basicCode: string, more: Record<string, unknown> = {}) {
  const code = (await itemCodeFor(town.house, basicCode, '150102'))!
  const item = (await findItem(town.house, code))!
  const form = (await findForm(town.house, item.form))!
  const draft = (await client.call('POST', '/api/applications/drafts', { item: code, ...more })).body
  const materials = await Promise.all(
    draft.needed
      .filter((each: { needed: boolean }) => each.needed)
      .map(async (each: { id: string; name: string }) => {
        const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')
        const { body } = await client.call('POST', '/api/files?name=a.pdf', pdf, { 'content-type': 'application/pdf' })
        const file = { id: body.id, name: 'a.pdf', sha256: body.sha256, size: body.size }
        return { id: each.id, name: each.name, proof: 'upload', file }
      }),
  )
  const change = { version: draft.version, answers: fillForm(form, draft.answers), materials }
  const saved = await client.call('PATCH', `/api/applications/drafts/${draft.id}`, change)
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
  const receipt = await client.call('POST', '/api/applications', { draft: draft.id })
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  return { id: receipt.body.case as string, item: code }
}

const call = (client: Client, body: Record<string, unknown>) =>
  client.call('POST', '/api/credentials/calls', { ...why, ...body })

describe('a department calls a licence', () => {
  let food: { id: string; item: string }

  before(async () => {
    town = await testInstallation('2026-11-23T10:00+08:00')
    ;[owner, citizen, examiner] = (await Promise.all(['zhaoqiang', 'wangfang', 'examiner'].map(town.signIn))) as [
      Client,
      Client,
      Client,
    ]
    await give({})
    food = await apply(owner, foodBusiness, { firm })
  })

  test('it sees the fields its item may see and no other, and the copy says what it may be used for', async () => {
    const { body, status } = await call(examiner, { case: food.id, item: food.item, type: 'business-licence' })
    assert.equal(status, 200, JSON.stringify(body))
    assert.deepEqual(
      body.fields.map((each: { id: string }) => each.id),
      ['number', 'holderName', 'representative', 'premises', 'scope', 'status'],
    )
    assert.ok(!JSON.stringify(body).includes('1 元'), 'the capital is not of this item’s concern')
    assert.match(body.usedOnlyFor, /^仅供.+办理“食品经营许可”（150102-/)
  })

  test('the holder sees who looked, when, why and at what; nobody else does', async () => {
    const { calls } = (await owner.call('GET', '/api/credentials/calls/mine')).body
    const [look] = calls
    assert.equal(look.by, '张伟')
    assert.match(look.department, /市场监督管理局/)
    assert.equal(look.cause, why.cause)
    assert.equal(look.outcome, 'answered')
    assert.ok(look.fields.some((each: { zh: string }) => each.zh === '经营范围'))
    assert.deepEqual((await citizen.call('GET', '/api/credentials/calls/mine')).body.calls, [])
  })

  test('without a case of its own, another item, another licence: refused, and written down', async () => {
    const code = async (client: Client, body: Record<string, unknown>) => (await call(client, body)).body.code
    const right = { case: food.id, item: food.item, type: 'business-licence' }
    assert.equal(await code(await town.signIn('tax'), right), 'credentials.case_not_yours')
    assert.equal(await code(examiner, { ...right, case: '150102-20260101-0000000' }), 'cases.case_unknown')
    assert.equal(await code(examiner, { ...right, item: '000131025001' }), 'credentials.other_item')
    assert.equal(await code(examiner, { ...right, type: 'passport' }), 'credentials.item_may_not_see')
    assert.equal(await code(owner, right), 'platform.not_permitted')
    const others = await give({
      holder: { kind: 'firm', id: '91150102MAD000027C', name: '别家', code: '91150102MAD000027C' },
    })
    assert.equal(await code(examiner, { ...right, licence: others }), 'credentials.not_about_holder')
    const rows = await town.house.db.ask<{ outcome: string }>(
      "select c.outcome from credentials.calls c where c.outcome <> 'answered' order by c.at, c.id",
    )
    assert.deepEqual(rows.map((row) => row.outcome).sort(), [
      'cases.case_unknown',
      'credentials.case_not_yours',
      'credentials.item_may_not_see',
      'credentials.not_about_holder',
      'credentials.other_item',
    ])
    const { calls } = (await owner.call('GET', '/api/credentials/calls/mine')).body
    assert.ok(calls.some((each: { outcome: string }) => each.outcome === 'credentials.case_not_yours'))
  })

  test('every call is committed to and told in the outbox, and can be neither changed nor deleted', async () => {
    const rows = await town.house.db.ask<{ id: string; call: unknown; salt: Buffer; commitment: Buffer }>(
      'select c.id, c.call, c.salt, c.commitment from credentials.calls c',
    )
    assert.ok(rows.length >= 6)
    for (const row of rows) {
      assert.ok(opens(row.commitment, row.salt, row.call))
      const [fact] = await town.house.db.ask<{ data: { commitments: string[] } }>(
        "select o.data from platform.outbox o where o.subject = $1 and o.name = 'credentials.licence_called'",
        [row.id],
      )
      assert.deepEqual(fact?.data.commitments, [row.commitment.toString('hex')])
    }
    for (const sql of ["update credentials.calls set cause = ''", 'delete from credentials.calls'])
      await assert.rejects(town.house.db.ask(sql), /appended and never changed/)
  })

  test('a call, an act of a licence and a licence that whoever owns the database changed are named by the check of the log', async () => {
    await town.settle()
    const said = async () =>
      (await checkLog(town.house)).findings.map(({ kind, subject }) => `${kind} ${subject}`).sort()
    assert.deepEqual(await said(), [])
    const [of] = await town.house.db.ask<{ call: string; licence: string }>(
      "select c.id as call, c.licence from credentials.calls c where c.outcome = 'answered' limit 1",
    )
    const { call, licence } = of!
    const edit = (sql: string) =>
      town.house.db.script(`set session_replication_role = replica; ${sql}; set session_replication_role = default`)
    await edit(`update credentials.calls set cause = '别的事由' where id = '${call}';
      update credentials.licences set status = 'revoked' where id = '${licence}'`)
    assert.deepEqual(await said(), [`act_changed ${call} 1`, `state_changed ${licence} 1`])
    await edit(`delete from credentials.calls where id = '${call}';
      update credentials.licences set status = 'valid', holder_name = '别人' where id = '${licence}'`)
    assert.deepEqual(await said(), [`act_missing ${call} 1`, `state_changed ${licence} 1`])
    await edit(
      `update credentials.acts set act = jsonb_set(act, '{issued,holderName}', '"别人"') where licence = '${licence}'`,
    )
    assert.deepEqual(await said(), [`act_changed ${licence} 1`, `act_missing ${call} 1`])
    await edit(`update credentials.acts set act = jsonb_set(act, '{issued,holderName}', '"新城区赵强便利店（示例）"') where licence = '${licence}';
      update credentials.licences set holder_name = '新城区赵强便利店（示例）', status_index = status_index + 1 where id = '${licence}'`)
    assert.deepEqual(await said(), [`act_missing ${call} 1`, `state_changed ${licence} 1`])
    await edit(`update credentials.licences set status_index = status_index - 1 where id = '${licence}'`)
    assert.deepEqual(await said(), [`act_missing ${call} 1`])
  })

  test('a case that is over opens no licence any more', async () => {
    const { seq } = (await owner.call('GET', `/api/cases/${food.id}`)).body
    const deed = { kind: 'withdraw', reason: '不办了' }
    await owner.call('POST', `/api/cases/${food.id}/acts`, { after: seq, deed })
    const { body } = await call(examiner, { case: food.id, item: food.item, type: 'business-licence' })
    assert.equal(body.code, 'credentials.case_over')
  })

  test('where the law wants it the holder is asked first; a no stands, a yes opens the fields for this case alone until it is taken back', async () => {
    const [account] = await town.house.db.ask<{ id: string }>(
      "select a.id from registry.accounts a where a.login = 'wangfang'",
    )
    const person = (await personOfAccount(town.house, account!.id))!
    await give({
      type: 'disability-certificate',
      holder: { kind: 'person', id: person.id, name: person.name, code: person.idNumber },
      department: '150102-disabled-federation',
      number: '15010219900312020243',
    })
    const { id, item } = await apply(citizen, (await findAllowance())!)
    const { department } = (await town.house.engine.load(id))!
    const staff: Actor = { kind: 'staff', id: 'staff-x', name: '某科员', grants: [{ role: 'examiner', department }] }
    const look = () => callLicence(town.house, staff, { ...why, case: id, item, type: 'disability-certificate' })
    const first = await look()
    assert.ok(isRefusal(first) && first.code === 'credentials.authorisation_asked', JSON.stringify(first))
    const [asked, ...more] = (await citizen.call('GET', '/api/credentials/authorisations')).body.authorisations
    assert.equal(more.length, 0, 'asking again asks once')
    assert.equal(asked.cause, why.cause)
    const path = `/api/credentials/authorisations/${asked.id}/answer`
    assert.equal((await owner.call('POST', path, { answer: 'given' })).body.code, 'credentials.authorisation_unknown')
    assert.equal((await citizen.call('POST', path, { answer: 'given' })).body.answer, 'given')
    assert.equal((await citizen.call('POST', path, { answer: 'given' })).body.code, 'credentials.authorisation_unknown')
    const second = await look()
    assert.ok(!isRefusal(second), JSON.stringify(second))
    assert.ok(!JSON.stringify(second).includes(person.idNumber), 'the identity number is not among the fields')
    const other = await apply(citizen, (await findAllowance())!)
    const third = await callLicence(town.house, staff, { ...why, case: other.id, item, type: 'disability-certificate' })
    assert.ok(isRefusal(third) && third.code === 'credentials.authorisation_asked', 'another case asks anew')
    assert.equal((await citizen.call('POST', path, { answer: 'refused' })).body.answer, 'refused')
    const fourth = await look()
    assert.ok(isRefusal(fourth) && fourth.code === 'credentials.authorisation_refused', 'a yes may be taken back')
    await town.settle()
    const own = (await checkLog(town.house)).findings.filter((each) => each.subject.startsWith(asked.id))
    assert.deepEqual(own, [], 'the yes and its withdrawal both stand in the log')
  })

  test('whoever calls too often, or too often in vain, is stopped, and free again after an hour', async () => {
    const nosy: Actor = {
      kind: 'staff',
      id: 'nosy',
      name: '某人',
      grants: [{ role: 'examiner', department: '150102-tax' }],
    }
    const wish = { ...why, case: food.id, item: food.item, type: 'business-licence' }
    for (let i = 0; i < 40; i++) {
      const refused = await callLicence(town.house, nosy, wish)
      assert.ok(isRefusal(refused) && refused.code === 'credentials.case_not_yours')
    }
    const stopped = await callLicence(town.house, nosy, wish)
    assert.ok(isRefusal(stopped) && stopped.code === 'credentials.too_many_calls')
    town.setNow('2026-11-23T11:01+08:00')
    const again = await callLicence(town.house, nosy, wish)
    assert.ok(isRefusal(again) && again.code === 'credentials.case_not_yours')
  })
})

/** The basic code of an item whose material is a certificate of disability. */
async function findAllowance(): Promise<string | undefined> {
  const [row] = await town.house.db.ask<{ code: string }>(
    "select b.code from catalog.basic_items b where b.body::text like '%\"credential\": \"disability-certificate\"%' and b.body -> 'result' ->> 'credential' is null limit 1",
  )
  return row?.code
}
