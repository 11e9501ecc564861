/** English pages are English: no Chinese outside of what people wrote or are called, which says its language. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, noBrowser, openBrowser, openPage, type Page, settled } from './browser.ts'
import { findPlaces, type Place } from './places.ts'
import { baseUrl, signIn, skipped } from './server.ts'

const skip = skipped || noBrowser
const base = baseUrl ?? ''
let browser: Browser

before(async () => {
  if (!skip) browser = await openBrowser()
})
after(async () => {
  if (!skip) await browser.close()
})

/** Texts and labels with Chinese in them, but for what is marked as Chinese: names, and what people wrote. Source: WCAG 2.2, 3.1.2. */
function chineseOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const han = /\p{Script=Han}/u
    const said: string[] = []
    /** Names in parentheses and what was typed stay as they are. */
    const ours = (text: string) => text.replaceAll(/\([^()]*\)|“[^”]*”/g, '')
    const isMarked = (element: Element | null) => element?.closest('[lang^="zh"]') !== null
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName) || isMarked(parent)) continue
      if (han.test(node.textContent ?? ''))
        said.push(`${parent.tagName}.${parent.className}: ${node.textContent?.trim()}`)
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (!isMarked(element) && han.test(ours(element.getAttribute(name) ?? '')))
          said.push(`@${name}: ${element.getAttribute(name)}`)
    if (han.test(ours(document.title))) said.push(`title: ${document.title}`)
    return [...new Set(said)]
  })
}

async function chineseAt(place: Place): Promise<readonly string[]> {
  const cookie = place.login ? (await signIn(base, place.login)).cookie : undefined
  const page = await openPage(browser, { width: 1440, language: 'en', base, ...(cookie ? { cookie } : {}) })
  try {
    await page.goto(place.path)
    await settled(page)
    await page.evaluate(() => {
      for (const more of document.querySelectorAll('details')) more.open = true
    })
    for (const tab of await page.locator('main [role="tab"]').all()) {
      await tab.click()
      await settled(page)
    }
    return (await chineseOn(page)).map((said) => `${place.name}: ${said}`)
  } finally {
    await page.context().close()
  }
}

test('English pages say nothing in Chinese but names and what people wrote', { skip, timeout: 240_000 }, async () => {
  const found: string[] = []
  for (const place of await findPlaces(base)) found.push(...(await chineseAt(place)))
  assert.deepEqual(found, [])
})
