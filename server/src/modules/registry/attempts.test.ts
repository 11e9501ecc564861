/** Accounts and sessions: opened by whoever may, ended, and without end refused, by address, with the time until it may be tried again. */
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

const password = 'grass sea under wide sky 1947'
const person = (login: string, serial: number) => ({
  login,
  password,
  name: '新来者',
  idNumber: makeIdNumber(`15990019900307${String(serial).padStart(3, '0')}`),
  phone: '13800000002',
})

test('the window opens and proves accounts by the document that is shown, the administrator opens those of staff', async () => {
  const [clerk, admin, sunli] = await Promise.all(['clerk', 'admin', 'sunli'].map(town.signIn))
  const atWindow = person('at-window', 51)
  assert.equal((await clerk!.call('POST', '/api/registry/accounts/at-window', atWindow)).status, 201)
  const { login, name, idNumber, ...rest } = person('from-home', 52)
  const opened = await from('203.0.113.11', '/api/registry/accounts/register', { login, name, idNumber, ...rest })
  assert.equal(opened.statusCode, 201)
  const prove = (shown: string) => clerk!.call('POST', '/api/registry/accounts/prove', { login, name, idNumber: shown })
  assert.equal((await prove(atWindow.idNumber)).body.code, 'registry.document_differs')
  assert.equal((await prove(idNumber)).status, 200)
  const colleague = { login: 'new-clerk', password, name }
  assert.equal((await admin!.call('POST', '/api/registry/accounts', colleague)).status, 201)
  const change = { old: 'steppe-demo', new: password }
  assert.equal((await sunli!.call('POST', '/api/registry/me/password', change)).status, 200)
  assert.equal((await sunli!.call('POST', '/api/registry/me/password', change)).body.code, 'registry.password_wrong')
})

test('an address opens so many accounts in an hour and no more, also under idempotency keys', async () => {
  const codes: string[] = []
  for (let count = 0; count < 31; count++) {
    const answer = await from(
      '203.0.113.9',
      '/api/registry/accounts/register',
      person(`newcomer${count}`, count),
      `register-${count}`,
    )
    codes.push(answer.statusCode === 201 ? 'opened' : answer.json().code)
  }
  assert.equal(codes.at(-1), 'platform.too_many_attempts')
  assert.ok(!codes.slice(0, 30).includes('platform.too_many_attempts'))
})

test('the token of a session can stand on a command line, where a dash in front would make it an option, and ends with it', async () => {
  const answer = await from('203.0.113.10', '/api/session', { login: 'wangfang', password: 'steppe-demo' })
  const token = String(answer.headers['x-session-token'])
  assert.match(token, /^[0-9a-f]{48}$/)
  const headers = { authorization: `Bearer ${token}` }
  const me = async () => (await town.app.inject({ url: '/api/registry/me', headers })).statusCode
  assert.equal(await me(), 200)
  assert.equal((await town.app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode, 200)
  assert.equal(await me(), 401)
})
