/** The elements of an item as the guide shows them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Item } from '@steppe/contracts/catalog'
import { elementsOf, materialElementsOf, numbersShown } from './elements-of.ts'

const examples = join(import.meta.dirname, '../../../../docs/examples/catalog-item.json')
const texts = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../texts/${language}/guide.json`), 'utf8'))

/** The answer that a story recorded. */
function recorded(): Item {
  return JSON.parse(readFileSync(examples, 'utf8')).answer
}

test('all 64 elements of table 4 are shown, each once', () => {
  assert.deepEqual(
    [...numbersShown()].sort((a, b) => a - b),
    Array.from({ length: 64 }, (_, at) => at + 1),
  )
})

test('each has a name in both languages, and an item that was recorded says most of them', () => {
  const item = recorded()
  const shown = [...elementsOf(item, 'zh'), ...materialElementsOf(item.materials[0]!, 'zh')]
  for (const { key } of shown)
    for (const language of ['zh', 'en']) assert.ok(texts(language).element[key], `${key} has no name in ${language}`)
  assert.ok(shown.filter(({ lines }) => lines.length > 0).length > 45)
})
