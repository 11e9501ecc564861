/** The verifier's page, opened from a folder without any server or network. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { buildVerifier } from '../../scripts/build-verifier.ts'
import { bytesOf, townLog } from '../../verifier/src/log.fixture.ts'
import {
  type Browser,
  expectNoAxeViolations,
  noBrowser,
  openBrowser,
  openPage,
  overflowOf,
  type Page,
  type PageOptions,
  screenshot,
} from './browser.ts'

const log = townLog()
let browser: Browser
let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steppe-verifier-page-'))
  await buildVerifier(folder)
  if (!noBrowser) browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The page as a stranger opens it, with a file dropped on it. */
async function checked(options: PageOptions, file: unknown, key?: string): Promise<Page> {
  const page = await openPage(browser, options)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(pathToFileURL(join(folder, 'steppe-verify.html')).href)
  if (key) {
    await page.locator('summary').click()
    await page.locator('#log-key').fill(key)
  }
  await page
    .locator('#file')
    .setInputFiles({ name: 'receipt.json', mimeType: 'application/json', buffer: Buffer.from(bytesOf(file)) })
  await page.locator('#result .verdict').waitFor()
  assert.deepEqual(requests.slice(1), [], 'nothing is asked of anybody')
  return page
}

const verdict = (page: Page) => page.locator('#result .verdict').textContent()

test('a genuine receipt is proved by the key of the log', { skip: noBrowser }, async () => {
  const page = await checked({ width: 1440 }, await log.file('150102-1'), log.vkey)
  assert.equal(await verdict(page), '核验通过')
  await page.locator('#language').click()
  assert.equal(await verdict(page), 'VERIFIED')
  await expectNoAxeViolations(page)
  await screenshot(page, 'verifier-proved-wide')
})

test('an altered act is named, on a phone and in the dark', { skip: noBrowser }, async () => {
  const file = await log.file('150102-1')
  file.acts[1]!.act.deed = { kind: 'complete', outcome: '<img src=x onerror=alert(1)>' }
  const page = await checked({ width: 390, dark: true }, file, log.vkey)
  assert.equal(await verdict(page), '核验不通过')
  assert.match(
    (await page.locator('#result').textContent())!,
    /第 2 项操作（complete，.*王芳）：与日志第 301 条登记不符/,
  )
  assert.deepEqual(await overflowOf(page), [])
  await expectNoAxeViolations(page)
  await screenshot(page, 'verifier-altered-phone')
})

test('a file that brings its own key is not called proved', { skip: noBrowser }, async () => {
  const page = await checked({ width: 390, language: 'en' }, await log.file('150102-2'))
  assert.equal(await verdict(page), 'CONSISTENT, BUT THE KEY IS THE FILE’S OWN')
  assert.match(await page.locator('#result').innerText(), /give it with “Keys of the log” below/)
  await expectNoAxeViolations(page)
  await screenshot(page, 'verifier-unvouched-phone')
})
