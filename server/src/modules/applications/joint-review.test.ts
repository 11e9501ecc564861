/** 联合办理: one office takes the application in, each of the others gives its opinion at the same time, a colleague signs, one answer goes out. Source: 行政许可法 art. 26(2). */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { findForm, findItem, itemCodeFor } from '#ask/catalog'
import { fillForm } from '#testing/fill-form'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

const utilities = '001017001000'
const window = '150102-service-window'
const offices = ['power', 'water-supply', 'gas', 'heating'].map((kind) => `150102-${kind}`)
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

let town: TestInstallation
let owner: Client
let id: string

async function apply(): Promise<string> {
  const code = (await itemCodeFor(town.house, utilities, '150102'))!
  const item = (await findItem(town.house, code))!
  assert.equal(item.process, 'joint-review')
  const form = (await findForm(town.house, item.form))!
  const draft = (await owner.call('POST', '/api/applications/drafts', { item: code })).body
  const materials = []
  for (const each of draft.needed.filter((one: { needed: boolean }) => one.needed)) {
    const name = `${each.id}.pdf`
    const { body } = await owner.call('POST', `/api/files?name=${name}`, pdf, { 'content-type': 'application/pdf' })
    const file = { id: body.id, name, sha256: body.sha256, size: body.size }
    materials.push({ id: each.id, name: each.name, proof: 'upload', file })
  }
  const change = { version: draft.version, answers: fillForm(form, draft.answers), materials }
  assert.equal((await owner.call('PATCH', `/api/applications/drafts/${draft.id}`, change)).status, 200)
  const receipt = await owner.call('POST', '/api/applications', { draft: draft.id })
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  return receipt.body.case
}

interface Task {
  readonly id: string
  readonly department: string
  readonly name: string
}

const view = async () => (await owner.call('GET', `/api/cases/${id}`)).body
/** What a person does with the open step of an office. */
async function does(login: string, department: string, deed: Record<string, unknown>) {
  const { tasks, seq } = await view()
  const task = tasks.find((each: Task) => each.department === department)
  const client = await town.signIn(login)
  return client.call('POST', `/api/cases/${id}/acts`, { after: seq, deed: { task: task?.id ?? 't0', ...deed } })
}
const complete = (outcome: string, opinion = '同意。') => ({ kind: 'complete', outcome, opinion })

