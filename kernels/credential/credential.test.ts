/** Licences issued, presented and verified: what a holder may show, and what a verifier learns. */
import assert from 'node:assert/strict'
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { test } from 'node:test'
import {
  fromJsonSerialization,
  isRefused,
  issueCredential,
  issueSdJwt,
  presentCredential,
  readSdJwt,
  splitSdJwt,
  toJsonSerialization,
  trustIssuers,
  verifyCredential,
  verifyingKey,
  verifySdJwt,
} from './index.ts'
import { disclosable, ISSUER, KIND, licence, makeSigner, NOW } from './licence.fixture.ts'

const suites = ['ES256', 'EdDSA', 'SM2'] as const

for (const suite of suites) {
  test(`a licence signed with ${suite} is issued, shown in part by its holder, and verified`, async () => {
    const [issuer, holder] = [makeSigner(suite), makeSigner(suite)]
    const trust = trustIssuers([{ issuer: ISSUER, keys: [issuer.publicJwk] }])
    const token = await issueCredential({ payload: licence, disclosable, holderJwk: holder.publicJwk, signer: issuer })
    const binding = { signer: holder, audience: 'https://checker.example', nonce: 'n-1', now: NOW }
    const shown = await presentCredential(token, [['address'], ['scope', 1]], binding)
    assert.ok(typeof shown === 'string')
    const verified = verifyCredential(shown, { trust, now: NOW, audience: 'https://checker.example', nonce: 'n-1' })
    assert.ok(verified.ok, JSON.stringify(verified))
    assert.deepEqual(verified.claims.address, { region: '150102' })
    assert.deepEqual(verified.claims.scope, ['散装食品销售'])
    assert.equal(verified.claims.representative, undefined)
    assert.equal(verified.kind, KIND)
    assert.equal(verified.status, 'none')
    assert.equal(verified.keyBinding?.issuedAt, NOW)
  })
}

test('everything shown gives back what was issued, whatever the number of decoys', async () => {
  const issuer = makeSigner('ES256')
  const trust = trustIssuers([{ issuer: ISSUER, keys: [issuer.publicJwk] }])
  for (const decoys of [0, 1, 5]) {
    const token = await issueCredential({ payload: licence, disclosable, signer: issuer, decoys })
    const verified = verifyCredential(token, { trust, now: NOW })
    assert.ok(verified.ok)
    assert.deepEqual(verified.claims, licence)
  }
})

test('nothing concealed can be read in the token before it is disclosed', async () => {
  const token = await issueCredential({ payload: licence, disclosable, signer: makeSigner('ES256') })
  const { jws } = splitSdJwt(token) as { jws: string }
  const payload = Buffer.from(jws.split('.')[1]!, 'base64url').toString()
  for (const secret of ['王芳', '草原街', '预包装']) assert.ok(!payload.includes(secret))
  assert.ok(payload.includes(licence.number))
})

test('what leads to a chosen claim is disclosed with it, and nothing else', async () => {
  const token = await issueCredential({ payload: licence, disclosable, signer: makeSigner('EdDSA') })
  const shown = await presentCredential(token, [['address', 'street']])
  assert.ok(typeof shown === 'string')
  const read = readSdJwt(shown)
  assert.ok('claims' in read)
  assert.deepEqual(read.claims.address, licence.address)
  assert.deepEqual(read.claims.scope, [])
  assert.equal(read.claims.representative, undefined)
})

test('both JSON forms say the same as the compact one', async () => {
  const [one, other] = [makeSigner('ES256'), makeSigner('EdDSA')]
  const trust = trustIssuers([{ issuer: ISSUER, keys: [one.publicJwk, other.publicJwk] }])
  const token = await issueSdJwt({ payload: licence, disclosable, signer: one })
  const flattened = fromJsonSerialization(toJsonSerialization(token) as string)
  assert.deepEqual(flattened, { token, furtherSignatures: [] })
  const payload = token.split('.')[1]!
  const head = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: other.id })).toString('base64url')
  const signature = Buffer.from(await other.sign(Buffer.from(`${head}.${payload}`))).toString('base64url')
  const second = `${head}.${payload}.${signature}`
  const general = fromJsonSerialization(toJsonSerialization(token, [second]) as string)
  assert.ok('token' in general)
  assert.deepEqual(general.furtherSignatures, [second])
  for (const jws of [token, `${second}~`]) assert.ok(verifySdJwt(jws, { trust, now: NOW }).ok)
})

test('a claim that says whether a licence holds cannot be made disclosable, nor a name that SD-JWT uses itself', async () => {
  const signer = makeSigner('ES256')
  for (const name of ['iss', 'exp', 'status', 'cnf', 'vct'])
    await assert.rejects(issueCredential({ payload: licence, disclosable: [[name]], signer }), /open/)
  for (const name of ['_sd', '...', '_sd_alg'])
    await assert.rejects(issueSdJwt({ payload: { a: { [name]: 1 } }, disclosable: [], signer }), /called/)
})

test('an ES256 signature is judged as Node judges r and s side by side, whatever their first bytes are', async () => {
  const signer = makeSigner('ES256')
  const key = verifyingKey(signer.publicJwk)
  assert.ok(!isRefused(key))
  const input = {
    key: createPublicKey({ key: signer.publicJwk as JsonWebKey, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363' as const,
  }
  const firstBytes = new Set<string>()
  for (let i = 0; i < 40 || (firstBytes.size < 3 && i < 6000); i++) {
    const data = Buffer.from(`text ${i}`)
    const signature = await signer.sign(data)
    for (const half of [0, 32]) firstBytes.add(signature[half] === 0 ? 'zero' : signature[half]! > 127 ? 'high' : 'low')
    assert.ok(key.verifies(data, signature))
    if (i >= 40) continue
    const changed = Uint8Array.from(signature, (byte, at) => (at === i ? byte ^ 1 : byte))
    for (const forged of [changed, new Uint8Array(64), signature.fill(0, 0, i), signature.fill(255, 0, i)])
      assert.equal(key.verifies(data, forged), verify('sha256', data, input, forged))
  }
  assert.deepEqual([...firstBytes].sort(), ['high', 'low', 'zero'])
})
