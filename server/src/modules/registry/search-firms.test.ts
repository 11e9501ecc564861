/** Finding firms: by code, by words, by the beginning of the name, by region; page after page without a gap or a repeat. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { makeCreditCode } from '@steppe/kernels/codes'
import { registerFirm } from './act.ts'
import { searchFirms } from './search-firms.ts'
import { openTestHouse } from './test-house.ts'

const house = await openTestHouse(['demo'])
const banners = ['150102', '150203', '150402']
const many = Array.from({ length: 3200 }, (_, index) => {
  const region = banners[index % 3] ?? ''
  return {
    code: makeCreditCode(`91${region}MY${String(index).padStart(7, '0')}`),
    region,
    name: `通达商贸${index}号（北方）公司`,
  }
})
const leagues: Readonly<Record<string, string>> = { 150102: '150100', 150203: '150200', 150402: '150400' }
await house.db.ask(
  `insert into registry.firms (league, code, name, kind, region, grams, updated_at)
   select w.league, w.code, w.name, 'enterprise', w.region, array['通达', '达商', '商贸'], now()
   from json_to_recordset($1::json) as w(league text, code text, name text, region text)`,
  [JSON.stringify(many.map((firm) => ({ ...firm, league: leagues[firm.region] })))],
)

type Query = Parameters<typeof searchFirms>[1]

async function found(query: Query): Promise<string[]> {
  const answer = await searchFirms(house, query)
  assert.ok(!('refused' in answer), JSON.stringify(answer))
  return answer.firms.map((firm) => firm.name)
}

async function allPages(query: Query): Promise<string[]> {
  const codes: string[] = []
  for (let cursor: string | undefined, pages = 0; pages < 200; pages++) {
    const answer = await searchFirms(house, { ...query, ...(cursor ? { cursor } : {}) })
    assert.ok(!('refused' in answer))
    codes.push(...answer.firms.map((firm) => firm.code))
    cursor = answer.next
    if (!cursor) return codes
  }
  throw new Error('the pages do not end')
}

describe('finding firms', () => {
  test('by the code, whole or its beginning, in small letters too', async () => {
    assert.deepEqual(await found({ q: '91150102mad000027c' }), ['内蒙古示例草原云科技有限公司'])
    assert.deepEqual(await found({ q: '91150102MAD' }), ['内蒙古示例草原云科技有限公司'])
    assert.deepEqual(await found({ q: '91350100M000100Y43' }), [])
  })

  test('by words anywhere in the name, brackets aside', async () => {
    assert.deepEqual(await found({ q: '草原云' }), ['内蒙古示例草原云科技有限公司'])
    assert.deepEqual(await found({ q: '云草原' }), [])
    assert.deepEqual(await found({ q: '赵强便利店示例' }), ['新城区赵强便利店（示例）'])
  })

  test('by the beginning of the name where the words are those of a place', async () => {
    assert.deepEqual(await found({ q: '内蒙古' }), ['内蒙古示例建筑工程有限公司', '内蒙古示例草原云科技有限公司'])
    assert.deepEqual(await found({ q: '有限公司' }), [])
  })

  test('in a region and all below it', async () => {
    assert.deepEqual(await found({ q: '示例', region: '150781' }), ['满洲里示例国际贸易有限公司'])
    assert.deepEqual(await found({ region: '150300' }), ['乌海示例葡萄酒业有限公司'])
  })

  test('words that thousands share come page by page, each firm once', async () => {
    const codes = await allPages({ q: '通达商贸', limit: 100 })
    assert.equal(codes.length, many.length)
    assert.equal(new Set(codes).size, many.length)
    const here = await allPages({ q: '通达商贸', region: '150200', limit: 100 })
    assert.deepEqual(
      here.toSorted(),
      many
        .filter((firm) => firm.region === '150203')
        .map((firm) => firm.code)
        .toSorted(),
    )
    assert.equal((await allPages({ region: '150200', limit: 70 })).length, here.length + 1)
  })

  test('words that few share come page by page too', async () => {
    const all = await allPages({ q: '示例', limit: 5 })
    assert.equal(new Set(all).size, 21)
    assert.equal(all.length, 21)
    const beginning = await allPages({ q: '内蒙古', limit: 1 })
    assert.equal(beginning.length, 2)
  })

  test('a firm is found under its new name once it has one', async () => {
    const firm = many[0]
    assert.ok(firm)
    await registerFirm(house, { ...firm, name: '改称云帆物流公司' })
    assert.deepEqual(await found({ q: '云帆' }), ['改称云帆物流公司'])
  })

  test('a search for nothing and a cursor of somebody’s making are refused', async () => {
    const nothing = await searchFirms(house, {})
    assert.ok('refused' in nothing && nothing.code === 'registry.query_too_short')
    const made = await searchFirms(house, { q: '示例', cursor: 'abc' })
    assert.ok('refused' in made && made.code === 'platform.cursor_unknown')
  })

  test('no question reads the whole table', async () => {
    await house.db.script('analyze registry.firms')
    const plans = await house.db.ask<{ 'QUERY PLAN': string }>(
      `explain select f.code from registry.firms f where f.grams @> array['云帆'] and (f.league, f.code) > ('', '') order by f.league, f.code limit 20`,
    )
    assert.ok(plans.every((line) => !line['QUERY PLAN'].includes('Seq Scan')))
  })
})
