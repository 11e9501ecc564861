/** Looks of two kinds as one list. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeLooks } from './merge-reads.ts'

const looks = (...at: string[]) => at.map((each) => ({ at: each, what: each }))
const order = (list: readonly { at: string }[]) => list.map((each) => each.at)

test('two lists that were read whole are one, the latest first', () => {
  const merged = mergeLooks([
    { looks: looks('2026-03', '2026-01'), more: false },
    { looks: looks('2026-04', '2026-02'), more: false },
  ])
  assert.deepEqual(order(merged), ['2026-04', '2026-03', '2026-02', '2026-01'])
})

test('what lies below the last one read of a longer list waits until that list is read on', () => {
  const merged = mergeLooks([
    { looks: looks('2026-09', '2026-05'), more: true },
    { looks: looks('2026-06', '2026-02'), more: false },
  ])
  assert.deepEqual(order(merged), ['2026-09', '2026-06', '2026-05'])
})

test('a list of which nothing is known yet holds everything back', () => {
  assert.deepEqual(
    mergeLooks([
      { looks: [], more: true },
      { looks: looks('2026-02'), more: false },
    ]),
    [],
  )
})
