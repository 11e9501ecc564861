/** People are told what happens to their cases, once, and only they. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { findForm, findItem, itemCodeFor } from '#ask/catalog'
import { fillForm } from '#testing/fill-form'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { tellPeopleSubscriber } from '../../journeys/tell-people.ts'

let town: TestInstallation
let owner: Client
let id: string

const foodBusiness = '000131025001'
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

async function apply(): Promise<string> {
  const code = (await itemCodeFor(town.house, foodBusiness, '150102'))!
  const form = (await findForm(town.house, (await findItem(town.house, code))!.form))!
  const { body: draft } = await owner.call('POST', '/api/applications/drafts', { item: code })
  const materials = []
  for (const each of draft.needed.filter((one: { needed: boolean }) => one.needed)) {
    const name = `${each.id}.pdf`
    const { body } = await owner.call('POST', `/api/files?name=${name}`, pdf, { 'content-type': 'application/pdf' })
    materials.push({
      id: each.id,
      name: each.name,
      proof: 'upload',
      file: { id: body.id, name, sha256: body.sha256, size: body.size },
    })
  }
  const change = { version: draft.version, answers: fillForm(form, draft.answers), materials }
  assert.equal((await owner.call('PATCH', `/api/applications/drafts/${draft.id}`, change)).status, 200)
  return (await owner.call('POST', '/api/applications', { draft: draft.id })).body.case
}

async function act(login: string, deed: Record<string, unknown>) {
  const client = await town.signIn(login)
  const { seq, tasks } = (await client.call('GET', `/api/cases/${id}`)).body
  const done = await client.call('POST', `/api/cases/${id}/acts`, { after: seq, deed: { task: tasks[0]?.id, ...deed } })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  await town.settle()
}

async function told(client = owner, language = 'zh-CN') {
  const answer = await client.call('GET', '/api/messages', undefined, { 'accept-language': language })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body
}

before(async () => {
  town = await testInstallation('2026-11-23T10:00+08:00')
  owner = await town.signIn('wangfang')
  id = await apply()
  await town.settle()
})

test('a correction that is asked is told with its last day, and counted as unread until it is read', async () => {
  await act('clerk', { kind: 'request_correction', items: ['平面图缺少尺寸'], by: '2026-12-10' })
  const { messages, unread } = await told()
  assert.equal(unread, 1)
  assert.deepEqual([messages[0].kind, messages[0].case, messages[0].day], ['correcting', id, '2026-12-10'])
  assert.match((await told(owner, 'en')).messages[0].title, /^[A-Z][^（]+\(/)
  assert.deepEqual((await owner.call('POST', '/api/messages/read')).body, { unread: 0 })
  assert.equal((await told()).messages[0].unread, false)
})

test('nobody else reads it, and without a session there is nothing', async () => {
  assert.deepEqual((await told(await town.signIn('zhaoqiang'))).messages, [])
  assert.equal((await town.anyone.call('GET', '/api/messages')).status, 401)
})

test('acceptance, a stopped clock, an extension and the decision are told in their order', async () => {
  const { seq: after } = (await owner.call('GET', `/api/cases/${id}`)).body
  const supply = (more: object) =>
    owner.call('POST', `/api/cases/${id}/acts`, { after, deed: { kind: 'supply_correction', answers: {}, ...more } })
  const nowhere = { id: 'never-uploaded', name: 'a.pdf', sha256: '00', size: 1 }
  const strange = await supply({ materials: [{ id: 'plan', name: '平面图', proof: 'upload', file: nowhere }] })
  assert.equal(strange.body.code, 'platform.file_unknown')
  await supply({})
  await act('clerk', { kind: 'complete', outcome: 'accept' })
  await act('examiner', { kind: 'pause', task: undefined, procedure: 'site_check', reason: '现场核查' })
  await act('examiner', { kind: 'resume', task: undefined, result: '符合要求' })
  await act('approver', { kind: 'extend', task: undefined, reason: '案情复杂', term: { length: 3, unit: 'wd' } })
  await act('examiner', { kind: 'complete', outcome: 'pass' })
  await act('approver', { kind: 'complete', outcome: 'approve', opinion: '准予' })
  const { messages, unread } = await told()
  assert.deepEqual(
    messages.map((message: { kind: string }) => message.kind),
    ['approved', 'extended', 'resumed', 'paused', 'accepted', 'correcting'],
  )
  assert.equal(unread, 5)
  const due = (await owner.call('GET', `/api/cases/${id}`)).body.clock.due
  assert.equal(messages[1].day, due)
})

test('a colleague whose signature is asked is told', async () => {
  await act('clerk', { kind: 'add_signer', signers: ['demo-examiner'], mode: 'before', reason: '请核对' })
  const { messages } = await told(await town.signIn('examiner'))
  assert.deepEqual([messages[0].kind, messages[0].case], ['signature_asked', id])
})

test('facts heard a second time tell nothing twice', async () => {
  const count = (await told()).messages.length
  await town.house.db.ask("update platform.subscribers set position = 0 where name = 'journeys.tell_people'")
  await town.settle()
  assert.equal((await told()).messages.length, count)
  assert.equal(tellPeopleSubscriber(town.house).name, 'journeys.tell_people')
})
