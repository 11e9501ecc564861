/** Errands of tests that sign: seals made, a document sent round, a file handed in. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Round, Seal } from '@steppe/contracts/seals'
import type { Client, TestInstallation } from '#testing/installation'

export const cloud = '91150102MAD000027C'
export const herders = '93150421MAD0000351'
export const password = 'steppe-demo'

/** A seal of the kind, made now. */
export async function makeSealOf(who: Client, kind: string, firm?: string): Promise<Seal> {
  const made = await who.call<Seal>('POST', '/api/seals', { kind, ...(firm ? { firm } : {}) })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body
}

export const people = {
  batu: { login: 'batu', name: '巴图' },
  qiqige: { login: 'qiqige', name: '其其格' },
  wangfang: { login: 'wangfang', name: '王芳' },
  sunli: { login: 'sunli', name: '孙丽' },
} as const

export const agreement = {
  title: '技术服务协议书',
  template: { id: 'agreement', fields: { parties: '甲乙双方', subject: '羊只溯源系统一套', price: '128,000 元' } },
  order: 'in_order',
  expiresOn: '2026-12-31',
}

/** Sends a document round; gives its id. */
export async function sendRound(who: Client, parties: readonly object[], more: object = {}): Promise<string> {
  const sent = await who.call('POST', '/api/seals/rounds', { ...agreement, parties, ...more })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  return sent.body.id
}

export async function look(who: Client, id: string): Promise<Round> {
  const seen = await who.call<Round>('GET', `/api/seals/rounds/${id}`)
  assert.equal(seen.status, 200, JSON.stringify(seen.body))
  return seen.body
}

/** Signs what is there now with the first seal that fits. */
export async function signNow(who: Client, id: string, more: object = {}) {
  const { document, turn } = await look(who, id)
  const seal = turn?.seals[0]?.id ?? '150000-S0000000000'
  return who.call('POST', `/api/seals/rounds/${id}/sign`, { sha256: document.sha256, seal, password, ...more })
}

/** The bytes of an answer: what `Client` gives as text would not be the same. */
export async function bytesOf(town: TestInstallation, login: string, url: string): Promise<Buffer> {
  const session = await town.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
  const token = String(session.headers['x-session-token'])
  const answer = await town.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
  assert.equal(answer.statusCode, 200, answer.body.slice(0, 300))
  return answer.rawPayload
}

/** Drops a file on the verify page, with the file of its signature when it has one. */
export async function checkFile(town: TestInstallation, content: Buffer, signature?: Buffer) {
  const answer = await town.app.inject({
    method: 'POST',
    url: `/api/seals/check${signature ? `?signature=${signature.length}` : ''}`,
    payload: signature ? Buffer.concat([content, signature]) : content,
    headers: { 'content-type': 'application/octet-stream' },
  })
  assert.equal(answer.statusCode, 200, answer.body.slice(0, 300))
  return answer.json()
}

/** Hands a PDF in as `login`; gives the file's id. */
export async function upload(
  town: TestInstallation,
  login: string,
  content: Buffer,
  name = '合同.pdf',
): Promise<string> {
  const session = await town.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
  const answer = await town.app.inject({
    method: 'POST',
    url: `/api/files?name=${encodeURIComponent(name)}`,
    payload: content,
    headers: {
      authorization: `Bearer ${String(session.headers['x-session-token'])}`,
      'content-type': 'application/octet-stream',
    },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().id
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
