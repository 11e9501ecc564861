/** What stands in for Node in the browser does what Node does. */
import assert from 'node:assert/strict'
import * as node from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { BrowserBuffer } from './browser-buffer.ts'
import * as browser from './browser-crypto.ts'

const bytes = fc.uint8Array({ maxLength: 300 })

test('hashes and HMACs are those of Node', () => {
  fc.assert(
    fc.property(bytes, bytes, fc.string(), fc.constantFrom('sha256', 'sha384', 'sha512'), (one, other, text, name) => {
      const both = (create: typeof node.createHash) => create(name).update(one).update(text).update(other).digest('hex')
      assert.equal(both(browser.createHash as never), both(node.createHash))
      const keyed = (create: typeof node.createHmac) => create(name, one).update(text).update(other).digest('base64url')
      assert.equal(keyed(browser.createHmac as never), keyed(node.createHmac))
      assert.equal(browser.hash(name, one, 'binary'), node.hash(name, one, 'binary'))
    }),
  )
  assert.throws(() => browser.createHash('md5'), RangeError)
})

/** Signs with Node; gives the JWK and the signature. */
function signed(kind: 'ed25519' | 'p256', data: Uint8Array, dsaEncoding: 'ieee-p1363' | 'der') {
  const pair =
    kind === 'ed25519' ? node.generateKeyPairSync('ed25519') : node.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = pair.publicKey.export({ format: 'jwk' })
  const signature =
    kind === 'ed25519'
      ? node.sign(null, data, pair.privateKey)
      : node.sign('sha256', data, { key: pair.privateKey, dsaEncoding })
  return { jwk, signature }
}

test('signatures that Node makes hold, changed ones and those over other data do not, and Node agrees', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.constantFrom('ed25519' as const, 'p256' as const),
      fc.constantFrom('ieee-p1363' as const, 'der' as const),
      fc.nat(63),
      fc.nat(7),
      (data, kind, dsaEncoding, at, bit) => {
        const { jwk, signature } = signed(kind, data, dsaEncoding)
        const algorithm = kind === 'ed25519' ? null : 'sha256'
        const verdicts = (over: Uint8Array, given: Uint8Array) => {
          const key = browser.createPublicKey({ key: jwk, format: 'jwk' })
          const theirs = node.createPublicKey({ key: jwk, format: 'jwk' })
          const mine = browser.verify(algorithm, over, kind === 'p256' ? { key, dsaEncoding } : key, given)
          assert.equal(
            mine,
            node.verify(algorithm, over, kind === 'p256' ? { key: theirs, dsaEncoding } : theirs, given),
          )
          return mine
        }
        assert.equal(verdicts(data, signature), true)
        const changed = Buffer.from(signature)
        changed[at]! ^= 1 << bit
        verdicts(data, changed)
        assert.equal(verdicts(Buffer.concat([data, Buffer.of(1)]), signature), false)
        assert.equal(
          browser.verify(algorithm, data, browser.createPublicKey({ key: jwk, format: 'jwk' }), signature.subarray(1)),
          false,
        )
      },
    ),
    { numRuns: 40 },
  )
})

test('a key of another kind is refused', () => {
  const rsa = node.generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
  for (const key of [
    rsa,
    { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' },
    { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43) },
    {},
  ])
    assert.throws(() => browser.createPublicKey({ key: key as object, format: 'jwk' }), RangeError)
})

test('bytes are read, written and encoded as Node does', () => {
  const encodings = fc.constantFrom(
    'utf8' as const,
    'hex' as const,
    'base64' as const,
    'base64url' as const,
    'latin1' as const,
  )
  const texts = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[A-Za-z0-9+/_=-]{0,40}$/),
    fc.stringMatching(/^[0-9a-fA-F]{0,20}g?[0-9a-f]{0,4}$/),
  )
  fc.assert(
    fc.property(bytes, bytes, encodings, texts, (one, other, encoding, text) => {
      assert.equal(BrowserBuffer.from(one).toString(encoding), Buffer.from(one).toString(encoding))
      assert.deepEqual([...BrowserBuffer.from(text, encoding)], [...Buffer.from(text, encoding)])
      assert.equal(BrowserBuffer.compare(one, other), Buffer.compare(one, other))
      assert.deepEqual([...BrowserBuffer.concat([one, other])], [...one, ...other])
      assert.equal(BrowserBuffer.from(one).equals(other), Buffer.from(one).equals(other))
    }),
  )
  const made = BrowserBuffer.alloc(8)
  made.writeUInt32BE(0xdeadbeef, 2)
  assert.equal(made.toString('hex'), '0000deadbeef0000')
  assert.equal(made.subarray(2).readUInt32BE(), 0xdeadbeef)
})
