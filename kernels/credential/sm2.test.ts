/** SM3 and SM2 agree with other implementations and with the standard's examples. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { sm2Pair, sm2Point, sm2Sign } from './sm2.ts'
import { sm3 } from './sm3.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const options = { hash: true, userId: '1234567812345678' } as const

test('SM3 gives the digest of the standard’s first example, and OpenSSL’s for any bytes', () => {
  assert.equal(hex(sm3(Buffer.from('abc'))), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
      assert.equal(hex(sm3(data)), createHash('sm3').update(data).digest('hex'))
    }),
  )
})

test('what we sign the other implementation verifies, and the other way round', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
      const pair = sm2Pair()
      const publicKey = `04${hex(pair.x)}${hex(pair.y)}`
      const point = sm2Point(pair.x, pair.y)!
      assert.equal(sm2.getPublicKeyFromPrivateKey(hex(pair.d)), publicKey)
      assert.ok(sm2.doVerifySignature(data, hex(sm2Sign(pair, data)), publicKey, options))
      const theirs = Buffer.from(sm2.doSignature(data, hex(pair.d), { ...options, publicKey }), 'hex')
      assert.ok(point(data, theirs))
      assert.ok(!point(Buffer.concat([data, Buffer.from([1])]), theirs))
      theirs[63]! ^= 1
      assert.ok(!point(data, theirs))
    }),
    { numRuns: 15 },
  )
})

test('numbers outside the range, another length and points off the curve are no signatures and no keys', () => {
  const pair = sm2Pair()
  const point = sm2Point(pair.x, pair.y)!
  const n = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123', 'hex')
  const [none, one] = [Buffer.alloc(32), Buffer.alloc(32, 1)]
  for (const signature of [
    Buffer.concat([none, one]),
    Buffer.concat([one, none]),
    Buffer.concat([n, one]),
    Buffer.concat([one, n]),
    one,
  ])
    assert.equal(point(one, signature), false)
  assert.equal(sm2Point(pair.x, pair.x), undefined)
  assert.equal(sm2Point(none, none), undefined)
  assert.equal(sm2Point(n, pair.y.subarray(1)), undefined)
  assert.throws(() => sm2Pair(none), RangeError)
  assert.throws(() => sm2Pair(n), RangeError)
})
