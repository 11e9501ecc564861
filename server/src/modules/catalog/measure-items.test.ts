/** Measures agree with counting the items one by one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#platform/refusals'
import { testDatabase } from '#testing/database'
import { findItem } from './find-item.ts'
import { measureItems } from './measure-items.ts'
import { searchItems } from './search-items.ts'
import { loadedCatalogueHouse } from './test-house.ts'

const house = await loadedCatalogueHouse(await testDatabase())

test('what is measured of a banner’s tax office is what its items say', async () => {
  const measured = await measureItems(house, { region: '150102', department: 'tax' })
  const rows = await house.db.ask<{ code: string }>(
    `select i.code from catalog.items i where i.department = '150102-tax'`,
  )
  const items = await Promise.all(rows.map((row) => findItem(house, row.code)))
  const count = (list: string) => measured.lists.find((one) => one.list === list)?.items
  assert.equal(measured.items, items.length)
  assert.equal(count('at-most-once'), items.filter((item) => item!.visits <= 1).length)
  assert.equal(count('contactless'), items.filter((item) => item!.visits === 0 && item!.online).length)
  const credentials = items
    .flatMap((item) => item!.materials)
    .filter((material) => material.proof.mode === 'credential').length
  assert.equal(measured.materials.find((one) => one.mode === 'credential')?.materials, credentials)
})

test('a body that asks for a visit leaves the list and the measure, and a league holds its banners', async () => {
  const [row] = await house.db.ask<{ code: string }>(
    `select i.code from catalog.items i where i.department = '150102-tax' order by 1 limit 1`,
  )
  const contactless = async (region: string) =>
    (await measureItems(house, { region, department: 'tax' })).lists.find((one) => one.list === 'contactless')!.items
  const [banner, league] = [await contactless('150102'), await contactless('150100')]
  await house.db.ask(
    `update catalog.items set overrides = '{"visits": 1, "visitReason": "须现场核验"}' where code = $1`,
    [row!.code],
  )
  assert.deepEqual([await contactless('150102'), await contactless('150100')], [banner - 1, league - 1])
})

test('a published list holds what stands on it, and nothing else', async () => {
  const found = await searchItems(house, { region: '150102', list: 'tolerant', limit: 50 })
  assert.ok(!isRefusal(found) && found.items.length > 0)
  for (const { code } of found.items) assert.ok((await findItem(house, code))!.tolerant)
  const marriage = await searchItems(house, { region: '150102', list: 'contactless', q: '结婚登记' })
  assert.ok(!isRefusal(marriage) && !marriage.items.some((item) => item.basicCode === '000711001001'))
})