describe('a joint review', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T10:00+08:00')
    owner = await town.signIn('wangfang')
    id = await apply()
  })

  test('a draft is there until it is thrown away', async () => {
    const item = (await itemCodeFor(town.house, utilities, '150102'))!
    const begun = (await owner.call('POST', '/api/applications/drafts', { item })).body
    const draft = `/api/applications/drafts/${begun.id}`
    assert.equal((await owner.call('GET', draft)).body.item, item)
    const stranger = await town.signIn('zhaoqiang')
    const name = 'a.pdf'
    const { body } = await stranger.call('POST', `/api/files?name=${name}`, pdf, { 'content-type': 'application/pdf' })
    const file = { id: body.id, name, sha256: body.sha256, size: body.size }
    const saves = async (material: object) =>
      (await owner.call('PATCH', draft, { version: begun.version, materials: [{ id: 'x', name, ...material }] })).body
    assert.equal((await saves({ proof: 'upload', file })).code, 'applications.file_unknown', 'another uploaded it')
    assert.equal((await saves({ proof: 'credential' })).code, 'platform.malformed', 'only the platform finds licences')
    assert.equal((await owner.call('DELETE', draft)).status, 200)
    assert.equal((await owner.call('GET', draft)).status, 404)
  })

  test('once accepted it is owed by all four offices at once, each in its own inbox', async () => {
    assert.equal((await does('clerk', window, complete('accept'))).status, 200)
    const { tasks } = await view()
    assert.deepEqual(tasks.map((task: Task) => task.department).sort(), offices.toSorted())
    const draft = `/api/cases/${id}/draft`
    const half = { task: tasks[0].id, opinion: '现场' }
    const [one, other] = await Promise.all(['power', 'gas'].map((kind) => town.signIn(`150102-${kind}.examiner`)))
    assert.equal((await one!.call('PUT', draft, half)).status, 200)
    assert.deepEqual((await one!.call('GET', draft)).body, half)
    assert.equal((await other!.call('GET', draft)).body, null, 'nobody else sees what is half written')
    for (const office of offices) {
      const inbox = (await (await town.signIn(`${office}.examiner`)).call('GET', '/api/inbox')).body.rows
      assert.ok(inbox.some((row: { case: string }) => row.case === id))
    }
  })

  test('a file is opened by who uploaded it and in a case they may see, by nobody else', async () => {
    const file = (await view()).materials.find((each: { file?: object }) => each.file).file.id
    const opens = async (login: string, url: string) => {
      const { body } = await (await town.signIn(login)).call('GET', url)
      return body.code ?? body
    }
    const ofCase = `/api/cases/${id}/files/${file}`
    assert.equal(await opens('wangfang', `/api/files/${file}`), String(pdf))
    assert.equal(await opens('clerk', ofCase), String(pdf))
    assert.equal(await opens('clerk', `/api/files/${file}`), 'platform.file_unknown', 'staff open it by the case')
    assert.equal(await opens('clerk', `/api/cases/${id}/files/another`), 'platform.file_unknown')
    assert.equal(await opens('supervisor', ofCase), 'platform.file_unknown')
    assert.equal(await opens('tax', ofCase), 'cases.not_yours')
  })

  test('no office speaks for another, and the lead does not decide before all have spoken', async () => {
    const refused = await does('150102-power.examiner', '150102-gas', complete('pass'))
    assert.equal(refused.body.code, 'cases.other_department')
    for (const office of offices.slice(0, 3))
      assert.equal((await does(`${office}.examiner`, office, complete('pass', `${office}：具备接入条件`))).status, 200)
    assert.deepEqual(
      (await view()).tasks.map((task: Task) => task.department),
      offices.slice(3),
    )
    await does(`${offices[3]}.examiner`, offices[3]!, complete('fail', '管网容量不足，建议分期接入'))
    const { tasks } = await view()
    assert.deepEqual(
      tasks.map((task: Task) => [task.department, task.name]),
      [[window, '汇总意见']],
    )
  })

  test('the opinions stand in the trail with who gave them, and in what the process learnt', async () => {
    const { acts } = (await owner.call('GET', `/api/cases/${id}/trail`)).body
    const opinions = acts.filter((act: { deed: { step?: string } }) => act.deed.step === '联合审查')
    assert.equal(opinions.length, 4)
    assert.equal(opinions.filter((act: { deed: { outcome: string } }) => act.deed.outcome === 'fail').length, 1)
    const state = (await town.house.engine.load(id))!
    assert.deepEqual((state.marking.variables.opinions as { outcome: string }[]).map((each) => each.outcome).sort(), [
      'fail',
      'pass',
      'pass',
      'pass',
    ])
  })

  test('the lead adds a signer before its answer; nothing goes on until the colleague has signed', async () => {
    const lead = await town.signIn(`${window}.examiner`)
    const colleagues = (await lead.call('GET', `/api/cases/${id}/colleagues`)).body
    const gas = colleagues.find(
      (each: { department: string; role: string }) => each.department === '150102-gas' && each.role === 'examiner',
    )
    assert.ok(gas, JSON.stringify(colleagues).slice(0, 300))
    const added = { kind: 'add_signer', signers: [gas.id], mode: 'before', reason: '请燃气公司会签' }
    assert.equal((await does(`${window}.examiner`, window, added)).status, 200)
    const { kind, why } = (await lead.call('GET', `/api/cases/${id}/acts/allowed`)).body.find(
      (each: { kind: string }) => each.kind === 'complete',
    )
    assert.equal(why.title, '流程不允许这样做（还有会签人没有签署）', kind)
    const { acts } = (await lead.call('GET', `/api/cases/${id}/trail`)).body
    assert.deepEqual(acts.at(-1).deed.signerNames, [gas.name])
    const signers = async () => (await view()).tasks[0].signers
    assert.deepEqual(await signers(), [{ name: gas.name }], 'asked, and not yet signed')
    const early = await does(`${window}.examiner`, window, complete('pass'))
    assert.equal(early.body.title, '流程不允许这样做（还有会签人没有签署）')
    const signs = { kind: 'sign', agree: true, opinion: '同意分期接入' }
    const signed = await does('150102-gas.examiner', window, signs)
    assert.equal(signed.status, 200, JSON.stringify(signed.body))
    assert.deepEqual(await signers(), [{ name: gas.name, agree: true }])
    assert.equal((await does(`${window}.examiner`, window, complete('pass'))).status, 200)
  })

  test('the lead decides for all, and one answer is delivered', async () => {
    assert.equal((await does(`${window}.approver`, window, complete('approve'))).body.status, 'decided')
    assert.equal((await does('clerk', window, complete('delivered'))).body.status, 'closed')
  })
})
