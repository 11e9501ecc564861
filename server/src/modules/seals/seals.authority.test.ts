/** Who may make, hand on and use seals, and who sees documents sent round and notices. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { cloud, herders, look, makeSealOf, password, people, sendRound } from './test-errands.ts'

let town: TestInstallation
let batu: Client
let qiqige: Client
let wangfang: Client
let clerk: Client
let seal: string
let round: string

before(async () => {
  town = await testInstallation('2026-11-26T10:00+08:00')
  ;[batu, qiqige, wangfang, clerk] = (await Promise.all(
    ['batu', 'qiqige', 'wangfang', 'clerk'].map((login) => town.signIn(login)),
  )) as [Client, Client, Client, Client]
  seal = (await makeSealOf(batu, 'official', cloud)).id
  round = await sendRound(batu, [{ ...people.qiqige, firm: herders }])
})

const code = async (answer: Promise<{ body: { code?: string } }>) => (await answer).body.code

test('only the legal representative of a firm makes its seals', async () => {
  for (const who of [qiqige, wangfang])
    assert.equal(
      await code(who.call('POST', '/api/seals', { kind: 'contract', firm: cloud })),
      'seals.not_representative',
    )
  assert.equal(
    await code(town.anyone.call('POST', '/api/seals', { kind: 'personal-signature' })),
    'platform.sign_in_needed',
  )
})

test('staff and people whose document nobody has seen have no signature', async () => {
  assert.equal(await code(clerk.call('POST', '/api/seals', { kind: 'personal-signature' })), 'seals.identity_unproved')
  await town.house.db.ask("update registry.accounts set proved_at = null where login = 'wangfang'")
  assert.equal(
    await code(wangfang.call('POST', '/api/seals', { kind: 'personal-signature' })),
    'seals.identity_unproved',
  )
  await town.house.db.ask("update registry.accounts set proved_at = now() where login = 'wangfang'")
})

test('a kind of seal belongs to its kind of holder, and nobody makes a department’s', async () => {
  assert.equal(await code(batu.call('POST', '/api/seals', { kind: 'official' })), 'seals.kind_unknown')
  assert.equal(
    await code(batu.call('POST', '/api/seals', { kind: 'department-official', firm: cloud })),
    'seals.kind_unknown',
  )
})

test('nobody but the owner hands a seal on, suspends it, reads its record or sees it', async () => {
  const handler = { ...people.sunli, cause: '办理' }
  for (const who of [qiqige, wangfang, clerk]) {
    assert.equal(await code(who.call('POST', `/api/seals/${seal}/handlers`, handler)), 'seals.not_your_seal')
    assert.equal(
      await code(who.call('POST', `/api/seals/${seal}/state`, { to: 'revoked', cause: '遗失' })),
      'seals.not_your_seal',
    )
    assert.equal(await code(who.call('GET', `/api/seals/${seal}/acts`)), 'seals.not_your_seal')
    assert.equal(await code(who.call('GET', `/api/seals/${seal}/picture`)), 'seals.not_your_seal')
  }
  assert.equal(
    await code(batu.call('POST', `/api/seals/${seal}/handlers`, { ...handler, name: '孙莉' })),
    'seals.account_unknown',
  )
})

test('a document is seen by its sender and its parties only', async () => {
  for (const who of [wangfang, clerk]) {
    assert.equal(await code(who.call('GET', `/api/seals/rounds/${round}`)), 'seals.round_unknown')
    assert.equal(await code(who.call('GET', `/api/seals/rounds/${round}/document`)), 'seals.round_unknown')
    assert.equal(
      await code(who.call('POST', `/api/seals/rounds/${round}/refuse`, { reason: '不签' })),
      'seals.round_unknown',
    )
  }
  assert.equal((await look(qiqige, round)).id, round)
})

test('the sender does not sign for a party, and a party signs with no seal of another firm', async () => {
  const { document } = await look(batu, round)
  const body = { sha256: document.sha256, seal, password }
  assert.equal(await code(batu.call('POST', `/api/seals/rounds/${round}/sign`, body)), 'seals.not_asked')
  assert.equal(await code(qiqige.call('POST', `/api/seals/rounds/${round}/sign`, body)), 'seals.not_your_seal')
})

test('the record of a seal and what was signed cannot be changed in the database', async () => {
  for (const sql of [
    "update seals.acts set account = 'x'",
    'delete from seals.acts',
    'truncate seals.acts',
    "update seals.versions set sha256 = ''",
  ])
    await assert.rejects(town.house.db.script(sql), /never changed/)
})

test('anybody may check a document, whatever it is', async () => {
  const answer = await town.app.inject({
    method: 'POST',
    url: '/api/seals/check',
    payload: 'no document',
    headers: { 'content-type': 'application/octet-stream' },
  })
  assert.deepEqual([answer.statusCode, answer.json().verdict, answer.json().format], [200, 'unreadable', 'other'])
})
