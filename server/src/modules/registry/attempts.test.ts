/** Signing in and opening accounts without end is refused, by address, with the time until it may be tried again. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { makeIdNumber } from '@steppe/kernels/codes'
import { type TestInstallation, testInstallation } from '#testing/installation'

let town: TestInstallation
before(async () => {
  town = await testInstallation('2026-11-23T10:00+08:00')
})

const from = (address: string, url: string, payload: object, key?: string) =>
  town.app.inject({
    method: 'POST',
    url,
    payload,
    remoteAddress: address,
    headers: key ? { 'idempotency-key': key } : {},
  })

test('after thirty wrong tries from one address none from there is heard for ten minutes, right or wrong', async () => {
  const tryOf = (address: string, login: string, password = 'wrong') =>
    from(address, '/api/session', { login, password })
  for (let count = 0; count < 30; count++)
    assert.equal((await tryOf('203.0.113.7', `nobody-${count}`)).json().code, 'platform.sign_in_failed')
  const refused = await tryOf('203.0.113.7', 'wangfang', 'steppe-demo')
  assert.equal(refused.statusCode, 429)
  assert.equal(refused.json().code, 'platform.too_many_attempts')
  assert.equal(refused.headers['retry-after'], '600')
  assert.equal((await tryOf('203.0.113.8', 'wangfang', 'steppe-demo')).statusCode, 200, 'elsewhere it goes on')
  town.setNow('2026-11-23T10:10:01+08:00')
  assert.equal((await tryOf('203.0.113.7', 'wangfang', 'steppe-demo')).statusCode, 200)
})

test('an address opens so many accounts in an hour and no more, also under idempotency keys', async () => {
  const person = (count: number) => ({
    login: `newcomer${count}`,
    password: 'grass sea under wide sky 1947',
    name: '新来者',
    idNumber: makeIdNumber(`15990019900307${String(count).padStart(3, '0')}`),
    phone: '13800000002',
  })
  const codes: string[] = []
  for (let count = 0; count < 31; count++) {
    const answer = await from('203.0.113.9', '/api/registry/accounts/register', person(count), `register-${count}`)
    codes.push(answer.statusCode === 201 ? 'opened' : answer.json().code)
  }
  assert.equal(codes.at(-1), 'platform.too_many_attempts')
  assert.ok(!codes.slice(0, 30).includes('platform.too_many_attempts'))
})

test('the token of a session can stand on a command line, where a dash in front would make it an option', async () => {
  const answer = await from('203.0.113.10', '/api/session', { login: 'wangfang', password: 'steppe-demo' })
  assert.match(String(answer.headers['x-session-token']), /^[0-9a-f]{48}$/)
})
