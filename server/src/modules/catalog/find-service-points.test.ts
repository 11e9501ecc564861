/** Service points: the nearest that can do the item. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testDatabase } from '#testing/database'
import { findServicePoints, metresBetween } from './find-service-points.ts'
import { loadedCatalogueHouse } from './test-house.ts'

const house = await loadedCatalogueHouse(await testDatabase())
const hohhot = { longitude: 111.66, latitude: 40.86 }

describe('near somebody', () => {
  test('the nearest first, as brute force finds them, wherever one stands', async () => {
    const all = await findServicePoints(house, { region: '150000', limit: 50 })
    assert.ok(all.length > 0)
    const every = await house.db.ask<{ id: string; longitude: number; latitude: number }>(
      'select p.id, p.longitude, p.latitude from catalog.service_points p',
    )
    for (const spot of [
      hohhot,
      { longitude: 100.1, latitude: 42.5 },
      { longitude: 125.9, latitude: 53.1 },
      { longitude: 116.4, latitude: 39.9 },
    ]) {
      const found = await findServicePoints(house, { near: `${spot.longitude},${spot.latitude}`, limit: 5 })
      const expected = every
        .map((point) => metresBetween(spot, point))
        .sort((a, b) => a - b)
        .slice(0, 5)
      assert.deepEqual(
        found.map((point) => point.metres),
        expected,
      )
    }
  })

  test('only points that handle the item: medical insurance is done at halls and insurance stations, not in a tax hall', async () => {
    const points = await findServicePoints(house, { item: '002036001001', near: '111.66,40.86', limit: 20 })
    assert.ok(points.some((point) => point.kind === 'station'))
    assert.ok(points.every((point) => point.scope.includes('*') || point.scope.includes('medical-insurance')))
  })

  test('an item nobody knows is handled in halls that do everything', async () => {
    const points = await findServicePoints(house, { item: '999999999999', near: '111.66,40.86' })
    assert.ok(points.every((point) => point.scope.includes('*')))
  })
})

describe('in a region', () => {
  test('its own points before those of the league and the region', async () => {
    const points = await findServicePoints(house, { region: '150102', limit: 20 })
    assert.equal(points[0]?.region.code, '150102')
    assert.equal(points.at(-1)?.region.code, '150000')
  })

  test('every banner has a hall', async () => {
    const [row] = await house.db.ask<{ n: number }>(
      `select count(*) as n from registry.regions r where r.level <> 'town'
       and not exists (select 1 from catalog.service_points p where p.region = r.code and p.kind = 'hall')`,
    )
    assert.equal(row!.n, 0)
  })
})
