/** Every page, as different people see it: nothing reaches beyond the screen, nothing stands in a reader's way, no script fails. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { axeViolations, faultsOf, openPage, overflowOf, type Page, screenshot, settled } from './browser.ts'
import { chineseWhenOpened } from './chinese-on-page.ts'
import { base, browser, skip } from './installed.ts'
import { findPlaces, type Place } from './places.ts'
import { signIn } from './server.ts'

/** One way to look at a page; the page turns from one to the next without being loaded again. */
interface Look {
  readonly who: string
  readonly width: number
  readonly dark?: boolean
  readonly largeText?: boolean
}

/** Width, language, light and text size: every pair of choices stands together at least once, in as few looks as that takes. */
const looks: Readonly<Record<'zh' | 'en', readonly [Look, ...Look[]]>> = {
  zh: [
    { who: 'phone', width: 390 },
    { who: 'desk-dark-large', width: 1440, dark: true, largeText: true },
  ],
  en: [
    { who: 'phone-en-dark-large', width: 390, dark: true, largeText: true },
    { who: 'desk-en-large', width: 1440, largeText: true },
    { who: 'desk-en-dark', width: 1440, dark: true },
  ],
}
/** Pages looked at side by side: as many as there are processors on the smallest machine. */
const sideBySide = 2

let places: readonly Place[] = []
const cookies = new Map<string, string>()

before(async () => {
  if (skip) return
  places = await findPlaces(base)
  for (const login of new Set(places.flatMap((place) => place.login ?? [])))
    cookies.set(login, (await signIn(base, login)).cookie)
})

/** Turns the page to another width, light and text size, as its own switches do. */
async function turnTo(page: Page, { width, dark = false, largeText = false }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  await page.setViewportSize({ width, height: width < 700 ? 844 : 900 })
  await page.evaluate(
    async ([theme, text]) => {
      // The page hears of the new light before its next picture, and then takes its own choice again.
      await new Promise(requestAnimationFrame)
      Object.assign(document.documentElement.dataset, { theme, text })
    },
    [dark ? 'dark' : 'light', largeText ? 'large' : 'normal'],
  )
}

/** What is wrong with the page as it stands; `looksOnly` when its structure was asked before. */
async function faultsNow(page: Page, looksOnly: boolean): Promise<readonly string[]> {
  return [
    ...(await overflowOf(page)).map((one) => `overflow ${one}`),
    ...(await axeViolations(page, looksOnly)),
    ...((await page.locator('h1').count()) === 1 ? [] : ['not exactly one h1']),
    ...((await page.title()) ? [] : ['no title']),
  ]
}

/** One page a person, which goes on from place to place as people do, with what it has loaded. */
function pagesOfPeople() {
  const opened = new Map<string | undefined, Promise<Page>>()
  const open = (login: string | undefined) => {
    const cookie = login ? cookies.get(login) : undefined
    return openPage(browser, { ...looks.zh[0], base, ...(cookie ? { cookie } : {}) })
  }
  return {
    of: (login: string | undefined): Promise<Page> => {
      const page = opened.get(login) ?? open(login)
      opened.set(login, page)
      return page
    },
    close: async () => {
      for (const page of opened.values()) await (await page).context().close()
    },
  }
}

/** What is wrong with the page in each look of a language. Its structure is asked in Chinese, where a width has parts of its own. */
async function faultsIn(language: 'zh' | 'en', place: Place, page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const look of looks[language]) {
    await turnTo(page, look)
    await settled(page)
    if (process.env.STEPPE_E2E_SCREENSHOTS) await screenshot(page, `${place.name}-${look.who}`, { whole: true })
    found.push(...(await faultsNow(page, language === 'en')).map((one) => `${place.name} for ${look.who}: ${one}`))
  }
  return found
}

/** What is wrong with one place: opened in Chinese, then turned to English by the switch that every page has. */
async function faultsAt(place: Place, page: Page): Promise<readonly string[]> {
  const before = faultsOf(page).length
  await turnTo(page, looks.zh[0])
  await page.goto(place.path)
  const found = [...(await faultsIn('zh', place, page))]
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.locator('html[lang="en"]').waitFor()
  found.push(...(await faultsIn('en', place, page)))
  found.push(...(await chineseWhenOpened(page)).map((one) => `${place.name}: ${one}`))
  found.push(
    ...faultsOf(page)
      .slice(before)
      .map((one) => `${place.name}: script ${one}`),
  )
  return found
}

async function walk(): Promise<readonly string[]> {
  const found: string[] = []
  const left = [...places]
  const look = async () => {
    const pages = pagesOfPeople()
    for (let place = left.shift(); place; place = left.shift()) {
      const { name, login } = place
      const faults = faultsAt(place, await pages.of(login))
      found.push(...(await faults.catch((fault: Error) => [`${name}: ${fault.message}`])))
    }
    await pages.close()
  }
  await Promise.all(Array.from({ length: sideBySide }, look))
  return found
}

test('every page is whole and readable on a phone and on a desk, light and dark, in small and large text, and when turned to English says nothing in Chinese but names and what people wrote', {
  skip,
  timeout: 600_000,
}, async () => {
  assert.deepEqual(await walk(), [])
})
