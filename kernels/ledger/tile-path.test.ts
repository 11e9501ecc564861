/** The names of tiles, and bundles from strangers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { entryBundle, parseEntryBundle, parseTilePath, tilePath } from './index.ts'

test('index 1234067 is written as tlog-tiles writes it', () => {
  assert.equal(tilePath(0, 1_234_067), 'tile/0/x001/x234/067')
  assert.equal(tilePath('entries', 0, 5), 'tile/entries/000.p/5')
  assert.equal(tilePath(63, 999, 256), 'tile/63/999')
  assert.equal(tilePath(1, 1000), 'tile/1/x001/000')
})

test('what is written is read back, and written alike', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
      fc.maxSafeNat(),
      fc.integer({ min: 1, max: 256 }),
      (level, index, width) => {
        assert.deepEqual(parseTilePath(tilePath(level, index, width)), { level, index, width })
      },
    ),
  )
})

test('every path that is read is the only one of its tile', () => {
  const part = fc.constantFrom(
    'tile',
    '/',
    '0',
    '00',
    'x000',
    '001',
    'x001',
    'entries',
    '63',
    '64',
    '.p/',
    '9',
    '256',
    '-1',
    '..',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const path = parts.join('')
      const tile = parseTilePath(path)
      if (tile) assert.equal(tilePath(tile.level, tile.index, tile.width), path)
    }),
  )
  for (const path of [
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/64/000',
    'tile/00/000',
    'tile/0/x000/001',
    'tile/0/1',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/000.p',
    '/tile/0/000',
    'tile/0/../000',
    `tile/0/${'x999/'.repeat(9)}000`,
  ])
    assert.equal(parseTilePath(path), null, path)
})

test('levels 0 to 63 are all read', () => {
  for (let level = 0; level <= 63; level++) assert.equal(parseTilePath(`tile/${level}/000`)?.level, level)
})

test('a bundle gives its entries back; cut, extended or miscounted it gives none', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 30 }), (entries) => {
      const bytes = entryBundle(entries)
      assert.deepEqual(
        parseEntryBundle(bytes, entries.length)!.map((entry) => [...entry]),
        entries.map((entry) => [...entry]),
      )
      assert.equal(parseEntryBundle(bytes.subarray(0, -1), entries.length), null)
      assert.equal(parseEntryBundle(Uint8Array.of(...bytes, 0), entries.length), null)
      assert.equal(parseEntryBundle(bytes, entries.length + 1), null)
      assert.equal(parseEntryBundle(bytes, entries.length - 1), null)
    }),
  )
})
