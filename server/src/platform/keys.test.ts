/** The installation's signing keys. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { verifyingKey } from '@steppe/kernels/credential'
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

test('an SM2 key is kept as PKCS #8 like the others, and what it signs is verified by OpenSSL as SM2 with SM3', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-keys-'))
  atEnd(() => rm(folder, { recursive: true }))
  const made = await keysInFolder(folder).signer('licences', 'SM2')
  const again = await keysInFolder(folder).signer('licences', 'SM2')
  assert.equal(again.id, made.id)
  const key = verifyingKey(made.publicJwk)
  assert.ok('verifies' in key)
  const signature = await again.sign(data)
  assert.ok(key.verifies(data, signature))
  assert.ok(!key.verifies(Buffer.from('草'), signature))
  const found = opensslVerifies(join(folder, 'licences.SM2.pem'), folder, signature)
  if (found === undefined) return context.diagnostic('openssl is not at hand')
  assert.equal(found, true)
})

/** Whether OpenSSL, another implementation, accepts the signature; undefined where there is none. */
function opensslVerifies(pem: string, folder: string, signature: Uint8Array): boolean | undefined {
  const [input, sig, pub] = ['input', 'sig', 'pub'].map((name) => join(folder, name)) as [string, string, string]
  writeFileSync(input, data)
  writeFileSync(sig, derOf(signature))
  if (spawnSync('openssl', ['pkey', '-in', pem, '-pubout', '-out', pub]).error) return undefined
  const options = ['-sm3', '-sigopt', 'distid:1234567812345678', '-verify', pub, '-signature', sig, input]
  return spawnSync('openssl', ['dgst', ...options]).status === 0
}

/** r and s as ASN.1 integers. */
function derOf(signature: Uint8Array): Buffer {
  const integers = [signature.subarray(0, 32), signature.subarray(32)].map((half) => {
    const digits = Buffer.from(half)
      .toString('hex')
      .replace(/^(00)+/, '')
    const bytes = Buffer.from(/^[89a-f]/.test(digits) ? `00${digits}` : digits, 'hex')
    return Buffer.concat([Buffer.from([2, bytes.length]), bytes])
  })
  const body = Buffer.concat(integers)
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}

test('the thumbprint is that of RFC 8037 appendix A.3', () => {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
  assert.equal(thumbprint(jwk), 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
})
