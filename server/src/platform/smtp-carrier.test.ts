/** Mail handed to a mail server by SMTP: a small one stands in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import PostalMime from 'postal-mime'
import { startMailServer } from '#testing/stand-in-mail-server'
import { keysInFolder } from './keys.ts'
import { readCarrier } from './read-carrier.ts'
import { connectionOf, smtpCarrier } from './smtp-carrier.ts'

const message = {
  id: 'demo-wangfang/f1/mail',
  channel: 'mail',
  to: 'wangfang@example.cn',
  subject: '内蒙古政务服务',
  text: '您的“食品经营许可”已准予。',
} as const
const from = '内蒙古政务服务 <no-reply@steppe.example>'

test('a message arrives whole, from whom it should be, answered by no machine, and under one name at every try', async () => {
  const server = await startMailServer({ user: 'steppe', password: 'p:@/ ss' })
  const carrier = await smtpCarrier({ url: server.url('steppe'), password: 'p:@/ ss', from })
  assert.deepEqual([await carrier.carry(message), await carrier.carry(message)], ['taken', 'taken'])
  const [first, second] = await Promise.all(server.got.map((each) => PostalMime.parse(each.data)))
  assert.deepEqual([server.got[0]?.from, server.got[0]?.to], ['no-reply@steppe.example', 'wangfang@example.cn'])
  assert.deepEqual(
    [first?.subject, first?.text?.trim(), first?.from?.name],
    [message.subject, message.text, '内蒙古政务服务'],
  )
  assert.equal(first?.headers.find((each) => each.key === 'auto-submitted')?.value, 'auto-generated')
  assert.equal(first?.messageId, second?.messageId)
  assert.ok(!server.got[0]!.data.includes('demo-wangfang'), 'the account stays inside')
})

test('an address refused for good is not tried again; no time, a wrong password and a server that is gone are', async () => {
  const server = await startMailServer({ user: 'steppe', password: 'right' })
  const carrier = await smtpCarrier({ url: server.url('steppe'), password: 'right', from })
  server.answers.rcpt = '550 5.1.1 no such person'
  assert.equal(await carrier.carry(message), 'refused')
  server.answers.rcpt = '450 4.2.1 later'
  await assert.rejects(carrier.carry(message), /450/)
  delete server.answers.rcpt
  server.answers.data = '552 5.3.4 too large'
  assert.equal(await carrier.carry(message), 'refused')
  delete server.answers.data
  const wrong = await smtpCarrier({ url: server.url('steppe'), password: 'wrong', from })
  await assert.rejects(wrong.carry(message), /535/)
  await server.stop()
  await assert.rejects(carrier.carry(message), /ECONNREFUSED/)
})

test('nothing goes in the clear to another machine, and settings that cannot be meant stop the start', async () => {
  assert.equal(connectionOf({ url: 'smtp://mail.example:587' }).requireTLS, true)
  assert.equal(connectionOf({ url: 'smtp://127.0.0.1.evil.example' }).requireTLS, true)
  assert.deepEqual(
    [connectionOf({ url: 'smtps://mail.example' }).port, connectionOf({ url: 'smtps://mail.example' }).secure],
    [465, true],
  )
  assert.throws(() => connectionOf({ url: 'mail.example' }), /STEPPE_SMTP/)
  await assert.rejects(smtpCarrier({ url: 'smtp://localhost', from: '' }), /STEPPE_SMTP_FROM/)
})

test('beside a gateway SMS goes there and mail to the mail server; a subject with line ends adds no header', async () => {
  const server = await startMailServer()
  const keys = keysInFolder('/nowhere/that/is/read')
  const carrier = await readCarrier(
    { ...keys, signer: async () => ({}) as never },
    { url: 'http://127.0.0.1:9/none', channels: 'sms', smtp: server.url(), smtpFrom: from },
  )
  assert.deepEqual(carrier?.channels, ['mail', 'sms'])
  assert.equal(await carrier?.carry({ ...message, subject: 'a\r\nBcc: x@evil.example' }), 'taken')
  assert.ok(!/^bcc:/im.test(server.got[0]!.data))
  await assert.rejects(carrier!.carry({ ...message, channel: 'sms', to: '13800000001' }))
})
