/** Any item without a process of its own runs the standard one: correction, special procedure, return, decision, delivery; across regions too. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Day } from '@steppe/kernels/calendar'
import { issueCredential, licencePlatform } from '#act/credentials'
import { findForm, findItem, itemCodeFor } from '#ask/catalog'
import { findCredential, findOfCase } from '#ask/credentials'
import { isRefusal } from '#platform/refusals'
import { fillForm } from '#testing/fill-form'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

let town: TestInstallation
let owner: Client
let clerk: Client
let examiner: Client
let approver: Client

const foodBusiness = '000131025001'
const trader = '92150102MAD000019E'

/** A small PDF. */
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

async function upload(client: Client, name: string) {
  const file = await client.call('POST', `/api/files?name=${encodeURIComponent(name)}`, pdf, {
    'content-type': 'application/pdf',
  })
  assert.equal(file.status, 200, JSON.stringify(file.body))
  const { id, sha256, size } = file.body
  return { id, name, sha256, size }
}

/** Applies for an item in a region with everything that is asked. */
async function apply(client: Client, basicCode: string, region: string, more: Record<string, unknown> = {}) {
  const code = (await itemCodeFor(town.house, basicCode, region))!
  const item = (await findItem(town.house, code))!
  const form = (await findForm(town.house, item.form))!
  const begun = await client.call('POST', '/api/applications/drafts', { item: code, ...more })
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const draft = begun.body
  const answers = fillForm(form, draft.answers)
  const materials = await Promise.all(
    draft.needed
      .filter((each: { needed: boolean }) => each.needed)
      .map(async (each: { id: string; name: string }) => ({
        id: each.id,
        name: each.name,
        proof: 'upload',
        file: await upload(client, `${each.id}.pdf`),
      })),
  )
  const saved = await client.call('PATCH', `/api/applications/drafts/${draft.id}`, {
    version: draft.version,
    answers,
    materials,
  })
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
  const receipt = await client.call('POST', '/api/applications', { draft: draft.id })
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  return receipt.body
}

async function act(client: Client, id: string, deed: Record<string, unknown>) {
  const view = (await client.call('GET', `/api/cases/${id}`)).body
  const task =
    deed.task === undefined && view.tasks?.length === 1 && taskDeeds.includes(String(deed.kind))
      ? { task: view.tasks[0].id }
      : {}
  return client.call('POST', `/api/cases/${id}/acts`, { after: view.seq, deed: { ...task, ...deed } })
}
const taskDeeds = ['complete', 'request_correction', 'return', 'delegate', 'add_signer', 'sign', 'accept_with_missing']

/** Sessions end after half a day of the installation's clock. */
async function signAllIn(): Promise<void> {
  ;[owner, clerk, examiner, approver] = (await Promise.all(
    ['zhaoqiang', 'clerk', 'examiner', 'approver'].map(town.signIn),
  )) as [Client, Client, Client, Client]
}

