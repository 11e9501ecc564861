/** A03 一件事一次办: one form, materials asked once, parts side by side, one deadline, one delivery. */
import {
  apply,
  applyInBrowser,
  complete,
  completeInBrowser,
  expect,
  itemOf,
  mainText,
  traderAnswers,
  view,
} from './do-errands.ts'
import type { Story, World } from './world.ts'

const startUp = '001031001000'

/** The thirteen things of the first national list, each by words that find it. Source: 国发〔2024〕3号. */
const nationalList: readonly (readonly [string, RegExp])[] = [
  ['企业信息变更', /变更.*一件事/],
  ['开办运输企业', /运输.*一件事/],
  ['开办餐饮店', /餐饮.*一件事/],
  ['水电气网联合报装', /水电气.*一件事/],
  ['信用修复', /信用修复.*一件事/],
  ['企业上市合法合规信息核查', /上市.*一件事/],
  ['企业破产信息核查', /破产.*一件事/],
  ['企业注销登记', /注销.*一件事/],
  ['新生儿出生', /新生儿.*一件事|出生.*一件事/],
  ['教育入学', /入学.*一件事/],
  ['社会保障卡居民服务', /社会保障卡.*一件事/],
  ['残疾人服务', /残疾人.*一件事/],
  ['退休', /退休.*一件事/],
]

async function findsAll(world: World): Promise<void> {
  const anyone = await world.api()
  const lost: string[] = []
  for (const [words, name] of nationalList) {
    const query = new URLSearchParams({ q: words, region: '150102' })
    const { items } = await anyone.ask('GET', `/api/catalog/items?${query}`)
    const found = items.find(
      (each: { oneThing: boolean; name: { zh: string } }) => each.oneThing && name.test(each.name.zh),
    )
    if (!found) lost.push(words)
  }
  expect(lost.length === 0, `not in the catalogue of 150102 as one thing: ${lost.join('、')}`)
}

/** The joint item asks for less than its parts do one by one. */
async function askedOnce(world: World, item: string): Promise<void> {
  const citizen = await world.api('wangfang')
  const guide = await citizen.ask('GET', `/api/applications/guide?item=${item}`, undefined, { example: 'guide' })
  expect(guide.parts.length >= 6, `the guide names ${guide.parts.length} parts`)
  const ids = guide.materials.map((each: { id: string }) => each.id)
  expect(new Set(ids).size === ids.length, `a material is asked twice: ${ids}`)
  const names = ['个体工商户设立登记', '印章刻制备案', '发票申领']
  let apart = 0
  for (const [index, basic] of ['000131001002', '001009001001', '002030001001'].entries()) {
    const code = await itemOf(citizen, names[index]!, basic, '150102')
    apart += (await citizen.ask('GET', `/api/catalog/items/${code}`)).materials.length
  }
  expect(ids.length < apart, `together ${ids.length} materials, one by one ${apart}`)
  world.note(`${ids.length} materials in one go; three of its parts alone ask for ${apart}`)
}

async function inOneGo(world: World, item: string, inBrowser: boolean): Promise<void> {
  const citizen = await world.api('wangfang')
  const answers = traderAnswers(inBrowser ? '新城区暖阳一件事小馆' : '新城区青禾一件事小馆', [
    'seal',
    'invoices',
    'social',
  ])
  let id: string
  if (inBrowser) {
    const page = await world.page('wangfang')
    await page.goto(`/apply/new/${item}`)
    id = await applyInBrowser(page, { ...answers, promise: 'yes' })
  } else id = (await apply(citizen, { item, answers, promise: true, example: 'one-thing' })).case
  const started = await view(citizen, id)
  const parts = started.tasks.map((task: { part?: string }) => task.part).sort()
  expect(
    JSON.stringify(parts) === JSON.stringify(['invoices', 'seal', 'social']),
    `side by side are open: ${parts.join(', ') || 'none'}; the case is ${started.status}`,
  )
  expect(started.clock.due, 'the case has no shared deadline')
  const own = started.tasks.map((task: { dueOn: string }) => task.dueOn)
  expect(
    own.every((due: string) => due <= started.clock.due),
    `a part is due ${own} after the shared deadline ${started.clock.due}`,
  )
  // Another order than the form's: they wait for nobody.
  for (const [login, part] of [
    ['labour', 'social'],
    ['police', 'seal'],
    ['tax', 'invoices'],
  ] as const) {
    if (inBrowser) await completeInBrowser(await world.page(login), id, 'done')
    else await complete(await world.api(login), id, 'done', { part })
  }
  const joined = await view(citizen, id)
  expect(
    joined.tasks.length === 1 && joined.tasks[0].action === 'deliver',
    `after the parts the open steps are ${joined.tasks.map((task: { name: string }) => task.name).join('、')}`,
  )
  if (inBrowser) await completeInBrowser(await world.page('clerk'), id, 'delivered')
  else await complete(await world.api('clerk'), id, 'delivered')
  const closed = await view(citizen, id)
  expect(closed.status === 'closed', `after the one delivery the case is ${closed.status}`)
  if (inBrowser)
    expect(
      (await mainText(await world.page('wangfang', { width: 390 }), `/track/${id}`)).includes(closed.results[0].number),
      'the licence is not shown on the phone',
    )
}

