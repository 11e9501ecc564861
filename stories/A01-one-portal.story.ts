/** A01 一体化政务平台 + 综合窗口: a region's whole catalogue; found in plain words, applied for online or at a window, tracked, delivered. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  apply,
  applyInBrowser,
  chooseRegion,
  complete,
  completeInBrowser,
  expect,
  itemOf,
  mainText,
  restaurantAnswers,
  search,
  settled,
  takeInBrowser,
  view,
} from './do-errands.ts'
import { makeScalePack } from './make-scale-pack.ts'
import type { Story, World } from './world.ts'

const foodBusiness = '000131025001'
const plainWords = '我要开餐馆'

async function allDepartments(world: World): Promise<{ readonly count: number; readonly kinds: readonly string[] }> {
  const [row] = await world.db.ask<{ count: number }>('select count(*)::int as count from registry.departments')
  const rows = await world.db.ask<{ kind: string }>('select distinct d.kind from registry.departments d order by 1')
  return { count: row!.count, kinds: rows.map((each) => each.kind) }
}

async function loadAtScale(world: World): Promise<void> {
  const { count, kinds } = await allDepartments(world)
  expect(count >= 4300, `the pack stands ${count} departments up, not 4,300`)
  const perKind = Number(process.env.STEPPE_STORY_ITEMS_PER_BODY ?? 137)
  const folder = await mkdtemp(join(tmpdir(), 'steppe-scale-'))
  try {
    const basics = await makeScalePack(folder, kinds, perKind)
    const begun = performance.now()
    await world.takeIn(folder)
    const seconds = (performance.now() - begun) / 1000
    const [row] = await world.db.ask<{ count: number }>('select count(*)::int as count from catalog.items')
    world.note(
      `${count} departments; ${basics} more basic items stood up as ${row!.count} items in ${seconds.toFixed(0)} s`,
    )
    expect(perKind < 137 || row!.count >= 590_000, `${row!.count} items stand, not 590,000`)
    if (perKind < 137) world.note(`played with ${perKind} items a body instead of 137 (STEPPE_STORY_ITEMS_PER_BODY)`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function everyElement(world: World): Promise<void> {
  const anyone = await world.api()
  const code = await itemOf(anyone, '食品经营许可', foodBusiness, '150102')
  const item = await anyone.ask('GET', `/api/catalog/items/${code}`, undefined, { example: 'catalog-item' })
  const wanted = [
    'code',
    'basicCode',
    'name',
    'type',
    'legalBasis',
    'level',
    'body',
    'region',
    'audience',
    'statutoryLimit',
    'promisedLimit',
    'conditions',
    'materials',
    'fee',
    'steps',
    'result',
    'places',
    'hours',
    'consultation',
    'consultationPhone',
    'complaintPhone',
    'forms',
    'onlineDepth',
    'visits',
    'crossRegion',
    'faq',
    'rights',
    'duties',
    'version',
    'from',
    'themes',
    'caseKind',
    'reviewKind',
    'postal',
    'onlinePayment',
    'quantityLimit',
    'intermediaries',
    'jointBodies',
    'handlingOffice',
    'systemLevel',
    'bookable',
    'specialProcedures',
  ]
  const absent = wanted.filter((element) => item[element] === undefined)
  expect(absent.length === 0, `the item lacks ${absent.join(', ')}`)
  const check = await anyone.ask('POST', '/api/catalog/items/check', item)
  expect(check.consistent, `an auditor objects: ${check.errors.map((each: { zh: string }) => each.zh).join('；')}`)
}

/** As a citizen on a desktop: words, guide, sign-in, application, receipt. */
async function applyOnline(world: World): Promise<string> {
  const page = await world.page('wangfang')
  await page.goto(`/search?q=${encodeURIComponent(plainWords)}`)
  await settled(page)
  await chooseRegion(page, '150102')
  await page.locator('#main a.list-link').first().waitFor({ timeout: 10_000 })
  const hits = await page.locator('#main a.list-link').allTextContents()
  expect(
    hits.slice(0, 5).some((hit) => /餐饮|食品经营/.test(hit)),
    `the page shows for “${plainWords}”: ${hits.slice(0, 5).join('、')}`,
  )
  const item = await itemOf(await world.api('wangfang'), '食品经营许可', foodBusiness, '150102')
  await page.goto(`/guide/${item}`)
  await settled(page)
  await page.locator('.guide-start a.button').first().click()
  await page.waitForURL(/\/apply\//)
  const id = await applyInBrowser(page, restaurantAnswers('暖阳小馆'))
  const state = await view(await world.api('wangfang'), id)
  expect(
    state.status === 'received' && state.answers.firmName === '暖阳小馆',
    `the case of the browser is ${state.status}, ${state.answers.firmName}`,
  )
  return id
}

async function followToDelivery(world: World, id: string): Promise<void> {
  const citizen = await world.page('wangfang', { width: 390 })
  expect((await mainText(citizen, `/track/${id}`)).includes(id), 'the tracking page does not show the number')
  await completeInBrowser(await world.page('clerk'), id, 'accept')
  await completeInBrowser(await world.page('examiner'), id, 'pass')
  await completeInBrowser(await world.page('approver'), id, 'approve')
  await completeInBrowser(await world.page('clerk'), id, 'delivered')
  const state = await view(await world.api('wangfang'), id)
  expect(
    state.status === 'closed' && state.results.length === 1,
    `after delivery the case is ${state.status} with ${state.results.length} results`,
  )
  const text = await mainText(citizen, `/track/${id}`)
  expect(text.includes(state.results[0].number), 'the tracking page does not show the licence')
}

/** At the comprehensive window: the clerk fills in for a citizen who consents. */
async function applyAtWindow(world: World): Promise<void> {
  const clerk = await world.api('clerk')
  const item = await itemOf(clerk, '食品经营许可', foodBusiness, '150102')
  const draft = { channel: 'window', onBehalfOf: { account: 'wangfang', consent: '本人在窗口签字同意由窗口代填' } }
  const receipt = await apply(clerk, {
    item,
    answers: {
      ...restaurantAnswers('窗口小馆'),
      responsibleIdNumber: '159900199003120202',
      contactName: '王芳',
      contactPhone: '13800000001',
    },
    draft,
    example: 'window',
  })
  const state = await view(await world.api('wangfang'), receipt.case)
  expect(
    state.channel === 'window' && state.applicant.name === '王芳',
    `the window's case is of ${state.applicant.name} by ${state.channel}`,
  )
  for (const [login, outcome] of [
    ['clerk', 'accept'],
    ['examiner', 'pass'],
    ['approver', 'approve'],
    ['clerk', 'delivered'],
  ] as const)
    await complete(await world.api(login), receipt.case, outcome)
  expect((await view(clerk, receipt.case)).status === 'closed', 'the case of the window is not delivered')
}

/** The same on the page of the window: found in the citizen's own words, with the way in which they consented. */
async function windowPage(world: World): Promise<void> {
  const item = await itemOf(await world.api('clerk'), '食品经营许可', foodBusiness, '150102')
  const wish = { words: '食品经营许可', item, region: '150102', account: 'wangfang', consent: 'signed' } as const
  const id = await takeInBrowser(await world.page('clerk'), wish, restaurantAnswers('窗口页面小馆'))
  const state = await view(await world.api('wangfang'), id)
  expect(
    state.channel === 'window' && state.applicant.name === '王芳',
    `the window's case is of ${state.applicant.name} by ${state.channel}`,
  )
  await followToDelivery(world, id)
}

async function play(world: World): Promise<void> {
  const anyone = await world.api()
  await world.holds('an item is found in plain Chinese', async () => {
    const found = await search(anyone, plainWords, '150102', 'catalog-search')
    expect(
      found.slice(0, 3).some((each) => /餐饮|食品经营/.test(each.name.zh)),
      `“${plainWords}” finds ${
        found
          .slice(0, 3)
          .map((each) => each.name.zh)
          .join('、') || 'nothing'
      }`,
    )
  })
  await world.holds('an item carries the elements of GB/T 39046', () => everyElement(world))
  let id = ''
  if (
    await world.holds('it is applied for online, in the browser', async () => {
      id = await applyOnline(world)
    })
  ) {
    await world.holds('it is tracked and delivered, in the browser', () => followToDelivery(world, id))
  }
  await world.holds('it is applied for at a comprehensive window, through the API', () => applyAtWindow(world))
  await world.holds('it is applied for at a comprehensive window, in the browser', () => windowPage(world))
  await world.holds('4,300 departments and 590,000 items load from a pack', () => loadAtScale(world))
  await world.holds('among them the item is still found', async () => {
    const begun = performance.now()
    const found = await search(anyone, plainWords, '150102')
    world.note(`found among them in ${(performance.now() - begun).toFixed(0)} ms`)
    expect(
      found.slice(0, 5).some((each) => /餐饮|食品经营/.test(each.name.zh)),
      `at scale “${plainWords}” finds ${found
        .slice(0, 3)
        .map((each) => each.name.zh)
        .join('、')}`,
    )
  })
}

export const story: Story = { id: 'A01', title: 'One portal and one window for a whole region', play }
