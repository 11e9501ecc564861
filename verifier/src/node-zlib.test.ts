/** The unpacking of the program is that of fflate, in whose place it stands. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as fflate from 'fflate'
import * as ours from './node-zlib.ts'

/** What comes out piece by piece; nothing where the bytes don't unpack. */
function unpacked({ Unzlib }: Pick<typeof ours, 'Unzlib'>, packed: Uint8Array): Uint8Array | undefined {
  const pieces: Uint8Array[] = []
  let ended = false
  try {
    const stream = new Unzlib((piece, final) => {
      pieces.push(piece)
      ended ||= final
    })
    for (let from = 0; from < packed.length; from += 100)
      stream.push(packed.subarray(from, from + 100), from + 100 >= packed.length)
  } catch {
    return undefined
  }
  return ended ? Uint8Array.from(Buffer.concat(pieces)) : undefined
}

const texts = fc.uint8Array({ maxLength: 2000, max: 7 })

test('what one packs the other unpacks, whole and in pieces', () => {
  fc.assert(
    fc.property(texts, texts, (bytes, dictionary) => {
      assert.deepEqual(unpacked(ours, fflate.zlibSync(bytes)), bytes)
      assert.deepEqual(unpacked(fflate as never, ours.zlibSync(bytes)), bytes)
      const out = () => new Uint8Array(bytes.length + 1)
      assert.deepEqual(ours.inflateSync(fflate.deflateSync(bytes, { dictionary }), { dictionary, out: out() }), bytes)
      assert.deepEqual(fflate.inflateSync(ours.deflateSync(bytes, { dictionary }), { dictionary, out: out() }), bytes)
    }),
  )
})

test('what is cut off unpacks to nothing, and what unpacks to more than 4 MiB is one byte more than that', () => {
  const packed = ours.zlibSync(new Uint8Array(3000).map((_, at) => at % 251))
  for (let end = 0; end < packed.length; end += 7) assert.equal(unpacked(ours, packed.subarray(0, end)), undefined)
  assert.equal(unpacked(ours, fflate.zlibSync(new Uint8Array(9_000_000)))?.length, 4 * 1024 * 1024 + 1)
})
