/** A real browser for tests: Debian's Chromium driven by playwright-core, axe-core for what a person with a reader would meet. */
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export type { Browser, BrowserContext, Page }

const executablePath = process.env.STEPPE_CHROMIUM ?? '/usr/bin/chromium'
export const noBrowser = existsSync(executablePath) ? false : `no browser at ${executablePath}`

/** Screenshots land here. */
export const outputFolder = join(import.meta.dirname, '../../.test-output')

/** Starts one browser; pages of a test come from `openPage`. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export type PageOptions = {
  readonly width: number
  readonly height?: number
  readonly dark?: boolean
  readonly largeText?: boolean
  readonly language?: 'zh' | 'en'
  /** `name=value` of a session. */
  readonly cookie?: string
  readonly base?: string
}

/** A page as a certain person sees it. Faults of its scripts are gathered in `faultsOf(page)`. */
export async function openPage(browser: Browser, options: PageOptions): Promise<Page> {
  const { width, height = width < 700 ? 844 : 900, dark = false, largeText = false, language = 'zh' } = options
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ...(options.base ? { baseURL: options.base } : {}),
  })
  if (options.cookie && options.base) {
    const [name = '', ...value] = options.cookie.split('=')
    await context.addCookies([{ name, value: value.join('='), url: options.base }])
  }
  const chosen = {
    'steppe.theme': dark ? 'dark' : 'light',
    'steppe.text': largeText ? 'large' : 'normal',
    'steppe.language': language,
  }
  await context.addInitScript((values) => {
    for (const [key, value] of Object.entries(values)) localStorage.setItem(key, value)
  }, chosen)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text()))
      faults.push(message.text())
  })
  gathered.set(page, faults)
  return page
}

const gathered = new WeakMap<Page, string[]>()
export const faultsOf = (page: Page): readonly string[] => gathered.get(page) ?? []

/** Waits until what was pressed has been answered by a picture, nothing is being asked and no skeleton stands. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))))
  await page.waitForFunction(() => !document.querySelector('.skeleton, .boot-main, [aria-busy="true"]'), undefined, {
    timeout: 45_000,
  })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(70)
}

let axeSource: Promise<string> | undefined
const axeText = () => (axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))

type Violation = {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
}

/** The rules that look at colours and places: all that can newly break when only light, width or text size change. */
const rulesOfLooks = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/**
 * What axe-core finds wrong on the page, one line each; WCAG 2.2 A and AA and its good practices. `looksOnly` for a page
 * that was asked whole before and has since been turned to another look.
 */
export async function axeViolations(page: Page, looksOnly = false): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeText())
  const violations = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as {
      axe: { run: (root: Document, options: unknown) => Promise<{ violations: unknown }> }
    }
    const asked = rules ? { runOnly: { type: 'rule', values: rules } } : { rules: { 'target-size': { enabled: true } } }
    const { violations: found } = await axe.run(document, { resultTypes: ['violations'], ...asked })
    return found
  }, looksOnly && rulesOfLooks)
  return (violations as readonly Violation[]).map(
    ({ id, help, nodes }) =>
      `${id}: ${help} — ${nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(' ')} ${(node.failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 160)}`)
        .join(' | ')}`,
  )
}

/** No violation at all. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const found = await axeViolations(page)
  if (found.length > 0) throw new Error(`${page.url()}\n${found.join('\n')}`)
}

/** Elements that reach beyond the right edge of the screen, outside of what scrolls by itself; empty when the page fits. */
export function overflowOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== root &&
      (/(auto|scroll|hidden)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(element.parentElement),
    )
    return [
      `${root.scrollWidth} > ${root.clientWidth}`,
      ...wide.slice(0, 5).map((element) => `${element.tagName}.${element.className}`),
    ]
  })
}

/** Keeps what the page looks like under a name. */
export async function screenshot(
  page: Page,
  name: string,
  options: { readonly whole?: boolean } = {},
): Promise<string> {
  await mkdir(outputFolder, { recursive: true })
  const path = join(outputFolder, `${name}.png`)
  await page.screenshot({ path, fullPage: options.whole ?? false })
  return path
}
