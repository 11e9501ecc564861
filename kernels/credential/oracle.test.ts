/** Both ways with another implementation (@sd-jwt/*): what it makes we verify, what we make it verifies. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createHeaderAndPayload, getListFromStatusListJWT, StatusList as TheirList } from '@sd-jwt/jwt-status-list'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import {
  type CredentialSigner,
  isRefused,
  issueCredential,
  makeStatusList,
  type PublicJwk,
  presentCredential,
  readStatusList,
  type SuiteName,
  signJws,
  trustIssuers,
  verifyCredential,
  verifyingKey,
} from './index.ts'
import { disclosable, ISSUER, licence, makeSigner, NOW } from './licence.fixture.ts'

const hasher = (data: string | ArrayBuffer) =>
  new Uint8Array(
    createHash('sha256')
      .update(typeof data === 'string' ? data : Buffer.from(data))
      .digest(),
  )

function verifierOf(jwk: PublicJwk) {
  const key = verifyingKey(jwk)
  if (isRefused(key)) throw new Error(key.code)
  return (data: string, signature: string) => key.verifies(Buffer.from(data), Buffer.from(signature, 'base64url'))
}

const signerOf = (signer: CredentialSigner) => async (data: string) =>
  Buffer.from(await signer.sign(Buffer.from(data))).toString('base64url')

function theirs(issuer: CredentialSigner, holder: CredentialSigner) {
  return new SDJwtVcInstance({
    hasher,
    hashAlg: 'sha-256',
    saltGenerator: (length) => randomBytes(length).toString('hex'),
    signer: signerOf(issuer),
    signAlg: issuer.algorithm,
    verifier: verifierOf(issuer.publicJwk),
    kbSigner: signerOf(holder),
    kbSignAlg: holder.algorithm,
    kbVerifier: (data, signature, payload) => verifierOf((payload.cnf as { jwk: PublicJwk }).jwk)(data, signature),
  })
}

/** Decoys, recursive members and elements, in the words of theirs. */
const frame = {
  _sd: ['representative', 'address'],
  _sd_decoy: 2,
  address: { _sd: ['street'] },
  scope: { _sd: [0, 1, 2], _sd_decoy: 1 },
}

for (const suite of ['ES256', 'EdDSA'] satisfies SuiteName[]) {
  test(`a licence that the other issued and presented under ${suite} is verified by us`, async () => {
    const [issuer, holder] = [makeSigner(suite), makeSigner(suite)]
    const library = theirs(issuer, holder)
    const token = await library.issue({ ...licence, cnf: { jwk: holder.publicJwk } }, frame as never)
    const kb = { payload: { iat: NOW, aud: 'https://checker.example', nonce: 'n' } }
    const shown = await library.present(token, { address: { street: true }, scope: { 2: true } } as never, { kb })
    const trust = trustIssuers([{ issuer: ISSUER, keys: [issuer.publicJwk] }])
    const verified = verifyCredential(shown, { trust, now: NOW, audience: 'https://checker.example', nonce: 'n' })
    assert.ok(verified.ok, JSON.stringify(verified))
    assert.deepEqual(verified.claims.address, licence.address)
    assert.deepEqual(verified.claims.scope, [licence.scope[2]])
    assert.equal(verified.claims.representative, undefined)
    const again = await presentCredential(token, 'all')
    assert.ok(typeof again === 'string')
    const whole = verifyCredential(again, { trust, now: NOW })
    assert.ok(whole.ok)
    assert.deepEqual(whole.claims, { ...licence, cnf: { jwk: holder.publicJwk } })
  })

  test(`a licence that we issued and presented under ${suite} is verified by the other`, async () => {
    const [issuer, holder] = [makeSigner(suite), makeSigner(suite)]
    const order = { payload: licence, disclosable, holderJwk: holder.publicJwk, signer: issuer, decoys: 2 }
    const token = await issueCredential(order)
    const binding = { signer: holder, audience: 'https://checker.example', nonce: 'n', now: NOW }
    const shown = await presentCredential(token, [['representative'], ['address', 'street'], ['scope', 0]], binding)
    assert.ok(typeof shown === 'string')
    const { payload, kb } = await theirs(issuer, holder).verify(shown, { keyBindingNonce: 'n', currentDate: NOW })
    const found = payload as Record<string, unknown>
    assert.equal(found.representative, licence.representative)
    assert.deepEqual(found.address, licence.address)
    assert.deepEqual(found.scope, [licence.scope[0]])
    assert.equal(kb?.payload.aud, 'https://checker.example')
    const another = theirs(makeSigner(suite), holder)
    await assert.rejects(another.verify(shown, { keyBindingNonce: 'n', currentDate: NOW }))
  })
}

test('a status list is read by either when the other made it', async () => {
  const signer = makeSigner('ES256')
  const trust = trustIssuers([{ issuer: ISSUER, keys: [signer.publicJwk] }])
  const uri = `${ISSUER}/credentials/status/1`
  for (const bits of [1, 2, 4, 8] as const) {
    const statuses = Array.from({ length: 4096 }, (_, i) => (i * 7 + (i >> 5)) % 2 ** bits)
    const ours = await makeStatusList({ uri, issuer: ISSUER, statuses, bits, now: NOW, ttl: 60, life: 3600, signer })
    const list = getListFromStatusListJWT(ours)
    assert.deepEqual(
      Array.from(statuses, (_, i) => list.getStatus(i)),
      statuses,
    )
    const header = { alg: 'ES256', typ: 'statuslist+jwt' as const }
    const made = createHeaderAndPayload(new TheirList(statuses, bits), { iss: ISSUER, sub: uri, iat: NOW }, header)
    const read = readStatusList(await signJws(made.header as never, made.payload as never, signer), {
      trust,
      issuer: ISSUER,
      uri,
      now: NOW,
    })
    assert.ok(!isRefused(read), JSON.stringify(read))
    assert.deepEqual(
      statuses.map((_, i) => read.at(i)),
      statuses,
    )
  }
})
