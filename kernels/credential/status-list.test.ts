/** Status lists: what changes at the issuer reaches the verifier, and no other list does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { zlibSync } from 'fflate'
import {
  decodeStatusList,
  encodeStatusList,
  isRefused,
  issueCredential,
  makeStatusList,
  packStatuses,
  readStatusList,
  type StatusBits,
  signJws,
  toBase64url,
  trustIssuers,
  verifyCredential,
} from './index.ts'
import { ISSUER, licence, makeSigner, NOW } from './licence.fixture.ts'

const uri = `${ISSUER}/credentials/status/7`
const signer = makeSigner('ES256')
const trust = trustIssuers([{ issuer: ISSUER, keys: [signer.publicJwk] }])
const order = { uri, issuer: ISSUER, bits: 4, now: NOW, ttl: 60, life: 300, signer } as const
const wanted = { trust, issuer: ISSUER, uri, now: NOW }

async function verifyWith(statuses: readonly number[], index: number, now = NOW) {
  const payload = { ...licence, status: { status_list: { uri, idx: index } } }
  const token = await issueCredential({ payload, disclosable: [], signer })
  const list = readStatusList(await makeStatusList({ ...order, statuses }), wanted)
  if (isRefused(list)) throw new Error(list.code)
  return verifyCredential(token, { trust, now, status: (at) => (at === uri ? list : undefined) })
}

test('each entry of a list says what becomes of its licence', async () => {
  const statuses = [0, 1, 2, 3, 12]
  const valid = await verifyWith(statuses, 0)
  assert.ok(valid.ok && valid.status === 'valid')
  const codes = [
    undefined,
    'credential.revoked',
    'credential.suspended',
    'credential.not_valid',
    'credential.not_valid',
  ]
  for (const index of [1, 2, 3, 4]) {
    const found = await verifyWith(statuses, index)
    assert.ok(!found.ok)
    assert.deepEqual([found.code, found.status], [codes[index], statuses[index]])
  }
  const outside = await verifyWith(statuses, 6)
  assert.ok(!outside.ok && outside.code === 'credential.status_out_of_range')
})

test('a licence whose list is not looked at says so; one whose list is missing is not accepted', async () => {
  const payload = { ...licence, status: { status_list: { uri, idx: 1 } } }
  const token = await issueCredential({ payload, disclosable: [], signer })
  const unseen = verifyCredential(token, { trust, now: NOW })
  assert.ok(unseen.ok && unseen.status === 'not_checked')
  const missing = verifyCredential(token, { trust, now: NOW, status: () => undefined })
  assert.ok(!missing.ok && missing.code === 'credential.status_unknown')
})

test('a list is used until its ttl after it was fetched, and never after its end', async () => {
  const token = await makeStatusList({ ...order, statuses: [0] })
  const code = (now: number, fetchedAt?: number) => {
    const read = readStatusList(token, { ...wanted, now, ...(fetchedAt === undefined ? {} : { fetchedAt }) })
    return isRefused(read) ? read.code : read.usableUntil
  }
  assert.equal(code(NOW), NOW + 60)
  assert.equal(code(NOW + 60), 'credential.status_list_stale')
  assert.equal(code(NOW + 60, NOW + 60), NOW + 120)
  assert.equal(code(NOW + 290, NOW + 290), NOW + 300)
  assert.equal(code(NOW + 300, NOW + 300), 'credential.status_list_stale')
  const late = await verifyWith([0], 0, NOW + 61)
  assert.ok(!late.ok && late.code === 'credential.status_list_stale', 'also when it went stale while it was kept')
})

test('the list of another address, another issuer or another key is not taken', async () => {
  const token = await makeStatusList({ ...order, statuses: [0] })
  const elsewhere = readStatusList(token, { ...wanted, uri: `${ISSUER}/credentials/status/8` })
  assert.equal(isRefused(elsewhere) && elsewhere.code, 'credential.status_list_of_another')
  const foreign = await makeStatusList({ ...order, issuer: 'https://other.example', statuses: [0] })
  const named = readStatusList(foreign, wanted)
  assert.equal(isRefused(named) && named.code, 'credential.status_list_of_another')
  const forged = await makeStatusList({ ...order, statuses: [0], signer: makeSigner('ES256') })
  const read = readStatusList(forged, wanted)
  assert.equal(isRefused(read) && read.code, 'credential.signature_wrong')
})

test('a small text that unpacks to a large list is refused before it fills the memory', async () => {
  const bomb = toBase64url(zlibSync(new Uint8Array(64 * 1024 * 1024), { level: 9 }))
  assert.ok(bomb.length < 128 * 1024)
  const read = decodeStatusList({ bits: 1, lst: bomb })
  assert.equal(isRefused(read) && read.code, 'credential.too_large')
})

test('a packed list that is cut off, altered or no list at all is refused', async () => {
  const { lst } = encodeStatusList(
    packStatuses(
      Array.from({ length: 999 }, (_, i) => i % 2),
      1,
    ),
    1,
  )
  const bytes = Buffer.from(lst, 'base64url')
  const flipped = Buffer.from(bytes)
  flipped[flipped.length - 1]! ^= 1
  const wrong: unknown[] = [
    { bits: 3, lst },
    { bits: 1, lst: toBase64url(bytes.subarray(0, -6)) },
    { bits: 1, lst: toBase64url(flipped) },
    { bits: 1, lst: '' },
    { bits: 1 },
    null,
    'eNrbuRgAAhcBXQ',
  ]
  for (const claim of wrong) assert.ok(isRefused(decodeStatusList(claim)), JSON.stringify(claim))
  const noList = readStatusList(await signJws({ typ: 'statuslist+jwt' }, { sub: uri, iat: NOW }, signer), wanted)
  assert.equal(isRefused(noList) && noList.code, 'credential.status_list_malformed')
  const plain = readStatusList(await signJws({ typ: 'jwt' }, { sub: uri, iat: NOW }, signer), wanted)
  assert.equal(isRefused(plain) && plain.code, 'credential.wrong_type')
})

test('whatever the entries, they come back as they were packed', () => {
  fc.assert(
    fc.property(fc.constantFrom<StatusBits>(1, 2, 4, 8), fc.array(fc.nat(255), { maxLength: 3000 }), (bits, raw) => {
      const statuses = raw.map((value) => value % 2 ** bits)
      const read = decodeStatusList(encodeStatusList(packStatuses(statuses, bits), bits))
      assert.ok(!isRefused(read))
      assert.deepEqual(
        statuses.map((_, i) => read.at(i)),
        statuses,
      )
      assert.equal(read.at(read.size), undefined)
    }),
  )
  assert.throws(() => packStatuses([2], 1), RangeError)
})
