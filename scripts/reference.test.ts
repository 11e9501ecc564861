/** The reference in docs/reference says what the code says, no more and no less. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeReference, readGround, referenceFolder } from './write-reference.ts'

const mend = 'write it anew: node_modules/.bin/node scripts/write-reference.ts'

test('every page of the reference is what the code gives', async () => {
  const made = await makeReference()
  assert.deepEqual((await readdir(referenceFolder)).sort(), Object.keys(made).sort(), mend)
  for (const [name, text] of Object.entries(made)) {
    assert.equal(await readFile(join(referenceFolder, name), 'utf8'), text, `docs/reference/${name} is stale; ${mend}`)
  }
})

test('the same code gives the same bytes', async () => {
  assert.deepEqual(await makeReference(), await makeReference())
})

test('every refusal that is declared is documented, and the other way round', async () => {
  const { refusals } = await readGround()
  const page = await readFile(join(referenceFolder, 'refusals.md'), 'utf8')
  const documented = [...page.matchAll(/^\| `([a-z_]+\.[a-z_]+)` \|/gm)].map(([, code]) => code!)
  assert.deepEqual(documented.sort(), Object.keys(refusals).sort(), mend)
})

test('a refusal is declared by the module that its first word names, in both languages, with a next step', async () => {
  const { cards } = await readGround()
  for (const card of cards) {
    for (const [code, text] of Object.entries(card.refusals)) {
      assert.equal(code.split('.')[0], card.name, `${code} stands in the refusals of ${card.name}`)
      for (const words of [text.title.zh, text.title.en, text.next.zh, text.next.en])
        assert.ok(words.trim(), `${code} lacks words`)
      assert.ok(text.status >= 400 && text.status < 500, `${code} answers ${text.status}; a refusal is no fault`)
    }
  }
})

test('every refusal a route names is declared', async () => {
  const { refusals, routes } = await readGround()
  for (const { route } of routes) {
    for (const code of route.refusals ?? [])
      assert.ok(refusals[code], `${route.method} ${route.url} names ${code}, which no refusals.ts declares`)
  }
})

test('all 64 elements of GB/T 39046-2020 table 4 stand in the contract of an item', async () => {
  const page = (await makeReference())['elements.md']!
  const numbers = new Set([...page.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, list]) => list!.split(', ').map(Number)))
  assert.deepEqual(
    [...numbers].sort((a, b) => a - b),
    Array.from({ length: 64 }, (_, index) => index + 1),
  )
})
