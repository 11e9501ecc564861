/** Texts of the workbench: Chinese and English say the same things, and every text the pages ask for is there. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const texts = join(import.meta.dirname, '../../texts')
type Texts = { readonly [name: string]: string | Texts }
const read = (language: string, name: string) =>
  JSON.parse(readFileSync(join(texts, language, `${name}.json`), 'utf8')) as Texts

/** Full names without the endings of plurals, which differ between the languages. */
function namesOf(part: Texts, before = ''): readonly string[] {
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${before}${name}`.replace(/_(one|other)$/, '')] : namesOf(value, `${before}${name}.`),
  )
}
const known = (language: string, name: string) => [...new Set(namesOf(read(language, name)))].sort()

for (const name of ['workbench', 'workbench-case']) {
  test(`${name}: every text is there in both languages`, () => {
    assert.deepEqual(known('en', name), known('zh', name))
  })
}

test('every text that a page asks for by its whole name is there', () => {
  const all = new Set(['workbench', 'workbench-case', 'app'].flatMap((name) => known('zh', name)))
  const asked = globSync('**/*.tsx', { cwd: import.meta.dirname }).flatMap((file) => {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8')
    return [...source.matchAll(/\b(?:t|app|bench)\('([\w.]+)'/g)].map((match) => match[1] as string)
  })
  assert.ok(asked.length > 100)
  assert.deepEqual(
    asked.filter((name) => !all.has(name)),
    [],
  )
})
