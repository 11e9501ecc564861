/** Telling people outside: a carrier that stands in, tries, gives up, is slow; people who opt out. */
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import { type Carrier, carrierAt } from '#platform/carrier'
import type { House } from '#platform/module'
import { atEnd } from '#testing/database'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { keepMessage } from './keep-message.ts'
import { pauses, sendOutgoing } from './send-outgoing.ts'

const start = Date.parse('2026-11-23T02:00Z')
const got: { readonly body: string; readonly signature: string; readonly key: string }[] = []
let answers = 202
let now = start
let town: TestInstallation
let house: House
let citizen: Client
let account: string

before(async () => {
  const gateway = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name])
      got.push({ body, signature: header('steppe-signature'), key: header('idempotency-key') })
      reply.writeHead(answers).end()
    })
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  atEnd(() => new Promise((done) => gateway.close(done)))
  town = await testInstallation('2026-11-23T10:00+08:00')
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/messages`
  const carrier = await carrierAt(url, town.house.keys, ['sms', 'mail'])
  house = { ...town.house, clock: { ...town.house.clock, now: () => now }, carrier }
  citizen = await town.signIn('wangfang')
  account = (await citizen.call('GET', '/api/session')).body.id
})

let count = 0
/** Tells the citizen one thing, and lets what is due be sent. */
async function tell(from: House = house, at = now): Promise<string> {
  const id = `f${++count}`
  const told = { account, id, kind: 'approved', title: '食品经营许可', at: new Date(at) } as const
  await keepMessage(from, { ...told, case: '150102-20261123-7K3F9QX' })
  return id
}

async function outsideOf(id: string) {
  const { messages } = (await citizen.call('GET', '/api/messages')).body
  return messages.find((each: { id: string }) => each.id === id).outside
}

test('a decision is told by SMS to the number on the register, signed, once, without a name', async () => {
  const id = await tell()
  await Promise.all([sendOutgoing(house), sendOutgoing(house)])
  assert.equal(got.length, 1, 'two servers send it once, and nobody gave an address of mail')
  const { body, signature, key } = got[0]!
  const sent = JSON.parse(body)
  assert.deepEqual([sent.channel, sent.to, sent.id], ['sms', '13800000001', key])
  assert.match(sent.text, /^【内蒙古政务服务】您的“食品经营许可”（150102-20261123-7K3F9QX）已准予。/)
  assert.ok(!sent.text.includes('王芳'))
  const signer = await house.keys.signer('carrier', 'EdDSA')
  const publicKey = createPublicKey({ key: signer.publicJwk, format: 'jwk' })
  assert.ok(verify(null, Buffer.from(body), publicKey, Buffer.from(signature, 'base64')))
  assert.deepEqual(await outsideOf(id), [
    { channel: 'sms', state: 'taken' },
    { channel: 'mail', state: 'withheld' },
  ])
  assert.equal(await sendOutgoing(house), 0)
})

test('a carrier that has no time is asked again with growing pauses, and what it never takes is given up for all to see', async () => {
  got.length = 0
  answers = 503
  const id = await tell()
  for (const [n, minutes] of [...pauses, 0].entries()) {
    await sendOutgoing(house)
    assert.equal(got.length, n + 1)
    await sendOutgoing(house)
    assert.equal(got.length, n + 1, 'not before its pause is over')
    now += minutes * 60_000
  }
  assert.deepEqual(await outsideOf(id), [
    { channel: 'sms', state: 'given_up' },
    { channel: 'mail', state: 'withheld' },
  ])
  const admin = (await (await town.signIn('admin')).call('GET', '/api/messages/given-up')).body
  assert.deepEqual([admin.givenUp[0].why, admin.givenUp[0].tries], ['the carrier answered 503', pauses.length + 1])
  assert.equal((await citizen.call('GET', '/api/messages/given-up')).status, 403)
  assert.equal(new Set(got.map((each) => each.key)).size, 1, 'one message under one name at every try')
  answers = 202
})

test('what the carrier refuses is not tried again', async () => {
  got.length = 0
  answers = 400
  const id = await tell()
  await sendOutgoing(house)
  now += 3600_000
  await sendOutgoing(house)
  assert.equal(got.length, 1)
  assert.equal((await outsideOf(id))[0].state, 'given_up')
  answers = 202
})

test('who opts out is told inside only, also of what was waiting; who gives an address is written to, in their language', async () => {
  got.length = 0
  const waiting = await tell()
  const wish = { sms: false, mail: 'wangfang@example.cn', language: 'en' }
  assert.equal((await citizen.call('PUT', '/api/messages/preferences', wish)).status, 200)
  await sendOutgoing(house)
  assert.deepEqual(
    got.map((each) => JSON.parse(each.body).to),
    ['wangfang@example.cn'],
  )
  assert.match(JSON.parse(got[0]!.body).text, /has been granted/)
  assert.equal((await outsideOf(waiting))[0].state, 'withheld')
  const wrong = await citizen.call('PUT', '/api/messages/preferences', { ...wish, mail: 'a@b, c@d.cn' })
  assert.equal(wrong.body.code, 'platform.malformed')
  assert.equal((await citizen.call('PUT', '/api/messages/preferences', { sms: true, language: 'zh' })).status, 200)
})

test('a carrier that is not there, or silent, holds up nobody: the message is kept, and old news is not sent at all', async () => {
  const silent: Carrier = { channels: ['sms'], carry: () => new Promise(() => {}) }
  const apart = { ...house, carrier: silent }
  const id = await tell(apart)
  const { messages } = (await citizen.call('GET', '/api/messages')).body
  assert.equal(messages.find((each: { id: string }) => each.id === id).outside[0].state, 'waiting')
  const old = await tell(house, now - 3 * 86_400_000)
  assert.equal(await outsideOf(old), undefined)
  assert.deepEqual((await citizen.call('GET', '/api/messages/preferences')).body.channels, [])
})

test('whoever wrote an appeal by mail is answered where they wrote from, with the reply itself', async () => {
  got.length = 0
  answers = 202
  const operator = await town.signIn('operator')
  const letter =
    'From: li@example.org\r\nMessage-ID: <told@x>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n新城区公园长椅断了\r\n'
  const sentIn = { 'content-type': 'message/rfc822' }
  const { order } = (await operator.call('POST', '/api/appeals/mails', Buffer.from(letter), sentIn)).body
  const { seq } = (await operator.call('GET', `/api/appeals/${order}`)).body
  const deed = { kind: 'answer', task: 't1', text: '长椅已于今日更换。' }
  const done = await operator.call('POST', `/api/appeals/${order}/acts`, { after: seq, deed })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  const told = {
    account: (await town.house.engine.load(order))!.applicant.account,
    id: 'm1',
    link: `/appeals/${order}`,
  }
  await keepMessage(house, { ...told, kind: 'order_replied', title: '新城区公园长椅断了', at: new Date(now) })
  await sendOutgoing(house)
  const [sent, ...more] = got.map(({ body }) => JSON.parse(body)).filter(({ id }) => id.startsWith(told.account))
  assert.deepEqual([sent.channel, sent.to, more.length], ['mail', 'li@example.org', 0])
  assert.match(sent.text, /有了答复。\n\n长椅已于今日更换。$/)
})
