/** The catalogue over HTTP, and who may import. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type {
  EventsAnswer,
  Form,
  ImportAnswer,
  Item,
  ItemDiffAnswer,
  ItemVersionsAnswer,
  OwnItemsAnswer,
  SearchAnswer,
  ServicePointsAnswer,
  SuggestAnswer,
  ThemesAnswer,
} from '@steppe/contracts/catalog'
import { holds } from '@steppe/kernels/authority'
import { findPolicy } from '#ask/registry'
import { type Actor, anyone } from '#platform/actor'
import { buildHttp } from '#platform/http'
import { platformRefusals } from '#platform/platform-refusals'
import type { Sessions } from '#platform/sessions'
import { testDatabase } from '#testing/database'
import { recordAnswers } from '#testing/record-operations'
import { findItem, itemCodeFor } from './find-item.ts'
import { refusals } from './refusals.ts'
import { routes } from './routes.ts'
import { loadedCatalogueHouse } from './test-house.ts'

const house = await loadedCatalogueHouse(await testDatabase())
const policy = await findPolicy(house)
let caller: Actor = anyone
const sessions = { identify: async () => caller } as unknown as Sessions
const app = await buildHttp({
  house,
  routes: routes(house),
  refusals: { ...platformRefusals, ...refusals },
  sessions,
  holds: (actor, permission) => holds(policy, actor.grants, permission),
  version: 'test',
})
recordAnswers(app)
after(() => app.close())
const restaurant = (await itemCodeFor(house, '001031002000', '150102'))!

async function get<T>(url: string, status = 200): Promise<T> {
  const response = await app.inject({ method: 'GET', url })
  assert.equal(response.statusCode, status, response.body.slice(0, 300))
  return response.json() as T
}

describe('reading', () => {
  test('from words to the item, its form, its materials and where it is handled', async () => {
    const { items } = await get<SearchAnswer>(`/api/catalog/items?q=${encodeURIComponent('我要开餐馆')}&region=150102`)
    assert.equal(items[0]?.code, restaurant)
    const item = await get<Item>(`/api/catalog/items/${restaurant}`)
    assert.equal(item.body.department, '150102-market-regulation')
    assert.deepEqual(item, await findItem(house, restaurant, house.clock.today()))
    assert.equal((await get<Form>(`/api/catalog/forms/${item.form}`)).id, 'food-business')
    assert.deepEqual(
      (await get<{ materials: unknown[] }>(`/api/catalog/items/${restaurant}/materials`)).materials,
      item.materials,
    )
    const { points } = await get<ServicePointsAnswer>(
      `/api/catalog/service-points?item=${restaurant}&near=111.66,40.86`,
    )
    assert.equal(points[0]?.region.code, '150102')
  })

  test('themes have items, events name theirs', async () => {
    assert.ok((await get<ThemesAnswer>('/api/catalog/themes')).themes.every((theme) => theme.items > 0))
    const { events } = await get<EventsAnswer>('/api/catalog/events')
    assert.ok(
      events.length >= 13 &&
        events.every((event) => event.items.some((item) => item.oneThing) || event.items.length > 1),
    )
  })

  test('the sample an item names is a picture', async () => {
    const item = await get<Item>(`/api/catalog/items/${restaurant}`)
    const response = await app.inject({ method: 'GET', url: item.result!.sample! })
    assert.match(String(response.headers['content-type']), /^image\/svg/)
    assert.match(response.body, /样本/)
  })

  test('what is typed by its first letters is completed', async () => {
    const { suggestions } = await get<SuggestAnswer>('/api/catalog/suggest?q=spjy&region=150102')
    assert.ok(suggestions.length > 0)
  })

  test('an item has its versions, and between two days of one of them nothing changed', async () => {
    const { versions } = await get<ItemVersionsAnswer>(`/api/catalog/items/${restaurant}/versions`)
    assert.equal(versions[0]?.until, undefined)
    const { changes } = await get<ItemDiffAnswer>(`/api/catalog/items/${restaurant}/diff?from=2026-11-22&to=2026-11-23`)
    assert.deepEqual(changes, [])
  })

  test('a code that nobody has is refused with the next step', async () => {
    const problem = await get<{ code: string; next: string }>(
      `/api/catalog/items/${restaurant.slice(0, 19)}999999999999`,
      404,
    )
    assert.equal(problem.code, 'catalog.item_unknown')
    assert.ok(problem.next !== '')
  })

  test('a basic code gives the item of the body that handles it for the region', async () => {
    assert.equal((await get<Item>('/api/catalog/items/001031002000?region=150102')).code, restaurant)
    const town = await get<Item>('/api/catalog/items/000131001001?region=150100')
    assert.equal(town.region.code, '150100')
    assert.equal(
      (await get<{ code: string }>('/api/catalog/items/001031002000?region=150100', 404)).code,
      'catalog.handled_below',
    )
  })

  test('a query with a field we do not know is malformed', async () => {
    const strange = await get<{ code: string; title: string }>('/api/catalog/items?colour=red', 400)
    assert.equal(strange.code, 'platform.malformed')
    assert.match(strange.title, /: colour$/, 'what is too much is named')
  })
})

describe('checking', () => {
  const check = async (item: Item) =>
    (await app.inject({ method: 'POST', url: '/api/catalog/items/check', payload: item })).json() as {
      consistent: boolean
      errors: { code: string }[]
    }

  test('the pack’s own item is consistent; with a visit and no reason it is not', async () => {
    const item = await get<Item>(`/api/catalog/items/${restaurant}`)
    assert.deepEqual(await check(item), { consistent: true, errors: [] })
    const worse = await check({ ...item, visits: 1 })
    assert.deepEqual(
      worse.errors.map((error) => error.code),
      ['visit_reason', 'depth_visits'],
    )
  })
})

const staff = (role: string, place: { department?: string; region?: string }): Actor => ({
  kind: 'staff',
  id: 's',
  name: '甲',
  grants: [{ role, ...place }],
})

test('an editor takes the sheet of the department out and hands it in unchanged, and that of no other in the same place', async () => {
  // The register gives a role at a department its region as well.
  caller = staff('editor', { department: '150102-market-regulation', region: '150102' })
  const url = (department: string) => `/api/catalog/departments/${department}/items`
  const handIn = async (department: string) => {
    const { rawPayload } = await app.inject({ url: `${url(department)}/file?form=csv` })
    const headers = { 'content-type': 'text/csv' }
    const address = `${url(department)}/file?name=items.csv&dryRun=true`
    return (await app.inject({ method: 'POST', url: address, headers, payload: rawPayload })).json()
  }
  const { items } = await get<OwnItemsAnswer>(url('150102-market-regulation'))
  const { wrong, changed, unchanged }: ImportAnswer = await handIn('150102-market-regulation')
  const foreign: { code: string } = await handIn('150102-tax')
  caller = anyone
  assert.deepEqual([wrong, changed, unchanged], [0, 0, items.length])
  assert.equal(foreign.code, 'catalog.department_not_yours')
})

describe('who may import', () => {
  const file = '事项名称,事项编码,事项类型,实施主体代码,行政区划\n测试事项甲,T-1,20,91350100M000100Y43,150102\n'
  const post = async (actor: Actor) => {
    caller = actor
    const response = await app.inject({
      method: 'POST',
      url: '/api/catalog/imports?name=list.csv&dryRun=true',
      headers: { 'content-type': 'text/csv' },
      payload: Buffer.from(file),
    })
    caller = anyone
    return [response.statusCode, (response.json() as { code?: string }).code] as const
  }

  test('nobody without a session, no clerk', async () => {
    assert.deepEqual(await post(anyone), [401, 'platform.sign_in_needed'])
    assert.deepEqual(await post(staff('clerk', { department: '150102-market-regulation' })), [
      403,
      'platform.not_permitted',
    ])
  })

  test('an editor for the region of the department and those below, not for another', async () => {
    assert.deepEqual(await post(staff('editor', { department: '150102-market-regulation' })), [200, undefined])
    assert.deepEqual(await post(staff('editor', { department: '150100-market-regulation' })), [200, undefined])
    assert.deepEqual(await post(staff('editor', { department: '150203-market-regulation' })), [
      403,
      'catalog.region_not_yours',
    ])
  })

  test('an administrator of the whole installation for every region', async () => {
    assert.deepEqual(await post(staff('administrator', { region: '150000' })), [200, undefined])
  })

  test('an editor elsewhere who is a clerk here may not', async () => {
    const grants = [
      { role: 'editor', department: '150203-market-regulation' },
      { role: 'clerk', department: '150102-market-regulation' },
    ]
    assert.deepEqual(await post({ kind: 'staff', id: 's', name: '甲', grants }), [403, 'catalog.region_not_yours'])
  })
})
