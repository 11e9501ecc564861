/** The installation's signing keys. */
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { atEnd } from '#testing/database'
import { keysInFolder, keysInMemory, thumbprint } from './keys.ts'

const data = Buffer.from('草原')

test('what was signed verifies under the public key, whichever the algorithm', async () => {
  const keys = keysInMemory()
  const ed = await keys.signer('log', 'EdDSA')
  const edKey = createPublicKey({ key: ed.publicJwk, format: 'jwk' })
  assert.ok(verify(null, data, edKey, await ed.sign(data)))
  const es = await keys.signer('licences', 'ES256')
  const key = createPublicKey({ key: es.publicJwk, format: 'jwk' })
  const signature = await es.sign(data)
  assert.equal(signature.length, 64)
  assert.ok(verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature))
})

test('a key outlives the process, is read by its owner only, and is one for all processes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-keys-'))
  atEnd(() => rm(folder, { recursive: true }))
  const ids = await Promise.all([1, 2, 3].map(async () => (await keysInFolder(folder).signer('log', 'EdDSA')).id))
  assert.equal(new Set(ids).size, 1)
  assert.deepEqual(await readdir(folder), ['log.EdDSA.pem'])
  assert.equal((await stat(join(folder, 'log.EdDSA.pem'))).mode & 0o077, 0)
  assert.notEqual((await keysInFolder(folder).signer('status', 'EdDSA')).id, ids[0])
})

test('the thumbprint is that of RFC 8037 appendix A.3', () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
  assert.equal(thumbprint(jwk), 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
})
