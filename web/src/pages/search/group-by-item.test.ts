/** One line for an item that several levels handle. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupByItem } from './group-by-item.ts'

test('the nearest stands for the item, the levels above stand below it', () => {
  const items = [
    { basicCode: 'food', code: 'district' },
    { basicCode: 'hotel', code: 'district' },
    { basicCode: 'food', code: 'city' },
    { basicCode: 'food', code: 'region' },
  ]
  assert.deepEqual(
    groupByItem(items).map(({ nearest, others }) => [nearest.basicCode, nearest.code, others.map((one) => one.code)]),
    [
      ['food', 'district', ['city', 'region']],
      ['hotel', 'district', []],
    ],
  )
})