async function longestBranch(world: World, item: string): Promise<void> {
  const citizen = await world.api('wangfang')
  const restaurant = await itemOf(citizen, '开办餐饮店一件事', '001031002000', '150102')
  const guide = await citizen.ask('GET', `/api/applications/guide?item=${restaurant}`)
  const limits = new Map<string, number>()
  for (const part of guide.parts as readonly { id: string; name: string }[]) {
    const { items } = await citizen.ask(
      'GET',
      `/api/catalog/items?${new URLSearchParams({ q: part.name, region: '150102' })}`,
    )
    const found = items.find((each: { basicCode: string }) => each.basicCode === part.id)
    if (found) limits.set(part.id, (await citizen.ask('GET', `/api/catalog/items/${found.code}`)).promisedLimit.length)
  }
  // Registration first, then licence and sign side by side; the fire check beside all of them.
  const first = Math.max(limits.get('000131001001') ?? 0, limits.get('000131001002') ?? 0)
  const wanted = Math.max(
    first + Math.max(limits.get('000131025001') ?? 0, limits.get('000117033001') ?? 0),
    limits.get('000117034001') ?? 0,
  )
  const answers = {
    registered: 'no',
    entityKind: 'sole-trader',
    firmName: '最长分支小馆',
    responsibleName: '王芳',
    businessForm: 'catering',
    foodItems: ['hot'],
    online: 'no',
    address: { region: '150102', line: '迎宾北路 18 号' },
    area: 60,
    foodSafetyManager: '其木格',
    sign: 'yes',
    fireSafetyCheck: 'yes',
    delivery: 'electronic',
    declaration: true,
  }
  const { case: id } = await apply(citizen, { item: restaurant, answers })
  const state = await view(citizen, id)
  expect(state.clock.term.length === wanted, `the term is ${state.clock.term.length}, the longest branch ${wanted}`)
  expect(item.length > 0, 'no item')
}

async function play(world: World): Promise<void> {
  const item = await itemOf(await world.api(), '企业开办一件事', startUp, '150102')
  await world.holds('the thirteen things of the national list are there', () => findsAll(world))
  await world.holds('materials are asked once for all parts', () => askedOnce(world, item))
  await world.holds('one form, parts side by side, one delivery: through the API', () => inOneGo(world, item, false))
  await world.holds('one form, parts side by side, one delivery: in the browser', () => inOneGo(world, item, true))
  await world.holds('the one deadline is that of the longest branch', () => longestBranch(world, item))
  await world.holds('deregistration is one thing', async () => {
    const anyone = await world.api()
    const { items } = await anyone.ask(
      'GET',
      `/api/catalog/items?${new URLSearchParams({ q: '企业注销一件事', region: '150102' })}`,
    )
    expect(
      items.some((each: { oneThing: boolean; name: { zh: string } }) => each.oneThing && /注销/.test(each.name.zh)),
      `“企业注销一件事” finds ${items
        .map((each: { name: { zh: string } }) => each.name.zh)
        .slice(0, 3)
        .join('、')}`,
    )
  })
}

export const story: Story = { id: 'A03', title: 'One thing, done once', play }
