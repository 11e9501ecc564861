/** The verifier's own SM2 and SM3 judge as the libraries do that they stand in for. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sm2 as theirs } from 'sm-crypto-v2'
import { sm3, sm2 as small } from './small-sm2.ts'

const options = { hash: true, userId: '1234567812345678' } as const

test('SM3 is that of OpenSSL, for messages of every length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (message) => {
      assert.equal(Buffer.from(sm3(message)).toString('hex'), createHash('sm3').update(message).digest('hex'))
    }),
  )
})

test('a signature holds where sm-crypto-v2 says so, and nowhere else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(63), fc.nat(7), (message, at, bit) => {
      const { publicKey, privateKey } = theirs.generateKeyPairHex()
      const signature = theirs.doSignature(message, privateKey, { ...options, publicKey })
      const key = small.precomputePublicKey(publicKey)
      assert.equal(small.doVerifySignature(message, signature, key, options), true)
      assert.equal(small.doVerifySignature(message, signature, publicKey, options), true)
      const changed = Buffer.from(signature, 'hex')
      changed[at]! ^= 1 << bit
      assert.equal(small.doVerifySignature(message, changed.toString('hex'), key, options), false)
      assert.equal(small.doVerifySignature(Uint8Array.of(...message, 0), signature, key, options), false)
    }),
    { numRuns: 20 },
  )
})

test('r and s outside their range, keys off the curve and other shapes are refused', () => {
  const { publicKey } = theirs.generateKeyPairHex()
  const order = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'
  const one = '1'.padStart(64, '0')
  for (const signature of ['0'.repeat(128), order + one, one + order, one + '0'.repeat(64), 'ff', ''])
    assert.equal(small.doVerifySignature(new Uint8Array(3), signature, publicKey, options), false)
  for (const key of [`04${one}${one}`, publicKey.slice(2), `${publicKey}00`, ''])
    assert.throws(() => small.verifyPublicKey(key))
})
