/** The tile map: every region has a cell of its own, and neighbours stay on their side. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tilesOf } from './tiles-of.ts'

const spot = (code: string, longitude: number, latitude: number) => ({ code, longitude, latitude })

test('west is left and north is up', () => {
  const tiles = tilesOf([spot('w', 100, 40), spot('e', 120, 40), spot('n', 110, 50), spot('s', 110, 38)])
  const of = (code: string) => tiles.find((tile) => tile.code === code)!
  assert.ok(of('w').column < of('e').column)
  assert.ok(of('n').row < of('s').row)
})

test('no two regions share a cell, none is lost, and the same spots give the same map', () => {
  const spots = fc.uniqueArray(
    fc.record({
      code: fc.string({ minLength: 6, maxLength: 6 }),
      longitude: fc.double({ min: 97, max: 126, noNaN: true }),
      latitude: fc.double({ min: 37, max: 53, noNaN: true }),
    }),
    { selector: (one) => one.code, maxLength: 40 },
  )
  fc.assert(
    fc.property(spots, (given) => {
      const tiles = tilesOf(given)
      assert.equal(new Set(tiles.map((tile) => `${tile.column} ${tile.row}`)).size, given.length)
      assert.deepEqual(tilesOf(given), tiles)
    }),
    { numRuns: 200 },
  )
})
