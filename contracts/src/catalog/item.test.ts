/** The contract holds every element of GB/T 39046-2020 table 4. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Item } from './item.ts'

function marksIn(schema: unknown, found: Map<number, string> = new Map()): Map<number, string> {
  if (typeof schema !== 'object' || schema === null) return found
  const { gbt39046, title } = schema as { gbt39046?: number[]; title?: string }
  for (const number of gbt39046 ?? []) found.set(number, title ?? '')
  for (const part of Object.values(schema)) marksIn(part, found)
  return found
}

test('an item answers all 64 elements, each with its Chinese name', () => {
  const marks = marksIn(Item)
  const missing = Array.from({ length: 64 }, (_, at) => at + 1).filter((number) => !marks.has(number))
  assert.deepEqual(missing, [])
  assert.ok([...marks.values()].every((name) => /\p{Script=Han}/u.test(name)))
})

test('a misspelt element is refused', () => {
  assert.equal((Item as { additionalProperties?: boolean }).additionalProperties, false)
})
