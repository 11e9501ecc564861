/** The bytes of the program are those of @noble/hashes, in whose place they stand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as noble from '@noble/hashes/utils.js'
import fc from 'fast-check'
import * as ours from './node-bytes.ts'

/** What is answered, or the kind of the fault. */
function answer(ask: () => unknown): unknown {
  try {
    return ask()
  } catch (fault) {
    return (fault as Error).name
  }
}

test('texts, hexadecimal digits and joined bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 60 })
  fc.assert(
    fc.property(bytes, bytes, fc.string({ unit: 'binary' }), (one, other, text) => {
      assert.equal(ours.bytesToHex(one), noble.bytesToHex(one))
      assert.deepEqual(ours.hexToBytes(noble.bytesToHex(one).toUpperCase()), one)
      assert.deepEqual(ours.concatBytes(one, other), noble.concatBytes(one, other))
      assert.deepEqual(ours.utf8ToBytes(text), noble.utf8ToBytes(text))
    }),
  )
})

test('what is no number, no bytes or not hexadecimal is a fault of the same kind', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.string(),
    fc.uint8Array(),
    fc.constantFrom('ab\n', 'a', 'zz', -1, 1.5, NaN),
  )
  fc.assert(
    fc.property(anything, fc.option(fc.nat(8), { nil: undefined }), (value, length) => {
      for (const name of ['bytesToHex', 'hexToBytes', 'isBytes', 'anumber', 'concatBytes'] as const)
        assert.deepEqual(
          answer(() => ours[name](value as never)),
          answer(() => noble[name](value as never)),
          name,
        )
      assert.deepEqual(
        answer(() => ours.abytes(value as never, length)),
        answer(() => noble.abytes(value as never, length)),
      )
    }),
  )
})
