/** Texts are complete: both languages say the same things, and every text that a page asks for exists. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'

const here = import.meta.dirname
const read = (language: string, name: string): unknown =>
  JSON.parse(readFileSync(join(here, 'texts', language, name), 'utf8'))
const names = (language: string) => globSync('*.json', { cwd: join(here, 'texts', language) }).sort()

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path.replace(/_(one|other)$/, '')]
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key))
}
const keySet = (language: string, name: string) => [...new Set(keysOf(read(language, name)))].sort()

test('both languages have the same files', () => {
  assert.deepEqual(names('zh'), names('en'))
})

for (const name of names('zh'))
  test(`${basename(name, '.json')} says the same in both languages`, () => {
    assert.deepEqual(keySet('zh', name), keySet('en', name))
  })

test('Chinese texts are in Chinese, English ones are not', () => {
  const han = /\p{Script=Han}/u
  const values = (value: unknown): string[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(values) : [String(value)]
  for (const name of names('en'))
    assert.deepEqual(
      values(read('en', name)).filter((text) => han.test(text)),
      [],
      name,
    )
})

/** `t('a.b')` in a file of a page whose texts are `ns`; keys put together while running are not looked at. */
function askedKeys(source: string): { readonly ns: string; readonly key: string }[] {
  const spaces = new Map(
    [...source.matchAll(/const \{ t(?:: (\w+))?[^}]*\} = useTranslation\((?:'([\w-]+)')?\)/g)].map((m) => [
      m[1] ?? 't',
      m[2] ?? 'app',
    ]),
  )
  return [...source.matchAll(/\b(t|app)\('([\w.-]+)'/g)].flatMap((m) => {
    const ns = spaces.get(m[1] ?? '')
    return ns && m[2] ? [{ ns, key: m[2] }] : []
  })
}

test('every text that is asked for by name exists', () => {
  const missing = globSync('{app,ui,pages}/**/*.tsx', { cwd: here })
    .filter((file) => !file.includes('workbench'))
    .flatMap((file) => {
      const source = readFileSync(join(here, file), 'utf8')
      const used = new Set([...source.matchAll(/useTranslation\((?:'([\w-]+)')?\)/g)].map((m) => m[1] ?? 'app'))
      if (used.size > 2) return []
      return askedKeys(source)
        .filter(
          ({ ns, key }) =>
            ![...used].some((one) => keySet('zh', `${one}.json`).includes(key)) &&
            !keySet('zh', `${ns}.json`).includes(key),
        )
        .map(({ key }) => `${file}: ${key}`)
    })
  assert.deepEqual(missing, [])
})
