/** The packs as the catalogue takes them in: every basic item at every body that exercises it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Item } from '@steppe/contracts/catalog'
import { Compile } from 'typebox/compile'
import { getPlaces } from '#ask/registry'
import { testDatabase } from '#testing/database'
import { getCatalogue } from './catalogue.ts'
import { checkWholeItem } from './check-item.ts'
import { findItem, formOf, itemCodeFor, materialsOf, partsOf, processOf } from './find-item.ts'
import { loadPack } from './load-pack.ts'
import { loadedCatalogueHouse } from './test-house.ts'

const startUp = '001031001000'
const house = await loadedCatalogueHouse(await testDatabase())

async function count(sql: string): Promise<number> {
  return (await house.db.ask<{ n: number }>(`select count(*) as n from ${sql}`))[0]!.n
}

describe('taking a pack in', () => {
  test('each basic item stands at every department of its kind on its levels', async () => {
    assert.ok((await count('catalog.items')) > 1500, String(await count('catalog.items')))
    const code = await itemCodeFor(house, '000131025001', '150102')
    assert.equal(code?.length, 31)
    assert.equal(code?.[18], '4')
  })

  test('taking the same pack in again changes nothing', async () => {
    const rows = 'select i.code, i.text_id, i.xmin::text as written from catalog.items i order by i.code'
    const before = await house.db.ask(rows)
    for (const pack of house.site.packs) await loadPack(house, pack, () => {})
    assert.deepEqual(await house.db.ask(rows), before)
  })

  test('every text of an item is in both languages', async () => {
    const { basics, forms } = await getCatalogue(house)
    const half = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return []
      const { zh, en } = value as { zh?: unknown; en?: unknown }
      if (typeof zh === 'string') return en ? [] : [zh]
      return Object.values(value).flatMap(half)
    }
    assert.deepEqual([...basics.values(), ...forms.values()].flatMap(half), [])
  })

  test('every item stood up is whole, and an auditor finds nothing in it', async () => {
    const fits = Compile(Item)
    const rows = await house.db.ask<{ code: string }>(
      'select distinct on (i.basic_code, i.level) i.code from catalog.items i order by i.basic_code, i.level, i.code',
    )
    for (const { code } of rows) {
      const item = await findItem(house, code)
      assert.ok(item, code)
      assert.deepEqual([...fits.Errors(item)].slice(0, 2), [], item.name.zh)
      assert.deepEqual(checkWholeItem(item), [], item.name.zh)
    }
  })

  test('every process that an item names is in a pack', async () => {
    const processes = (await Promise.all(house.site.packs.map((pack) => pack.list('processes')))).flat()
    for (const { process } of await house.db.ask<{ process: string }>(
      `select distinct b.body->>'process' as process from catalog.basic_items b`,
    ))
      assert.ok(
        processes.some((file) => file.startsWith(`${process}@`)),
        process,
      )
  })

  test('every form, theme, joint department and part that an item names is there', async () => {
    const [catalogue, places] = [await getCatalogue(house), await getPlaces(house)]
    for (const [item] of catalogue.basics.values()) {
      const { name, form, themes, jointDepartments, department, oneThing } = item!
      assert.ok(catalogue.forms.has(form), `${name.zh}: ${form}`)
      for (const kind of [department, ...jointDepartments]) assert.ok(places.kind(kind), `${name.zh}: ${kind}`)
      for (const [who, ids] of [
        ['firm', themes.firm],
        ['person', themes.person],
      ] as const)
        for (const id of ids)
          assert.ok(
            catalogue.themes.some((theme) => theme.kind === who && theme.id === id),
            `${name.zh}: ${who} ${id}`,
          )
      for (const part of oneThing?.parts ?? []) assert.ok(catalogue.basics.has(part.item), `${name.zh}: ${part.item}`)
      if (oneThing)
        assert.ok(
          catalogue.events.some((event) => event.id === oneThing.event),
          `${name.zh}: ${oneThing.event}`,
        )
      for (const material of item!.materials)
        if (material.proof.department)
          assert.ok(places.kind(material.proof.department), `${name.zh}: ${material.proof.department}`)
    }
    for (const event of catalogue.events)
      for (const code of event.items) assert.ok(catalogue.basics.has(code), `${event.id}: ${code}`)
  })
})

describe('asking for an item', () => {
  test('starting a business in a district is handled by the district, with its six parts', async () => {
    const code = (await itemCodeFor(house, startUp, '150102'))!
    const item = (await findItem(house, code, '2026-11-23'))!
    assert.equal(item.region.code, '150102')
    assert.equal(item.body.department, '150102-market-regulation')
    assert.equal(await processOf(house, code), 'business-start-up')
    assert.equal((await formOf(house, code))?.id, 'business-start-up')
    assert.ok((await materialsOf(house, code)).length >= 3)
    const parts = await partsOf(house, code)
    assert.equal(parts.length, 7)
    assert.ok(parts.every((part) => part.code?.length === 31))
  })

  test('before its first day an item is not there', async () => {
    const code = (await itemCodeFor(house, startUp, '150102'))!
    assert.equal(await findItem(house, code, '2024-12-31'), undefined)
  })

  test('what a town asks for is handled by the banner above it', async () => {
    const [town] = await house.db.ask<{ code: string }>(
      `select r.code from registry.regions r where r.parent = '150102' order by 1 limit 1`,
    )
    assert.equal(await itemCodeFor(house, startUp, town!.code), await itemCodeFor(house, startUp, '150102'))
  })

  test('a code that nobody has is nothing', async () => {
    assert.equal(await findItem(house, `11150000MB90000000${'4'}000131025001`), undefined)
  })
})
