/** Chinese on an English page, outside of what people wrote or are called, which says its language. */
import { type Page, settled } from './browser.ts'

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

/** The same with everything opened that can be: details and tabs. */
export async function chineseWhenOpened(page: Page): Promise<readonly string[]> {
  const said = new Set<string>()
  const gather = async () => {
    await page.evaluate(() => {
      for (const more of document.querySelectorAll('details')) more.open = true
    })
    for (const one of await chineseOn(page)) said.add(one)
  }
  await gather()
  for (const tab of await page.locator('main [role="tab"]').all()) {
    await tab.click()
    await settled(page)
    await gather()
  }
  return [...said]
}