describe('a standard case', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T10:00+08:00')
    await signAllIn()
  })

  test('the guide says what this person must bring and what is held already', async () => {
    const code = (await itemCodeFor(town.house, foodBusiness, '150102'))!
    const stranger = (await town.anyone.call('GET', `/api/applications/guide?item=${code}`)).body
    const known = (await owner.call('GET', `/api/applications/guide?item=${code}&firm=92150102MAD000019E`)).body
    assert.ok(known.held > stranger.held, `${known.held} held of a registered firm, ${stranger.held} of a stranger`)
    assert.ok(known.materials.some((each: { heldAs?: string }) => each.heldAs?.includes('92150102MAD000019E')))
  })

  test('from application through correction, special procedure, return, decision and delivery', async () => {
    const { case: id, saved } = await apply(owner, foodBusiness, '150102', { firm: '92150102MAD000019E' })
    assert.ok(saved.materials > 0)
    assert.equal(
      (await act(clerk, id, { kind: 'request_correction', items: ['平面图缺少尺寸'], by: '2026-12-10' })).body.status,
      'correcting',
    )
    assert.equal(
      (
        await act(owner, id, {
          kind: 'supply_correction',
          answers: {},
          materials: [{ id: 'floor-plan', name: '平面图', proof: 'upload', file: await upload(owner, 'plan.pdf') }],
        })
      ).body.status,
      'received',
    )
    const accepted = await act(clerk, id, { kind: 'complete', outcome: 'accept' })
    assert.equal(accepted.body.status, 'accepted', JSON.stringify(accepted.body))
    assert.equal(accepted.body.due, '2026-11-30')
    assert.equal((await act(examiner, id, { kind: 'pause', procedure: 'site_check', reason: '现场核查' })).status, 200)
    town.setNow('2026-11-25T10:00+08:00')
    await signAllIn()
    assert.equal((await act(examiner, id, { kind: 'resume', result: '现场符合要求' })).status, 200)
    const plan = (await examiner.call('GET', `/api/cases/${id}`)).body.materials.find(
      (each: { id: string }) => each.id === 'floor-plan',
    )
    assert.equal((await examiner.call<string>('GET', `/api/cases/${id}/files/${plan.file.id}`)).body, String(pdf))
    const callable = (await examiner.call('GET', `/api/credentials/callable?case=${id}`)).body
    assert.ok(callable.materials.length > 0)
    assert.equal((await act(examiner, id, { kind: 'complete', outcome: 'pass' })).status, 200)
    const mine = (await examiner.call('GET', `/api/cases/${id}/acts/allowed`)).body.find(
      (each: { kind: string }) => each.kind === 'take_back',
    )
    assert.deepEqual(
      mine.choices.map((each: { value: string }) => each.value),
      ['examine'],
      'who passed it on may take it back',
    )
    assert.equal(
      (
        await examiner.call('POST', `/api/cases/${id}/acts`, {
          after: (await examiner.call('GET', `/api/cases/${id}`)).body.seq,
          deed: { kind: 'take_back', node: 'examine', reason: '漏填意见' },
        })
      ).status,
      200,
    )
    assert.equal((await act(examiner, id, { kind: 'complete', outcome: 'pass' })).status, 200)
    assert.equal((await act(approver, id, { kind: 'return', to: 'examine', reason: '补充核查照片' })).status, 200)
    assert.equal((await act(examiner, id, { kind: 'complete', outcome: 'pass' })).status, 200)
    assert.equal((await act(approver, id, { kind: 'complete', outcome: 'approve' })).body.status, 'decided')
    assert.equal((await act(clerk, id, { kind: 'complete', outcome: 'delivered' })).body.status, 'closed')
    const view = (await owner.call('GET', `/api/cases/${id}`)).body
    assert.equal(view.results.length, 1)
    const trail = (await owner.call('GET', `/api/cases/${id}/trail`)).body
    assert.equal(trail.acts.length, view.seq)
    const diagram = (await owner.call('GET', `/api/cases/${id}/diagram`)).body
    const unfinished = diagram.positions.filter((each: { state: string }) => each.state !== 'done')
    assert.ok(diagram.positions.length > 0 && unfinished.length === 0)
  })

  test('what is not allowed says why, and whoever is not concerned sees nothing', async () => {
    const { case: id } = await apply(owner, foodBusiness, '150102', { firm: '92150102MAD000019E' })
    const allowed = (await examiner.call('GET', `/api/cases/${id}/acts/allowed`)).body
    const complete = allowed.find((each: { kind: string }) => each.kind === 'complete')
    assert.equal(complete.allowed, false)
    assert.equal(complete.why.code, 'cases.other_role')
    assert.deepEqual(
      [complete.why.title, complete.why.en.title].map((each) => /窗口人员|Window clerk/.exec(each)?.[0]),
      ['窗口人员', 'Window clerk'],
    )
    const tolerant = { kind: 'accept_with_missing', by: '2026-12-04', opinion: '请后补' }
    const wrong = await act(clerk, id, { ...tolerant, materials: ['id-card'] })
    assert.match(wrong.body.title, /办事指南没有把这些材料列为可容缺：.*身份证/)
    const colleagues = (await clerk.call('GET', `/api/cases/${id}/colleagues`)).body
    assert.ok(!colleagues.some((each: { id: string }) => each.id === 'demo-editor'), 'who works on no step gets none')
    const stranger = await town.signIn('qiqige')
    assert.equal((await stranger.call('GET', `/api/cases/${id}`)).body.code, 'cases.not_yours')
    const foreign = await (await town.signIn('tax')).call('POST', `/api/cases/${id}/acts`, {
      after: 1,
      deed: { kind: 'note', text: '与我无关' },
    })
    assert.equal(foreign.body.code, 'cases.not_yours')
    const supervisor = (await (await town.signIn('supervisor')).call('GET', `/api/cases/${id}`)).body
    assert.equal(supervisor.applicant.id, '', 'a supervisor sees no identity number')
    const scans = supervisor.materials.filter((each: { file?: { id: string } }) => each.file?.id)
    assert.deepEqual(scans, [], 'and opens no scan')
    assert.equal((await town.anyone.call('GET', `/api/cases/${id}`)).status, 401)
  })

  test('two people acting on one case at once: one wins, the other is told', async () => {
    const { case: id } = await apply(owner, foodBusiness, '150102', { firm: '92150102MAD000019E' })
    const { seq, tasks } = (await clerk.call('GET', `/api/cases/${id}`)).body
    const request = { after: seq, deed: { kind: 'complete', task: tasks[0].id, outcome: 'accept' } }
    const answers = await Promise.all([
      clerk.call('POST', `/api/cases/${id}/acts`, request),
      clerk.call('POST', `/api/cases/${id}/acts`, request),
    ])
    assert.deepEqual(answers.map((each) => each.status).sort(), [200, 409])
    const lost = answers.find((each) => each.status === 409)!
    assert.ok(['cases.changed_meanwhile', 'cases.task_gone'].includes(lost.body.code), lost.body.code)
  })

  test('a request repeated with its key gets the first answer again; another request under the key is refused', async () => {
    const { case: id } = await apply(owner, foodBusiness, '150102', { firm: '92150102MAD000019E' })
    const { seq, tasks } = (await clerk.call('GET', `/api/cases/${id}`)).body
    const request = { after: seq, deed: { kind: 'complete', task: tasks[0].id, outcome: 'accept' } }
    const key = { 'idempotency-key': `again-${id}` }
    const first = await clerk.call('POST', `/api/cases/${id}/acts`, request, key)
    const second = await clerk.call('POST', `/api/cases/${id}/acts`, request, key)
    assert.deepEqual(second, first)
    const other = await clerk.call(
      'POST',
      `/api/cases/${id}/acts`,
      { after: seq + 1, deed: { kind: 'note', text: '另一件事' } },
      key,
    )
    assert.equal(other.body.code, 'platform.key_reused')
  })

  test('the inbox shows what is owed, the first due first, and pages without gaps', async () => {
    for (let i = 0; i < 5; i++) await apply(owner, foodBusiness, '150102', { firm: '92150102MAD000019E' })
    const all = (await clerk.call('GET', '/api/inbox?limit=200')).body.rows
    const paged = []
    for (let cursor = ''; ; ) {
      const page = (await clerk.call('GET', `/api/inbox?limit=2${cursor && `&cursor=${cursor}`}`)).body
      paged.push(...page.rows)
      if (!page.next) break
      cursor = page.next
    }
    assert.deepEqual(paged, all)
    const counts = (await clerk.call('GET', '/api/inbox/counts')).body
    assert.equal(counts.all, all.length)
    const [fresh, stale] = all
      .filter((each: { action: string; status: string }) => each.action === 'accept' && each.status === 'received')
      .map((row: { case: string; task: string; seq: number }) => ({ case: row.case, task: row.task, after: row.seq }))
    const rows = [fresh, { ...stale, after: stale.after - 1 }]
    const { done, refused } = (await clerk.call('POST', '/api/inbox/bulk', { rows, outcome: 'accept' })).body
    assert.deepEqual([done[0].id, refused[0].code], [fresh.case, 'cases.changed_meanwhile'])
  })

  test('across regions: received elsewhere, checked, handed on, accepted, decided, delivered, each step with its limit', async () => {
    const window = await town.signIn('clerk')
    const begun = await apply(window, foodBusiness, '150203', {
      receiving: '150102-service-window',
      channel: 'window',
      onBehalfOf: { account: 'wangfang', consent: '本人在窗口签字同意' },
    })
    const view = (await window.call('GET', `/api/cases/${begun.case}`)).body
    assert.equal(view.tasks[0].action, 'receive')
    assert.equal(view.tasks[0].department, '150102-service-window')
    for (const outcome of ['received', 'pass', 'forwarded']) {
      const done = await act(window, begun.case, { kind: 'complete', outcome })
      assert.equal(done.status, 200, JSON.stringify(done.body))
    }
    const handed = (await window.call('GET', `/api/cases/${begun.case}`)).body
    assert.equal(handed.tasks[0].department, '150203-market-regulation')
    assert.equal(handed.tasks[0].dueOn, '2026-11-26')
  })

  test('a renewal that was asked for in time and that nobody decided is deemed granted; the old licence gives way to the new one', async () => {
    const issued = (number: string, issuedOn: string) =>
      issueCredential(town.house, {
        type: 'food-business-licence',
        holder: { kind: 'firm', id: trader, name: '新城区赵强小吃店', code: trader },
        department: '150102-market-regulation',
        number,
        issuedOn: issuedOn as Day,
        actor: licencePlatform,
      })
    await issued('JY1150103', '2024-02-01')
    const old = await issued('JY1150102', '2022-02-01')
    assert.ok(!isRefusal(old) && old.expiresOn === '2027-01-31', JSON.stringify(old))
    const { case: id } = await apply(owner, '000131025002', '150102', { firm: trader })
    await act(clerk, id, { kind: 'complete', outcome: 'accept' })
    const { renews } = (await owner.call('GET', `/api/cases/${id}`)).body
    assert.deepEqual(renews, { licence: old.id, lastDay: '2027-01-31', inTime: true })
    town.setNow('2027-02-01T10:00+08:00')
    await town.settle()
    await signAllIn()
    const { outcome, renews: renewed } = (await owner.call('GET', `/api/cases/${id}`)).body
    assert.deepEqual([outcome, renewed.deemedOn], ['approved', '2027-02-01'])
    const [licence] = await findOfCase(town.house, id)
    assert.deepEqual([licence?.replaces, licence?.expiresOn], [old.identifier, '2032-01-31'])
    assert.equal((await findCredential(town.house, old.id))?.status, 'replaced')
  })

  test('a hearing that the applicant asks for is called in time, and they are told when and where', async () => {
    town.setNow('2027-03-01T10:00+08:00')
    await signAllIn()
    const { case: id } = await apply(owner, foodBusiness, '150102', { firm: trader })
    assert.equal((await act(clerk, id, { kind: 'complete', outcome: 'accept' })).body.status, 'accepted')
    assert.equal((await act(examiner, id, { kind: 'offer_hearing', reason: '涉及重大利益' })).status, 200)
    assert.equal((await act(owner, id, { kind: 'answer_hearing', wanted: true })).status, 200)
    const call = (on: string) => act(examiner, id, { kind: 'call_hearing', on, hour: '09:30', place: '二楼听证室' })
    const soon = (await call('2027-03-09')).body
    assert.deepEqual([soon.code, soon.params.day], ['cases.hearing_notice_short', '2027-03-10'])
    assert.equal((await call('2027-03-10')).status, 200)
    const { hearing } = (await owner.call('GET', `/api/cases/${id}`)).body
    assert.deepEqual(hearing.called, { on: '2027-03-10', hour: '09:30', place: '二楼听证室' })
    await town.settle()
    const [told] = (await owner.call('GET', '/api/messages')).body.messages
    assert.deepEqual([told.kind, told.day, told.case], ['hearing_called', '2027-03-10', id])
  })
})
