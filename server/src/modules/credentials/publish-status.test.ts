/** What outsiders see: a licence verified from its token, the keys and a status list alone; a change known within one period. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { day } from '@steppe/kernels/calendar'
import {
  isRefused,
  presentCredential,
  readStatusList,
  SM2_ALG,
  type StatusList,
  type Trust,
  trustIssuers,
  verifyCredential,
} from '@steppe/kernels/credential'
import { isRefusal } from '#platform/refusals'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { issueCredential, licencePlatform } from './act.ts'
import type { LicenceRow } from './ask.ts'

let town: TestInstallation
let owner: Client
let approver: Client
const issuer = 'https://150000.steppe.example'
const firm = '92150102MAD000019E'

async function issued(number: string): Promise<LicenceRow> {
  const licence = await issueCredential(town.house, {
    type: 'food-business-licence',
    holder: { kind: 'firm', id: firm, name: '新城区赵强便利店（示例）', code: firm },
    department: '150102-market-regulation',
    number,
    issuedOn: day('2026-11-20'),
    details: { premises: '新华东街 18 号', representative: '赵强' },
    actor: licencePlatform,
  })
  assert.ok(!isRefusal(licence))
  return licence
}

const seconds = () => Math.floor(town.house.clock.now() / 1000)

/** A verifier somewhere else: it has the keys, fetches lists when it needs them and keeps them while they may be used. */
async function verifier() {
  const { keys } = (await town.anyone.call('GET', '/.well-known/jwks.json')).body
  const trust: Trust = trustIssuers([{ issuer, keys }])
  const kept = new Map<string, StatusList>()
  return async (token: string) => {
    const bare = verifyCredential(token, { trust, now: seconds() })
    if (isRefused(bare)) return bare.code
    const { uri } = (bare.claims as { status: { status_list: { uri: string } } }).status.status_list
    if ((kept.get(uri)?.usableUntil ?? 0) <= seconds()) {
      const { body } = await town.anyone.call<string>('GET', uri.slice(issuer.length))
      const list = readStatusList(String(body), { trust, issuer, uri, now: seconds() })
      assert.ok(!isRefused(list), JSON.stringify(list))
      kept.set(uri, list)
    }
    const whole = verifyCredential(token, { trust, now: seconds(), status: (each) => kept.get(each) })
    return isRefused(whole) ? whole.code : whole.status
  }
}

async function change(licence: LicenceRow, kind: string, more = {}) {
  const { seq } = (await approver.call('GET', `/api/credentials/licences/${licence.id}`)).body
  return approver.call('POST', `/api/credentials/licences/${licence.id}/changes`, {
    after: seq,
    change: kind,
    reason: '现场检查发现问题',
    legalBasis: '行政处罚法第九条第三项',
    ...more,
  })
}

before(async () => {
  town = await testInstallation('2026-11-23T10:00+08:00')
  ;[owner, approver] = (await Promise.all(['zhaoqiang', 'approver'].map(town.signIn))) as [Client, Client]
})

test('a token is verified with the published keys and status list alone; what the holder keeps back is not in it', async () => {
  const licence = await issued('JY0000001')
  const { body } = await owner.call<string>('GET', `/api/credentials/licences/${licence.id}/token`)
  const verify = await verifier()
  assert.equal(await verify(String(body)), 'valid')
  const shown = await presentCredential(String(body), [['details', 'premises']])
  assert.ok(typeof shown === 'string')
  assert.equal(await verify(shown), 'valid')
  const decoded = shown.split('~').map((part) => Buffer.from(part, 'base64url').toString())
  assert.ok(decoded.some((part) => part.includes('新华东街')))
  assert.ok(!decoded.some((part) => part.includes('赵强')), 'name of the holder and of the representative stay back')
})

test('signed with SM2 it is verified under the same published keys', async () => {
  const licence = await issued('JY0000002')
  const path = `/api/credentials/licences/${licence.id}/token?algorithm=SM2`
  const { body } = await owner.call<string>('GET', path)
  assert.equal(await (await verifier())(String(body)), 'valid')
  const file = (await owner.call<{ licence: string }>('GET', `${path}&form=file`)).body
  const head = Buffer.from(file.licence.split('.')[0]!, 'base64url').toString()
  assert.equal(JSON.parse(head).alg, SM2_ALG, 'and so is the one in the file')
  assert.equal(await (await verifier())(file.licence), 'valid')
})

