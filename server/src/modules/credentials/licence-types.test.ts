/** Types of licences in the packs. */
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { openPacks } from '#platform/packs'
import { readLicenceTypes } from './licence-types.ts'

const packs = await openPacks(resolve(import.meta.dirname, '../../../../packs'), ['national', 'neimenggu', 'demo'])
const types = await readLicenceTypes(packs)

/** Every `credential:` anywhere in a value. */
function named(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(named)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'credential' && typeof each === 'string' ? [each] : named(each),
  )
}

test('every licence that an item gives or a material is proved by is a type', async () => {
  const ids = new Set<string>()
  for (const pack of packs) {
    const files = (await pack.list('catalog/items')).map((name) => `catalog/items/${name}`)
    for (const file of [...files, 'catalog/materials.yaml']) for (const id of named(await pack.data(file))) ids.add(id)
  }
  assert.ok(ids.size > 40)
  assert.deepEqual([...ids].filter((id) => !types.has(id)).sort(), [])
})

test('there are 627 types, and each has a number of three digits that no other has, names in both languages and a known kind of department', async () => {
  const kinds = new Set<string>()
  for (const pack of packs)
    for (const { kind } of (await pack.data<{ kinds: { kind: string }[] }>('registry/department-kinds.json'))?.kinds ??
      [])
      kinds.add(kind)
  for (const type of types.values()) {
    assert.match(type.number, /^\d{3}$/, type.id)
    assert.match(type.id, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.ok(/\p{Script=Han}/u.test(type.name.zh) && /[a-z]/i.test(type.name.en), type.id)
    assert.ok(kinds.has(type.department), `${type.id}: no department of kind ${type.department}`)
    assert.ok(['person', 'firm', 'either'].includes(type.holder), type.id)
    assert.ok(['fixed', 'none', 'stated'].includes(type.term), type.id)
    assert.ok(['law', 'item', 'high', 'medium'].includes(type.confidence), type.id)
    assert.match(type.source, /^(name|catalog:[a-z-]+|law:.+|items:[0-9A-Z-]+|standard:.+)$/, type.id)
    // How sure a name is follows from where it was read.
    const { confidence, source } = type
    const kind = source.replace(/:.*/s, '')
    const sure = { law: ['law'], catalog: ['item'], items: ['item'], standard: ['item'], name: ['high', 'medium'] }[
      kind
    ]
    assert.ok(sure?.includes(confidence), `${type.id}: ${source} is not ${confidence}`)
  }
  const names = [...types.values()].map((type) => type.name.zh)
  assert.equal(names.length, 627)
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  )
})

test('a type that says it is the result of an item is named as that item names it', async () => {
  for (const type of types.values()) {
    const [, item] = /^catalog:(.+)$/.exec(type.source) ?? []
    if (!item) continue
    type Item = { result?: { credential?: string; name: { zh: string } } }
    const found = await Promise.all(packs.map((pack) => pack.data<Item>(`catalog/items/${item}.yaml`)))
    const result = found.find((each) => each)?.result
    assert.equal(result?.credential, type.id, `${type.id}: item ${item} gives another licence`)
    assert.equal(result?.name.zh, type.name.zh)
  }
})
