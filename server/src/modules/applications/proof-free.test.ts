/** 免证办: what held licences prove is not asked; a promise found untrue bars from promising again. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { NeededMaterial, Proposal } from '@steppe/contracts/applications'
import { day } from '@steppe/kernels/calendar'
import { changeStatus, issueCredential } from '#act/credentials'
import { findForm, findItem, getProofs, itemCodeFor } from '#ask/catalog'
import { personOfAccount } from '#ask/registry'
import { isRefusal } from '#platform/refusals'
import { fillForm } from '#testing/fill-form'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { traderAnswers } from '#testing/trader-answers'
import { type Held, neededMaterials } from './needed-materials.ts'

let town: TestInstallation
let citizen: Client

before(async () => {
  town = await testInstallation('2026-11-23T10:00+08:00')
  citizen = await town.signIn('wangfang')
})

async function needs(code: string, held: Held, answers: Record<string, unknown> = {}): Promise<NeededMaterial[]> {
  const item = (await findItem(town.house, (await itemCodeFor(town.house, code, '150102'))!))!
  const proofs = await getProofs(town.house)
  return neededMaterials({ item, answers: answers as never, held, proofs, promise: false, language: 'zh' })
}
const paper = (zh: string, details: Record<string, unknown> = {}) => ({ zh, en: zh, details })
const of = (list: readonly NeededMaterial[], id: string) => list.find((each) => each.id === id)!

describe('what is implied by what is held', () => {
  test('who holds a social security card is not asked for a bank account', async () => {
    const code = await codeOfItemWith('bank-account')
    assert.equal(of(await needs(code, new Map()), 'bank-account').needed, true)
    const spared = of(await needs(code, new Map([['social-security-card', paper('社会保障卡')]])), 'bank-account')
    assert.deepEqual([spared.needed, spared.heldAs], [false, '社会保障卡'])
  })

  test('a real estate certificate spares the proof of premises for its own address, and for no other', async () => {
    const code = await codeOfItemWith('premises-proof')
    const held = new Map([['real-estate-certificate', paper('不动产权证书', { address: '中山路1号' })]])
    assert.equal(of(await needs(code, held, { address: { line: '中山路1号' } }), 'premises-proof').needed, false)
    assert.equal(of(await needs(code, held, { address: { line: '新华街9号' } }), 'premises-proof').needed, true)
    assert.equal(of(await needs(code, held), 'premises-proof').needed, true, 'what is not known spares nothing')
    const without = new Map([['real-estate-certificate', paper('不动产权证书')]])
    assert.equal(
      of(await needs(code, without, {}), 'premises-proof').needed,
      true,
      'two unknown addresses are not equal',
    )
  })

  test('the licence in the register of licences is found for the applicant, and a suspended one proves nothing', async () => {
    const code = (await itemCodeFor(town.house, await codeOfItemWith('bank-account'), '150102'))!
    const asked = async () =>
      of((await citizen.call('GET', `/api/applications/guide?item=${code}`)).body.materials, 'bank-account').needed
    assert.equal(await asked(), true)
    const card = await giveCard()
    assert.equal(await asked(), false)
    const actor = { kind: 'platform', id: 'platform', name: '平台' } as const
    const ground = { reason: '信息核对', legalBasis: '某办法第一条' }
    await changeStatus(town.house, { licence: card.id, change: 'suspend', actor, ...ground })
    assert.equal(await asked(), true, 'a suspended card proves nothing')
  })
})

/** The basic code of an item that a person may apply for and that asks for the material. */
async function codeOfItemWith(material: string): Promise<string> {
  const rows = await town.house.db.ask<{ code: string }>(
    `select b.code from catalog.basic_items b where b.body -> 'materials' @> $1::jsonb and b.body -> 'audience' ? '1'
     and b.body -> 'levels' ? '4' order by b.code limit 1`,
    [JSON.stringify([{ id: material }])],
  )
  return rows[0]!.code
}

async function giveCard() {
  const me = (await citizen.call('GET', '/api/session')).body
  const person = (await personOfAccount(town.house, me.id))!
  const issued = await issueCredential(town.house, {
    type: 'social-security-card',
    holder: { kind: 'person', id: person.id, name: person.name, code: person.idNumber },
    department: '150102-human-resources',
    number: 'C00001',
    issuedOn: day('2026-11-01'),
    actor: { kind: 'platform', id: 'platform', name: '平台' },
  })
  assert.ok(!isRefusal(issued), JSON.stringify(issued))
  return issued
}

