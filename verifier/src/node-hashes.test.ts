/** The hashes of the program are those of @noble/hashes, in whose place they stand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as noble from '@noble/hashes/hmac.js'
import { md5 as nobleMd5 } from '@noble/hashes/legacy.js'
import * as sha2 from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import * as ours from './node-hashes.ts'

test('each hash and its HMAC, whole and in pieces', () => {
  const bytes = fc.uint8Array({ maxLength: 300 })
  const pairs = [
    [ours.sha256, sha2.sha256],
    [ours.sha384, sha2.sha384],
    [ours.sha512, sha2.sha512],
    [ours.md5, nobleMd5],
  ] as const
  fc.assert(
    fc.property(bytes, bytes, fc.constantFrom(...pairs), (one, other, [mine, theirs]) => {
      assert.deepEqual([mine.outputLen, mine.blockLen], [theirs.outputLen, theirs.blockLen])
      assert.deepEqual(mine(one), theirs(one))
      assert.deepEqual(
        mine.create().update(one).update(other).digest(),
        theirs.create().update(one).update(other).digest(),
      )
      assert.deepEqual(ours.hmac(mine, one, other), noble.hmac(theirs, one, other))
      const pieces = ours.hmac.create(mine, one).update(one).update(other).digest()
      const prepared = ours.hmac.create(mine, one)
      const [working, out] = [prepared.clone(), new Uint8Array(mine.outputLen)]
      for (const data of [other, one]) {
        prepared._cloneInto(working)
        working.update(data).digestInto(out)
        assert.deepEqual(out, noble.hmac(theirs, one, data))
      }
      assert.deepEqual(pieces, noble.hmac.create(theirs, one).update(one).update(other).digest())
    }),
  )
})
