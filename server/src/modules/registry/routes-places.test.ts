/** Regions and departments over the public API, open to everyone. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type TestInstallation, testInstallation } from '#testing/installation'

let town: TestInstallation
const get = async (url: string) => (await town.anyone.call('GET', url)).body

describe('places over the public API', () => {
  before(async () => {
    town = await testInstallation()
  })

  test('the installation’s own region, then down to the banners, then up again', async () => {
    const [own] = (await get('/api/registry/regions')).regions
    assert.equal(own.code, town.house.site.region)
    const leagues = (await get(`/api/registry/regions?parent=${own.code}`)).regions
    assert.equal(leagues.length, 12)
    const banner = await get('/api/registry/regions/150102')
    assert.deepEqual(
      banner.path.map((region: { level: string }) => region.level),
      ['province', 'league', 'banner'],
    )
    assert.equal(banner.region.english, 'Xincheng District')
    assert.equal((await get('/api/registry/regions/990000')).code, 'registry.region_unknown')
  })

  test('a word finds regions, of one level where asked', async () => {
    const found = (await get('/api/registry/regions?q=horqin&level=banner')).regions
    assert.deepEqual(found.map((region: { english: string }) => region.english).sort(), [
      'Horqin District',
      'Horqin Left Middle Banner',
      'Horqin Left Rear Banner',
      'Horqin Right Front Banner',
      'Horqin Right Middle Banner',
    ])
  })

  test('all departments, page by page, each once', async () => {
    const codes: string[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page: { departments: { code: string }[]; next?: string } = await get(
        `/api/registry/departments?limit=100&cursor=${next}`,
      )
      codes.push(...page.departments.map((department) => department.code))
      next = page.next
    }
    assert.ok(codes.length >= 4300)
    assert.equal(new Set(codes).size, codes.length)
  })

  test('departments by region, kind and words', async () => {
    const names = async (query: string) =>
      (await get(`/api/registry/departments?${query}`)).departments.map((each: { code: string }) => each.code)
    assert.deepEqual(await names('region=150102&kind=tax'), ['150102-tax'])
    assert.deepEqual(await names('region=150102&q=公积金'), ['150102-housing-fund'])
    assert.equal((await names('kind=hotline&limit=100')).length, 13)
    const short = `region=150102&q=${encodeURIComponent('市场监管局')}`
    assert.deepEqual(await names(short), ['150102-market-regulation'], 'as people call it for short')
    assert.equal((await get('/api/registry/departments?cursor=xyz')).code, 'platform.cursor_unknown')
    assert.equal((await get('/api/registry/departments/150102-tax')).region, '150102')
    assert.equal((await get('/api/registry/departments/150102-nothing')).code, 'registry.department_unknown')
    assert.ok(
      (await get('/api/registry/kinds')).kinds.some(
        (kind: { kind: string; utility: boolean }) => kind.kind === 'power' && kind.utility,
      ),
    )
  })
})
