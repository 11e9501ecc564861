/** Places: the pack's regions and departments, found as people and modules look for them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkCreditCode } from '@steppe/kernels/codes'
import { openPack } from '#platform/packs'
import {
  departmentOf,
  findDepartment,
  findRegion,
  getPlaces,
  leagueOf,
  regionPath,
  regionsBelow,
  resolveRegion,
} from './ask.ts'
import { loadPack } from './load-pack.ts'
import { searchRegions } from './search-regions.ts'
import { openTestHouse } from './test-house.ts'

const house = await openTestHouse(['neimenggu'])
const places = await getPlaces(house)

describe('the places of Inner Mongolia', () => {
  test('one region, 12 leagues, 103 banners and 1,219 towns, each in the one above', () => {
    const counts = Map.groupBy(places.regions, (region) => region.level)
    assert.deepEqual(
      ['province', 'league', 'banner', 'town'].map((level) => counts.get(level as never)?.length),
      [1, 12, 103, 1219],
    )
    assert.deepEqual(
      places.regions.filter((region) => region.level !== 'province' && !places.region(region.parent ?? '')),
      [],
    )
    assert.ok(places.regions.every((region) => region.level === 'town' || region.english))
  })

  test('more than 4,300 departments on three levels, each with a valid credit code of its own', () => {
    assert.ok(places.departments.length >= 4300, String(places.departments.length))
    assert.deepEqual([...new Set(places.departments.map((each) => each.level))].sort(), [
      'banner',
      'league',
      'province',
    ])
    assert.ok(places.departments.every((each) => checkCreditCode(each.creditCode).ok))
    assert.equal(new Set(places.departments.map((each) => each.creditCode)).size, places.departments.length)
    assert.equal(new Set(places.departments.map((each) => each.name)).size, places.departments.length)
  })

  test('names follow the custom of the level: bureau of a league, branch of a district, bureau of a banner', async () => {
    const name = async (code: string) => (await findDepartment(house, code))?.name
    assert.equal(await name('152500-agriculture'), '锡林郭勒盟农牧局')
    assert.equal(await name('150000-transport'), '内蒙古自治区交通运输厅')
    assert.equal(await name('150102-police'), '呼和浩特市公安局新城区分局')
    assert.equal(await name('150121-police'), '土默特左旗公安局')
    assert.equal(await name('150102-market-regulation'), '呼和浩特市新城区市场监督管理局')
    assert.equal(
      (await findDepartment(house, '152921-tax'))?.english,
      'Tax Service of Alxa Left Banner, State Taxation Administration',
    )
  })

  test('a town lies in its banner, its league and the region', async () => {
    assert.deepEqual(
      (await regionPath(house, '150102003')).map((region) => region.name),
      ['内蒙古自治区', '呼和浩特市', '新城区', '中山东路街道'],
    )
    assert.equal(await leagueOf(house, '150102003'), '150100')
    assert.equal(await leagueOf(house, '150000'), '150000')
    assert.equal((await regionsBelow(house, '150300')).filter((region) => region.level === 'banner').length, 3)
    assert.deepEqual(await regionPath(house, '110000'), [])
  })

  test('a department serves its region and those below; where the kind is missing the one above serves', async () => {
    assert.equal((await departmentOf(house, 'market-regulation', '150102003'))?.code, '150102-market-regulation')
    assert.equal((await departmentOf(house, 'hotline', '150102'))?.code, '150100-hotline')
    assert.equal((await departmentOf(house, 'drug', '152921'))?.code, '150000-drug')
    assert.equal(await departmentOf(house, 'no-such-kind', '150102'), undefined)
    assert.equal(await departmentOf(house, 'tax', '999999'), undefined)
  })

  test('regions are found by name, pinyin, initials, English name and code', () => {
    const first = (typed: string) => searchRegions(places, typed, 5)[0]?.code
    assert.equal(first('呼和'), '150100')
    assert.equal(first('huhehaote'), '150100')
    assert.equal(first('hhht'), '150100')
    assert.equal(first('Hohhot'), '150100')
    assert.equal(first('150781'), '150781')
    assert.equal(first('xilingol'), '152500')
    assert.deepEqual(searchRegions(places, '  ', 5), [])
  })

  test('a written place means one region, also with the wider ones before it; an ambiguous one means none', () => {
    const code = (written: string, within?: string) => resolveRegion(places, written, within)?.code
    assert.equal(code('呼和浩特市新城区'), '150102')
    assert.equal(code('内蒙古自治区呼和浩特市新城区'), '150102')
    assert.equal(code('阿拉善'), '152900')
    assert.equal(code('150102000000'), '150102')
    assert.equal(code('新城街道'), undefined)
    assert.equal(code('新城街道', '150781'), undefined)
    assert.equal(code('北京市'), undefined)
  })

  test('a pack taken in again changes nothing; a region that left it is gone for every reader', async () => {
    const pack = house.site.packs.find((each) => each.card.name === 'neimenggu') ?? (await openPack(''))
    const version = async () =>
      (await house.db.ask<{ version: number }>('select s.version from registry.stamp s'))[0]?.version
    const before = await version()
    await loadPack(house, pack, () => {})
    assert.equal(await version(), before)
    const text = (await pack.text('registry/regions.csv')) ?? ''
    const without = text
      .split('\n')
      .filter((line) => !line.startsWith('150102003,'))
      .join('\n')
    const shorter = {
      ...pack,
      text: async (path: string) => (path === 'registry/regions.csv' ? without : pack.text(path)),
    }
    await loadPack(house, shorter, () => {})
    assert.equal(await findRegion(house, '150102003'), undefined)
    await loadPack(house, pack, () => {})
    assert.equal((await findRegion(house, '150102003'))?.name, '中山东路街道')
  })

  test('a pack whose region lies nowhere is a fault that names it, and nothing of it is kept', async () => {
    const pack = house.site.packs.find((each) => each.card.name === 'neimenggu') ?? (await openPack(''))
    const lost = `${await pack.text('registry/regions.csv')}990101,banner,990100,无处区,无处区,wu chu qu,Nowhere\n`
    const broken = { ...pack, text: async (path: string) => (path === 'registry/regions.csv' ? lost : pack.text(path)) }
    await assert.rejects(
      loadPack(house, broken, () => {}),
      /990101/,
    )
    const rows = await house.db.ask<{ code: string }>("select r.code from registry.regions r where r.code = '990101'")
    assert.deepEqual(rows, [])
  })
})