test('a change reaches a verifier that keeps lists within one period, and back', async () => {
  const licence = await issued('JY0000003')
  const { body } = await owner.call<string>('GET', `/api/credentials/licences/${licence.id}/token`)
  const verify = await verifier()
  assert.equal(await verify(String(body)), 'valid')
  assert.equal((await change(licence, 'suspend', { until: '2026-12-23' })).body.status, 'suspended')
  town.setNow('2026-11-23T10:05:01+08:00')
  assert.equal(await verify(String(body)), 'credential.suspended')
  assert.equal((await change(licence, 'resume')).body.status, 'valid')
  town.setNow('2026-11-23T10:10:02+08:00')
  assert.equal(await verify(String(body)), 'valid')
  assert.equal((await change(licence, 'withdraw')).body.status, 'withdrawn')
  town.setNow('2026-11-23T10:15:03+08:00')
  assert.equal(await verify(String(body)), 'credential.revoked')
})

test('a list nobody has reached is not there', async () => {
  assert.equal((await town.anyone.call('GET', '/credentials/status/150100-99')).status, 404)
})

test('a licence that is shown ends after a minute', async () => {
  const licence = await issued('JY0000004')
  const { body } = await owner.call('GET', `/api/credentials/licences/${licence.id}/showing`)
  assert.ok(body.verifyAt.length <= 1003, `${body.verifyAt.length} signs: a code of at most version 22 holds 1003`)
  const checked = await town.anyone.call('POST', '/api/credentials/verify', { token: body.token })
  assert.deepEqual(checked.body.checks, ['signature', 'time', 'status_list', 'register'])
  town.setNow('2026-11-23T10:18:00+08:00')
  const late = await town.anyone.call('POST', '/api/credentials/verify', { token: body.token })
  assert.equal(late.body.code, 'credentials.token_refused')
  assert.match(late.body.en.title, /expired/)
})

test('anybody checks an identifier: little is shown, a wrong sign is told', async () => {
  const licence = await issued('JY0000005')
  const seen = (await town.anyone.call('POST', '/api/credentials/verify', { identifier: licence.identifier })).body
  assert.equal(seen.status, 'valid')
  assert.equal(seen.holder, '新城区赵强便利店（示例）')
  assert.ok(!JSON.stringify(seen).includes('赵强"') && !('details' in seen))
  const wrong = licence.identifier.replace('.001.', '.002.')
  const code = async (body: object) => (await town.anyone.call('POST', '/api/credentials/verify', body)).body.code
  assert.equal(await code({ identifier: wrong }), 'credentials.check_character_wrong')
  assert.equal(await code({ identifier: '12345' }), 'credentials.no_identifier')
  assert.equal(await code({ token: 'e30.e30.' }), 'credentials.token_refused')
})

test('only its holder and its issuer see a licence whole, and only the issuing department changes it', async () => {
  const licence = await issued('JY0000006')
  const path = `/api/credentials/licences/${licence.id}`
  assert.equal((await owner.call('GET', path)).body.sight, 'holder')
  assert.deepEqual((await owner.call('GET', path)).body.changes, [])
  assert.equal((await approver.call('GET', path)).body.sight, 'issuer')
  for (const login of ['wangfang', 'tax', 'supervisor'])
    assert.equal((await (await town.signIn(login)).call('GET', path)).body.code, 'credentials.not_yours', login)
  const wish = { after: 1, change: 'revoke', reason: '没有理由', legalBasis: '行政许可法' }
  assert.equal((await owner.call('POST', `${path}/changes`, wish)).body.code, 'platform.not_permitted')
  assert.equal(
    (await (await town.signIn('tax')).call('POST', `${path}/changes`, wish)).body.code,
    'credentials.not_the_issuer',
  )
  const view = (await approver.call('GET', path)).body
  assert.deepEqual(
    view.changes.map((each: { change: string }) => each.change),
    ['suspend', 'revoke', 'withdraw', 'cancel', 'replace'],
  )
})

test('a renewed licence says which one it follows', async () => {
  const licence = await issued('JY0000007')
  const renewed = (await change(licence, 'replace')).body
  assert.equal(renewed.replaces, licence.identifier)
  const seen = (await town.anyone.call('POST', '/api/credentials/verify', { identifier: licence.identifier })).body
  assert.equal(seen.status, 'replaced')
  assert.equal(seen.replacedBy, renewed.identifier)
})

test('the department finds what it issued, page by page and by number', async () => {
  const licence = await issued('JY0000008')
  const all = (await approver.call('GET', '/api/credentials/issued')).body
  assert.ok(all.licences.some((each: { id: string }) => each.id === licence.id))
  for (const q of ['JY0000008', licence.identifier, licence.id, firm]) {
    const { licences } = (await approver.call('GET', `/api/credentials/issued?q=${q}`)).body
    assert.ok(
      licences.some((each: { id: string }) => each.id === licence.id),
      q,
    )
  }
  const other = await (await town.signIn('tax')).call(
    'GET',
    '/api/credentials/issued?department=150102-market-regulation',
  )
  assert.equal(other.body.code, 'credentials.not_the_issuer')
})