describe('materials that could be abolished', () => {
  test('the search names the material, the licence that proves it, its law, and how many could have been spared', async () => {
    const editor = await town.signIn('admin')
    const before = (await editor.call<Proposal[]>('GET', '/api/applications/proposals')).body
    const account = before.filter((each) => each.material === 'bank-account')
    assert.ok(account.length > 0)
    for (const each of account) {
      assert.deepEqual(
        each.credentials.map(({ type }) => type),
        ['social-security-card'],
      )
      assert.match(each.credentials[0]!.source, /人社部发/)
    }
    assert.ok(
      before.every((each) => each.now === 'upload' || each.now === 'promise'),
      'what nobody brings any more needs no abolishing',
    )
    const opening = before.filter((each) => each.material === 'fire-promise' && each.item === '000117034001')
    assert.deepEqual(opening, [], 'what an item gives does not prove what it asks for')
    assert.equal((await citizen.call('GET', '/api/applications/proposals')).status, 403)
  })
})

describe('a promise found untrue', () => {
  const startUp = '001031001000'

  async function promised(client: Client, name: string): Promise<string> {
    const code = (await itemCodeFor(town.house, startUp, '150102'))!
    const form = (await findForm(town.house, (await findItem(town.house, code))!.form))!
    const draft = (await client.call('POST', '/api/applications/drafts', { item: code })).body
    const answers = { ...fillForm(form, draft.answers), ...traderAnswers(name, ['seal']) }
    const change = { version: draft.version, answers, promise: true }
    const saved = await client.call('PATCH', `/api/applications/drafts/${draft.id}`, change)
    if (saved.status !== 200) return saved.body.code
    const receipt = await client.call('POST', '/api/applications', { draft: draft.id })
    assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
    return receipt.body.case
  }

  test('bars its applicant from promising again, until it is lifted for a reason', async () => {
    const id = await promised(citizen, '新城区第一小馆')
    const state = (await town.house.engine.load(id))!
    assert.equal(state.outcome, 'approved', 'the rule decided at once')
    const approver = await town.signIn('approver')
    const checked = await approver.call('POST', `/api/cases/${id}/acts`, {
      after: state.seq,
      deed: { kind: 'check_promise', kept: false, opinion: '场所不存在' },
    })
    assert.equal(checked.body.status, 'revoked', JSON.stringify(checked.body))
    await town.settle()
    assert.equal(await promised(citizen, '新城区第二小馆'), 'applications.promise_barred')
    const url = `/api/applications/broken-promises/${id}/lift`
    assert.equal((await citizen.call('POST', url, { because: '已纠正' })).status, 403)
    const supervisor = await town.signIn('supervisor')
    assert.equal((await supervisor.call('POST', url, { because: '已搬入新址，核查属实' })).status, 200)
    assert.equal(
      (await supervisor.call('POST', url, { because: '再来一次' })).body.code,
      'applications.promise_unbroken',
    )
    assert.match(await promised(citizen, '新城区第三小馆'), /^150102-/)
  })

  test('a promise of somebody else bars nobody', async () => {
    assert.match(await promised(await town.signIn('zhaoqiang'), '新城区别家小馆'), /^150102-/)
  })

  test('once a case is closed on a promise, its office has to check it by a day, and again where something was to be put right', async () => {
    const id = await promised(citizen, '新城区暖阳饺子馆')
    const approver = await town.signIn('approver')
    const toCheck = async () => {
      await town.settle()
      return (await approver.call('GET', '/api/applications/promises')).body.promises
    }
    assert.deepEqual(await toCheck(), [], 'not before it is closed')
    for (let state = (await town.house.engine.load(id))!; state.status !== 'closed'; ) {
      const { id: task, department, role, outcomes } = state.tasks[0]!
      const staff = await town.signIn(
        department.endsWith('market-regulation') ? role : department.endsWith('police') ? 'police' : 'clerk',
      )
      const deed = { kind: 'complete', task, outcome: outcomes[0] }
      const done = await staff.call('POST', `/api/cases/${id}/acts`, { after: state.seq, deed })
      assert.equal(done.status, 200, JSON.stringify([state.tasks, done.body]))
      state = (await town.house.engine.load(id))!
    }
    const [due] = await toCheck()
    assert.deepEqual([due.case, due.applicant, due.mending], [id, '王芳', false])
    const check = async (deed: Record<string, unknown>) => {
      const { seq } = (await approver.call('GET', `/api/cases/${id}`)).body
      const done = await approver.call('POST', `/api/cases/${id}/acts`, {
        after: seq,
        deed: { kind: 'check_promise', ...deed },
      })
      assert.equal(done.status, 200, JSON.stringify(done.body))
    }
    await check({ kept: false, opinion: '缺消防器材', rectifyBy: '2026-12-10' })
    assert.deepEqual([(await toCheck())[0].by, (await toCheck())[0].mending], ['2026-12-10', true])
    await check({ kept: true, opinion: '已补齐' })
    assert.deepEqual(await toCheck(), [])
    assert.equal((await (await town.signIn('clerk')).call('GET', '/api/applications/promises')).status, 403)
  })
})
