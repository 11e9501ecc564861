/** Every page, as different people see it: nothing reaches beyond the screen, nothing stands in a reader's way, no script fails. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  axeViolations,
  type Browser,
  faultsOf,
  noBrowser,
  openBrowser,
  openPage,
  overflowOf,
  type PageOptions,
  screenshot,
  settled,
} from './browser.ts'
import { baseUrl, completeStep, findItem, openRestaurantCase, signIn, skipped } from './server.ts'

const skip = skipped || noBrowser
const base = baseUrl ?? ''

/** Width, language, light and text size: every pair of choices stands together at least once. */
const people: readonly (PageOptions & { readonly who: string })[] = [
  { who: 'phone', width: 390 },
  { who: 'phone-en-dark-large', width: 390, language: 'en', dark: true, largeText: true },
  { who: 'phone-large', width: 390, largeText: true },
  { who: 'phone-dark', width: 390, dark: true },
  { who: 'desk', width: 1440 },
  { who: 'desk-dark', width: 1440, dark: true },
  { who: 'desk-en-large', width: 1440, language: 'en', largeText: true },
  { who: 'desk-en-dark', width: 1440, language: 'en', dark: true },
]

type Place = { readonly name: string; readonly login?: string; readonly path: string; readonly ready?: string }

async function draftOf(login: string, item: string): Promise<string> {
  const caller = await signIn(base, login)
  const { id } = await caller.send<{ id: string }>('POST', '/api/applications/drafts', { item })
  return id
}

async function findPlaces(): Promise<readonly Place[]> {
  const citizen = await signIn(base, 'wangfang')
  const item = await findItem(citizen, '食品经营许可', '150102')
  const [fresh, finished, draft, events] = await Promise.all([
    openRestaurantCase(base, '看页小馆'),
    openRestaurantCase(base, '办结小馆'),
    draftOf('wangfang', item),
    citizen.get<{ events: readonly { id: string }[] }>('/api/catalog/events'),
  ])
  await completeStep(base, 'clerk', finished, 'accept')
  await completeStep(base, 'examiner', finished, 'pass')
  await completeStep(base, 'approver', finished, 'approve')
  await completeStep(base, 'clerk', finished, 'delivered')
  const licence = await licenceOf(citizen)
  const me = { login: 'wangfang' }
  return [
    { name: 'home', path: '/' },
    { name: 'search', path: `/search?q=${encodeURIComponent('开餐馆')}` },
    { name: 'find', path: `/find/${item.slice(-12)}?name=${encodeURIComponent('食品经营许可')}` },
    { name: 'event', path: `/event/${events.events[0]?.id}` },
    { name: 'guide', path: `/guide/${item}` },
    { name: 'no-proof', path: '/no-proof' },
    { name: 'ledger', path: '/ledger' },
    { name: 'fewer-papers', path: '/fewer-papers', login: 'admin' },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'check-document', path: '/check-document' },
    { name: 'seals', path: '/seals?view=seals', login: 'batu' },
    { name: 'seals-new', path: '/seals/new', login: 'batu' },
    { name: 'not-found', path: '/nowhere' },
    { name: 'apply-new', path: `/apply/new/${item}`, ...me },
    { name: 'apply', path: `/apply/${draft}`, ...me },
    { name: 'apply-question', path: `/apply/${draft}?at=registered`, ...me },
    { name: 'apply-file', path: `/apply/${draft}?at=floorPlan`, ...me },
    { name: 'receipt', path: `/receipt/${fresh}`, ...me },
    { name: 'track', path: `/track/${fresh}`, ...me },
    { name: 'track-closed', path: `/track/${finished}`, ...me },
    { name: 'rate', path: `/rate/${finished}`, ...me },
    { name: 'mine', path: '/mine', ...me },
    { name: 'licences', path: '/licences', ...me },
    { name: 'licence', path: `/licences/${licence.id}`, ...me },
    { name: 'licence-issuer', path: `/licences/${licence.id}`, login: 'approver' },
    { name: 'licence-forbidden', path: `/licences/${licence.id}`, login: 'tax' },
    { name: 'mine-licences', path: '/mine?view=licences', ...me },
    { name: 'mine-reads', path: '/mine?view=reads', ...me },
    { name: 'licence-calls', path: '/work/licence-calls', login: 'auditor' },
    { name: 'issued', path: '/issued', login: 'approver' },
    { name: 'verify', path: '/verify' },
    { name: 'verify-found', path: `/verify?i=${licence.identifier}` },
    { name: 'verify-wrong', path: '/verify?i=1.2.156.3005.2.1' },
    { name: 'inbox', path: '/work', login: 'clerk' },
    { name: 'inbox-nobody', path: '/work' },
    { name: 'case', path: `/work/cases/${fresh}`, login: 'clerk' },
    { name: 'case-closed', path: `/work/cases/${finished}`, login: 'approver' },
    { name: 'case-forbidden', path: `/work/cases/${fresh}`, login: 'tax' },
  ]
}

/** The licence of the case that was finished: issued a moment after the decision. */
async function licenceOf(citizen: Awaited<ReturnType<typeof signIn>>) {
  for (let tries = 0; tries < 100; tries++) {
    const { licences } = await citizen.get<{ licences: { id: string; identifier: string }[] }>('/api/credentials/mine')
    if (licences[0]) return licences[0]
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('no licence was issued within ten seconds')
}

let browser: Browser
let places: readonly Place[] = []
const cookies = new Map<string, string>()

before(async () => {
  if (skip) return
  browser = await openBrowser()
  places = await findPlaces()
  for (const login of new Set(places.flatMap((place) => place.login ?? [])))
    cookies.set(login, (await signIn(base, login)).cookie)
})
after(async () => {
  if (!skip) await browser.close()
})

/** What is wrong with one place for one person. */
async function faultsAt(place: Place, options: PageOptions, who: string): Promise<readonly string[]> {
  const cookie = place.login ? cookies.get(place.login) : undefined
  const page = await openPage(browser, { ...options, base, ...(cookie ? { cookie } : {}) })
  try {
    await page.goto(place.path)
    await settled(page)
    if (process.env.STEPPE_E2E_SCREENSHOTS) await screenshot(page, `${place.name}-${who}`, { whole: true })
    const found = [
      ...(await overflowOf(page)).map((one) => `overflow ${one}`),
      ...(await axeViolations(page)),
      ...faultsOf(page).map((one) => `script ${one}`),
      ...((await page.locator('h1').count()) === 1 ? [] : ['not exactly one h1']),
      ...((await page.title()) ? [] : ['no title']),
    ]
    return found.map((one) => `${place.name}: ${one}`)
  } finally {
    await page.context().close()
  }
}

for (const { who, ...options } of people) {
  test(`every page is whole and readable for ${who}`, { skip, timeout: 240_000 }, async () => {
    const found: string[] = []
    for (const place of places) {
      found.push(...(await faultsAt(place, options, who).catch((fault: Error) => [`${place.name}: ${fault.message}`])))
    }
    assert.deepEqual(found, [])
  })
}
