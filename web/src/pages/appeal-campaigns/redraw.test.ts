/** A sample is drawn again in the browser as the server drew it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnOrder, drawSeed } from '@steppe/kernels/draw'
import { redraw } from './redraw.ts'

const list = Array.from({ length: 20 }, (_, n) => `150102-20261126-${String(n).padStart(7, '0')}`)
const { root } = redraw(list, 5, '', 'x', [])
const sample = [...drawnOrder(drawSeed(root, 'seed'), 'object', list).slice(0, 5)].map((index) => list[index]!)

test('the published sample follows from list and seed, and one that was tampered with does not', () => {
  assert.deepEqual(redraw(list.toReversed(), 5, root, 'seed', sample), { root, rootHolds: true, sampleHolds: true })
  assert.equal(redraw(list, 5, root, 'another', sample).sampleHolds, false)
  assert.equal(redraw(list, 5, root, 'seed', [...sample.slice(0, 4), list[19]!].toSorted()).sampleHolds, false)
  assert.equal(redraw(list.slice(1), 5, root, 'seed', sample).rootHolds, false)
})
