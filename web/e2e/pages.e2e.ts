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
import { findPlaces, type Place } from './places.ts'
import { baseUrl, signIn, skipped } from './server.ts'

const skip = skipped || noBrowser
const base = baseUrl ?? ''

/** Width, language, light and text size: every pair of choices stands together at least once, in as few walks as that takes. */
const people: readonly (PageOptions & { readonly who: string })[] = [
  { who: 'phone', width: 390 },
  { who: 'phone-en-dark-large', width: 390, language: 'en', dark: true, largeText: true },
  { who: 'desk-dark-large', width: 1440, dark: true, largeText: true },
  { who: 'desk-en-large', width: 1440, language: 'en', largeText: true },
  { who: 'desk-en-dark', width: 1440, language: 'en', dark: true },
]
/** Pages looked at side by side: as many as there are processors on the smallest machine. */
const sideBySide = 2

let browser: Browser
let places: readonly Place[] = []
const cookies = new Map<string, string>()

before(async () => {
  if (skip) return
  browser = await openBrowser()
  places = await findPlaces(base)
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
    const left = [...places]
    const walk = async () => {
      for (let place = left.shift(); place; place = left.shift()) {
        const { name } = place
        found.push(...(await faultsAt(place, options, who).catch((fault: Error) => [`${name}: ${fault.message}`])))
      }
    }
    await Promise.all(Array.from({ length: sideBySide }, walk))
    assert.deepEqual(found, [])
  })
}
