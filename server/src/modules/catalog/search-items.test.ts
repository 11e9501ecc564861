/** Finding items as people ask for them, on the packs' own items. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SearchAnswer, SearchQuery } from '@steppe/contracts/catalog'
import { isRefusal } from '#platform/refusals'
import { testDatabase } from '#testing/database'
import { searchItems } from './search-items.ts'
import { suggest } from './suggest.ts'
import { loadedCatalogueHouse } from './test-house.ts'

const house = await loadedCatalogueHouse(await testDatabase())

async function search(query: SearchQuery): Promise<SearchAnswer> {
  const found = await searchItems(house, query)
  assert.ok(!isRefusal(found))
  return found
}

describe('what people type', () => {
  const asked: readonly (readonly [string, RegExp])[] = [
    ['我要开餐馆', /餐饮店|食品经营/],
    ['开饭店需要什么证', /餐饮店|食品经营/],
    ['办执照', /设立登记|企业开办/],
    ['营业执召', /设立登记|企业开办|变更登记/],
    ['yyzz', /设立登记|企业开办|变更登记/],
    ['刻个章', /印章/],
    ['我想卖烧烤', /餐饮店|食品经营/],
    ['卖烟', /烟草/],
    ['交社保', /参保/],
    ['shipinjingying', /食品经营/],
    ['restaurant', /餐饮店/],
    ['注销公司', /注销/],
    ['开发票', /发票申领/],
    ['开网店', /设立登记/],
    ['start a business', /企业开办/],
    ['business licence', /企业开办/],
    ['food business licence', /^食品经营许可$/],
  ]
  for (const [q, wanted] of asked)
    test(`“${q}” finds ${wanted.source} first`, async () => {
      const { items, distant } = await search({ q, region: '150102' })
      assert.match(items[0]?.name.zh ?? '', wanted)
      assert.equal(distant, undefined)
    })

  test('a misspelling is answered with what was understood', async () => {
    assert.equal((await search({ q: '营业执召', region: '150102' })).understood, '营业执照')
  })

  test('words that mean nothing here, or have but a syllable in common with an item, find nothing', async () => {
    for (const q of ['量子色动力学', '网约车', '商标'])
      assert.deepEqual(await search({ q, region: '150102' }), { items: [] })
  })

  test('what covers no half of the words is called the nearest only', async () => {
    const { items, distant } = await search({ q: '牧区补贴', region: '150102' })
    assert.ok(items.length > 0 && distant)
  })
})

describe('where', () => {
  test('a banner finds its own bodies and those above it, the nearest first, and nobody else’s', async () => {
    const { items } = await search({ q: '公司设立登记', region: '150102' })
    const same = items.filter((item) => item.basicCode === '000131001001').map((item) => item.region.code)
    assert.deepEqual(same, ['150102', '150100', '150000'])
    assert.ok(items.every((item) => ['150102', '150100', '150000'].includes(item.region.code)))
  })

  test('without a region each item comes once', async () => {
    const { items } = await search({ q: '公司设立登记' })
    const codes = items.map((item) => item.basicCode)
    assert.equal(new Set(codes).size, codes.length)
  })

  test('a level keeps the others out', async () => {
    const { items } = await search({ q: '公司设立登记', region: '150102', level: '3' })
    assert.ok(items.length > 0 && items.every((item) => item.level.code === '3'))
  })
})

describe('filters and pages', () => {
  test('a theme and an audience narrow the list', async () => {
    const { items } = await search({ region: '150102', theme: 'tax', audience: 'firm' })
    assert.ok(items.some((item) => item.basicCode === '002030001001'))
    assert.ok(items.every((item) => item.audience.some((one) => one !== '1')))
  })

  for (const query of [{ region: '150102' }, { q: '登记', region: '150102' }, {}] as SearchQuery[])
    test(`pages of ${JSON.stringify(query)} hold each item once and together are the whole`, async () => {
      const whole = await search({ ...query, limit: 50 })
      const paged: string[] = []
      let cursor: string | undefined
      for (let page = 0; page < 60; page++) {
        const answer = await search({ ...query, limit: 7, ...(cursor ? { cursor } : {}) })
        paged.push(...answer.items.map((item) => item.code))
        cursor = answer.next
        if (!cursor) break
      }
      assert.equal(new Set(paged).size, paged.length)
      assert.deepEqual(
        paged.slice(0, whole.items.length),
        whole.items.map((item) => item.code),
      )
      if (!whole.next) assert.equal(paged.length, whole.items.length)
    })

  test('a cursor that is not ours is refused', async () => {
    const answer = await searchItems(house, { cursor: 'abc' })
    assert.ok(isRefusal(answer) && answer.code === 'catalog.cursor_unreadable')
  })
})

describe('as somebody types', () => {
  for (const [q, wanted] of [
    ['开餐', /餐饮店/],
    ['gsslxq', /./],
    ['gssl', /公司设立/],
    ['gongsi', /公司/],
    ['食品', /食品/],
  ] as const)
    test(`“${q}”`, async () => {
      const { suggestions } = await suggest(house, q, '150102')
      if (q === 'gsslxq') assert.deepEqual(suggestions, [])
      else assert.match(suggestions[0]?.text ?? '', wanted)
    })
})
