/** Orders on the sketch around a place. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeFromSketch, placeOnSketch } from './place-on-sketch.ts'

test('a kilometre to the north is at the upper rim of a kilometre, one to the east at the right', () => {
  const spot = { lat: 40.82, long: 111.77 }
  const north = placeOnSketch(spot, { lat: 40.82 + 1000 / 111_320, long: 111.77 }, 1000)
  assert.ok(Math.abs(north.x) < 1e-9 && Math.abs(north.y + 1) < 1e-9)
  const east = placeOnSketch(
    spot,
    { lat: 40.82, long: 111.77 + 1000 / (111_320 * Math.cos((40.82 * Math.PI) / 180)) },
    1000,
  )
  assert.ok(Math.abs(east.x - 1) < 1e-9 && Math.abs(east.y) < 1e-9)
})

test('what is pointed at is the place that stands there, to ten metres', () => {
  const spot = { lat: 40.82, long: 111.77 }
  const place = { lat: 40.8251, long: 111.7622 }
  const back = placeFromSketch(spot, placeOnSketch(spot, place, 2000), 2000)
  assert.ok(Math.abs(back.lat - place.lat) < 1e-4 && Math.abs(back.long - place.long) < 1e-4)
})
