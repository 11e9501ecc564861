/** Refusals as the portal understands them, and addresses as it asks them. */
import assert from 'node:assert/strict'
import { afterEach, mock, test } from 'node:test'
import { addressOf, get, OfflineError, post, RefusalError, refusalOf, speak } from './api.ts'

afterEach(() => {
  mock.restoreAll()
  speak('zh')
})

const answers = (status: number, body: unknown) =>
  mock.method(
    globalThis,
    'fetch',
    async (_address: string, _init: RequestInit) => new Response(JSON.stringify(body), { status }),
  )

const problem = {
  type: '/refusals/cases.changed_meanwhile',
  status: 409,
  code: 'cases.changed_meanwhile',
  title: '办件刚刚被他人更新',
  next: '请查看最新情况后再办理。',
  en: { title: 'Somebody else acted first', next: 'Look at what changed, then act.' },
  params: { seq: 4 },
}

test('a refusal carries its code, sentence, next step and what it is about', () => {
  const refusal = refusalOf(409, problem)
  assert.equal(refusal.code, 'cases.changed_meanwhile')
  assert.equal(refusal.title, '办件刚刚被他人更新')
  assert.equal(refusal.next, '请查看最新情况后再办理。')
  assert.deepEqual(refusal.params, { seq: 4 })
})

test('an English reader is refused in English', () => {
  speak('en')
  assert.equal(refusalOf(409, problem).title, 'Somebody else acted first')
})

test('an answer that is no problem document still has a code', () => {
  assert.deepEqual(refusalOf(502, '<html>'), { status: 502, code: 'http.502', title: '' })
})

test('faults of fields are found under either spelling', () => {
  assert.deepEqual(refusalOf(422, { fields: { creditCode: '应为 18 位' } }).fields, { creditCode: '应为 18 位' })
  assert.deepEqual(refusalOf(422, { errors: [{ pointer: '/people/2/name', detail: '请填写' }] }).fields, {
    'people.2.name': '请填写',
  })
})

test('what is empty or undefined is not asked for', () => {
  assert.equal(
    addressOf('/api/x', { q: '开餐馆', region: '', cursor: undefined, n: 0 }),
    '/api/x?q=%E5%BC%80%E9%A4%90%E9%A6%86&n=0',
  )
  assert.equal(addressOf('/api/x'), '/api/x')
})

test('a refusal is thrown as such, a dead line as being offline', async () => {
  answers(409, problem)
  await assert.rejects(get('/api/x'), (fault) => fault instanceof RefusalError && fault.refusal.status === 409)
  mock.restoreAll()
  mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('failed')))
  await assert.rejects(get('/api/x'), OfflineError)
})

test('a press repeated with its key sends the same key', async () => {
  const fetched = answers(200, { done: true })
  await post('/api/x', { a: 1 }, { idempotencyKey: 'key-00000001' })
  await post('/api/x', { a: 1 })
  const keys = fetched.mock.calls.map((call) => new Headers(call.arguments[1]?.headers).get('idempotency-key'))
  assert.equal(keys[0], 'key-00000001')
  assert.match(String(keys[1]), /^[0-9a-f-]{32,36}$/)
})
