/** Service points on the map. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mapHeight, mapWidth, markRadius, metresBetween, onOneMap, placePoints } from './place-points.ts'

const hall = { longitude: 111.66, latitude: 40.86 }
const east = { longitude: 111.76, latitude: 40.86 }
const north = { longitude: 111.66, latitude: 40.96 }

test('north is up, east is right, and a kilometre is as long in each direction', () => {
  const { points, scale } = placePoints([hall, east, north])
  const [a, b, c] = points.map((one) => one.at)
  assert.ok(b!.x > a!.x && Math.abs(b!.y - a!.y) < 0.01)
  assert.ok(c!.y < a!.y && Math.abs(c!.x - a!.x) < 0.01)
  const perMetre = scale.length / scale.metres
  assert.ok(Math.abs((b!.x - a!.x) / perMetre - metresBetween(hall, east)) < 10)
  assert.ok(Math.abs((a!.y - c!.y) / perMetre - metresBetween(hall, north)) < 10)
})

test('points at one place keep numbers that can be told apart, on the map', () => {
  const { points } = placePoints([hall, hall, hall, hall, east])
  for (const [at, one] of points.entries()) {
    assert.ok(one.mark.x >= markRadius && one.mark.x <= mapWidth - markRadius)
    assert.ok(one.mark.y >= markRadius && one.mark.y <= mapHeight - markRadius)
    for (const other of points.slice(at + 1))
      assert.ok(Math.hypot(one.mark.x - other.mark.x, one.mark.y - other.mark.y) >= 2 * markRadius)
  }
})

test('what lies hundreds of kilometres off is left to the list, unless nothing is nearer', () => {
  const far = { longitude: 119.7, latitude: 49.2 }
  assert.deepEqual(onOneMap([hall, east, far], undefined), [hall, east])
  assert.deepEqual(onOneMap([hall], far), [hall])
  assert.deepEqual(onOneMap([], hall), [])
})
