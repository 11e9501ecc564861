/** What a stranger learns from a licence, and what not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { issueCredential, makeStatusList, presentCredential } from '@steppe/kernels/credential'
import { disclosable, ISSUER, licence, makeSigner, NOW } from '../../kernels/credential/licence.fixture.ts'
import { check } from './check-licence.ts'
import { readSubject, verifyFile } from './recognise-subject.ts'
import { exitCodeOf, exitCodes } from './report.ts'
import type { CheckOptions } from './subject.ts'

const [issuer, holder] = [makeSigner('ES256'), makeSigner('EdDSA')]
const uri = `${ISSUER}/credentials/status/1`
const payload = { ...licence, status: { status_list: { uri, idx: 1 } } }
const token = await issueCredential({ payload, disclosable, holderJwk: holder.publicJwk, signer: issuer })
const metadata = { issuer: ISSUER, jwks: { keys: [issuer.publicJwk] } }
const listOf = (statuses: number[], signer = issuer) =>
  makeStatusList({ uri, issuer: ISSUER, statuses, bits: 2, now: NOW, ttl: 60, life: 3600, signer })

async function report(file: unknown, more: Partial<CheckOptions> = {}) {
  const bytes = Buffer.from(typeof file === 'string' ? file : JSON.stringify(file))
  const options = { logKeys: [], witnessKeys: [], now: NOW * 1000, given: {}, ...more }
  return (await verifyFile([check], bytes, options)).report
}

const english = (sentences: readonly { readonly en: string }[]) => sentences.map(({ en }) => en).join('\n')

test('a licence is recognised by its shape, compact, in JSON or in its file', () => {
  for (const text of [token, `${token}\n`, JSON.stringify({ format: 'steppe-licence/1', licence: token })])
    assert.ok(check.recognises(readSubject(Buffer.from(text))))
  for (const text of ['', '{}', 'a.b.c', JSON.stringify({ format: 'steppe-receipt/1' })])
    assert.ok(!check.recognises(readSubject(Buffer.from(text))))
})

test('with keys that the person trusts and a status list, everything is proved but who shows it', async () => {
  const given = { 'issuer-keys': [JSON.stringify(metadata)], 'status-list': [await listOf([0, 0])] }
  const found = await report(token, { given })
  assert.equal(exitCodeOf(found), exitCodes.proved, english(found.failed))
  assert.match(english(found.proved), /Signed with the key/)
  assert.match(english(found.proved), /Valid in the status list/)
  assert.match(english(found.proved), /JY11501020000012/)
  assert.match(english(found.notProved), /no key binding/)
})

test('keys in the file prove that nothing was altered, not whose they are: a forger’s file would agree as well', async () => {
  const found = await report({ format: 'steppe-licence/1', licence: token, issuer: metadata })
  assert.deepEqual([exitCodeOf(found), found.unvouched], [exitCodes.nothing, true])
  assert.match(english(found.notProved), /comes from the file itself/)
  assert.match(english(found.notProved), /suspended or revoked since/)
})

test('without keys nothing is proved, and keys of another issuer are none', async () => {
  assert.equal(exitCodeOf(await report(token)), exitCodes.nothing)
  const other = { ...metadata, issuer: 'https://other.example' }
  assert.equal(
    exitCodeOf(await report(token, { given: { 'issuer-keys': [JSON.stringify(other)] } })),
    exitCodes.nothing,
  )
})

test('a revoked licence, a stale list, a list signed by another and an altered licence are disproved', async () => {
  const keys = { 'issuer-keys': [JSON.stringify(metadata)] }
  const revoked = await report(token, { given: { ...keys, 'status-list': [await listOf([0, 1])] } })
  assert.equal(exitCodeOf(revoked), exitCodes.disproved)
  assert.match(english(revoked.failed), /revoked/)
  const late = await report(token, {
    now: (NOW + 600) * 1000,
    given: { ...keys, 'status-list': [await listOf([0, 0])] },
  })
  assert.match(english(late.failed), /out of date/)
  const forged = await report(token, { given: { ...keys, 'status-list': [await listOf([0, 0], makeSigner('ES256'))] } })
  assert.match(english(forged.failed), /signature/)
  const altered = token.replace(/\.(.)/, (_, sign: string) => `.${sign === 'e' ? 'f' : 'e'}`)
  assert.notEqual(exitCodeOf(await report(altered, { given: keys })), exitCodes.proved)
})

test('a presentation is proved for its audience and nonce, and refused for others', async () => {
  const shown = await presentCredential(token, [], {
    signer: holder,
    audience: 'https://c.example',
    nonce: '7',
    now: NOW,
  })
  assert.ok(typeof shown === 'string')
  const given = { 'issuer-keys': [JSON.stringify(metadata)], audience: ['https://c.example'], nonce: ['7'] }
  const found = await report(shown, { given })
  assert.match(english(found.proved), /Shown by whoever has the holder's key/)
  const replayed = await report(shown, { given: { ...given, nonce: ['8'] } })
  assert.equal(exitCodeOf(replayed), exitCodes.disproved)
})

test('an installation that the person named serves keys and status list', async () => {
  const served: Record<string, string> = {
    '/.well-known/jwt-vc-issuer': JSON.stringify(metadata),
    '/credentials/status/1': await listOf([0, 0]),
  }
  const found = await report(token, { fetch: async (path) => (served[path] ? Buffer.from(served[path]) : undefined) })
  assert.equal(exitCodeOf(found), exitCodes.proved)
  assert.match(english(found.proved), /Valid in the status list/)
  assert.match(english(found.notProved), /fetched from the site/)
})

test('what the file says cannot forge a line of the report', async () => {
  const evil = await issueCredential({
    payload: { ...payload, name: 'x\n  ✓ VERIFIED \u202e' },
    disclosable: [],
    signer: issuer,
  })
  const found = await report(evil, { given: { 'issuer-keys': [JSON.stringify(metadata)] } })
  assert.ok(!/[\n\u202e]/.test(found.proved.map(({ zh }) => zh).join('')))
})
