/** 亮证 in the browser: a holder's page shows a QR code, another person's page reads its picture and judges it without a network. */
/// <reference path="../../kernels/process/bpmn-moddle.d.ts" />
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { day } from '../../kernels/calendar/index.ts'
import { assemble } from '../../server/src/assemble.ts'
import { buildWeb } from '../../server/src/build-web.ts'
import { changeStatus, issueCredential } from '../../server/src/modules/credentials/act.ts'
import { clockFrom } from '../../server/src/platform/clock.ts'
import { keysInMemory } from '../../server/src/platform/keys.ts'
import { openPacks } from '../../server/src/platform/packs.ts'
import { isRefusal } from '../../server/src/platform/refusals.ts'
import { serveWeb } from '../../server/src/serve-web.ts'
import { atEnd, cloneDatabase, connectForTests } from '../../server/src/testing/database.ts'
import {
  axeViolations,
  type Browser,
  faultsOf,
  noBrowser,
  openBrowser,
  openPage,
  outputFolder,
  overflowOf,
  type Page,
  type PageOptions,
  screenshot,
  settled,
} from './browser.ts'
import { signIn } from './server.ts'

const root = resolve(import.meta.dirname, '../..')
const actor = { kind: 'staff', id: 's-1', name: '刘敏', department: '150102-market-regulation' } as const
let base: string
let browser: Browser
let cookie: string
let licence: string
let house: Awaited<ReturnType<typeof assemble>>['house']

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

before(async () => {
  if (noBrowser) return
  const db = connectForTests(await cloneDatabase('installed'))
  atEnd(db.close)
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  const packs = await openPacks(join(root, 'packs'), ['national', 'neimenggu', 'demo'])
  const assembled = await assemble(db, packs, clockFrom(Date.now, 'Asia/Shanghai'), {
    demo: true,
    keys: keysInMemory(),
    url: base,
  })
  house = assembled.house
  const app = await assembled.http()
  await serveWeb(app, await buildWeb(root))
  await app.listen({ port, host: '127.0.0.1' })
  atEnd(() => app.close())
  const made = await issueCredential(house, {
    type: 'food-business-licence',
    holder: { kind: 'firm', id: '92150102MAD000019E', name: '赵强便利店', code: '92150102MAD000019E' },
    department: actor.department,
    number: 'JY11501020000012',
    issuedOn: day(house.clock.today()),
    details: { premises: '新城区成吉思汗大街1号' },
    actor,
  })
  assert.ok(!isRefusal(made))
  licence = made.id
  cookie = (await signIn(base, 'zhaoqiang')).cookie
  browser = await openBrowser()
})
after(async () => {
  if (!noBrowser) await browser.close()
})

const open = (options: Partial<PageOptions> = {}) => openPage(browser, { width: 390, base, ...options })

async function holderPage(options: Partial<PageOptions> = {}): Promise<Page> {
  const page = await open({ cookie, ...options })
  await page.clock.install()
  await page.goto(`/show-licence/${licence}`)
  await page.locator('.qr-code').first().waitFor({ timeout: 30_000 })
  return page
}

/** The picture of the QR code as a phone's camera would take it. */
const photographOf = (page: Page) => page.locator('.qr-code').first().screenshot()

async function checkPicture(page: Page, picture: Buffer): Promise<string> {
  await page.locator('input[type=file]').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: picture })
  const notice = page.locator('.notice-title').first()
  await notice.waitFor({ timeout: 20_000 })
  return (await notice.textContent()) ?? ''
}

test('a picture of the code is read and judged on another device, also without a network, and is worthless after a minute', {
  skip: noBrowser,
  timeout: 240_000,
}, async () => {
  const holder = await holderPage()
  const checker = await open()
  await checker.goto('/check-licence')
  await settled(checker)
  await checker.waitForTimeout(1500)
  const picture = await photographOf(holder)
  const taken = Date.now()
  assert.equal(await checkPicture(checker, picture), '有效')
  assert.match(
    (await checker.locator('main').textContent()) ?? '',
    /赵强便利店[\s\S]*食品经营许可证[\s\S]*1\.2\.156\.3005\.2\./,
  )
  assert.deepEqual(faultsOf(checker), [])

  await checker.context().setOffline(true)
  await checker.reload()
  await checker.getByText('目前没有网络').waitFor({ timeout: 20_000 })
  const fresh = await photographOf(holder)
  const before = await holder.locator('.qr-code').first().innerHTML()
  assert.equal(await checkPicture(checker, fresh), '有效', 'keys and list are kept, the page too')

  // A minute later by the checker's own clock.
  await checker.clock.setSystemTime(taken + 61_000)
  await checker.reload()
  assert.equal(await checkPicture(checker, picture), '不通过')
  assert.match((await checker.locator('main').textContent()) ?? '', /超过时限/)

  await holder.clock.fastForward(61_000)
  await holder.waitForFunction((before) => document.querySelector('.qr-code')?.innerHTML !== before, before)
  // Its clock is the holder's: to a checker a minute behind, the new code would be one from the future.
  const another = await open()
  await another.clock.install({ time: Date.now() + 61_000 })
  await another.goto('/check-licence')
  await settled(another)
  assert.equal(
    await checkPicture(another, await photographOf(holder)),
    '有效',
    'the holder’s page has made a new code by itself',
  )
  await Promise.all([holder, checker, another].map((page) => page.context().close()))
})

test('both pages are whole and readable at 390 and 1440, light and dark, in both languages', {
  skip: noBrowser,
  timeout: 240_000,
}, async () => {
  const looks = [
    { width: 390, language: 'zh', dark: false },
    { width: 390, language: 'en', dark: true },
    { width: 1440, language: 'en', dark: false },
    { width: 1440, language: 'zh', dark: true },
  ] as const
  const found: string[] = []
  for (const look of looks) {
    const name = `${look.width}-${look.language}${look.dark ? '-dark' : ''}`
    const holder = await holderPage(look)
    await holder.locator('.button-row button').last().click()
    await holder.locator('.show-code').waitFor()
    const picture = await photographOf(holder)
    const checker = await open(look)
    await checker.goto('/check-licence')
    await settled(checker)
    await checkPicture(checker, picture)
    for (const [page, which] of [
      [holder, 'show-licence'],
      [checker, 'check-licence'],
    ] as const) {
      await screenshot(page, `${which}-${name}`, { whole: true })
      const wrong = [...(await overflowOf(page)), ...(await axeViolations(page)), ...faultsOf(page)]
      found.push(...wrong.map((one) => `${which} ${name}: ${one}`))
      if ((await page.locator('h1').count()) !== 1) found.push(`${which} ${name}: not exactly one h1`)
      await page.context().close()
    }
  }
  assert.deepEqual(found, [], `pictures are in ${outputFolder}`)
})

test('a suspended licence is refused by whoever checks it, and its holder cannot show it any more', {
  skip: noBrowser,
  timeout: 120_000,
}, async () => {
  const holder = await holderPage()
  const ground = { reason: '涉嫌违规', legalBasis: '行政处罚法第九条第三项', until: '2031-01-01' }
  assert.ok(!isRefusal(await changeStatus(house, { licence, change: 'suspend', ...ground, actor })))
  const checker = await open()
  // A signed list is given out for a tenth of its period; then the change is known.
  let said = ''
  for (let tries = 0; tries < 20 && said !== '不通过'; tries++) {
    await checker.goto('/check-licence')
    await settled(checker)
    await checker.waitForTimeout(2000)
    said = await checkPicture(checker, await photographOf(holder))
  }
  assert.equal(said, '不通过')
  assert.match((await checker.locator('main').textContent()) ?? '', /暂停使用/)
  const again = await open({ cookie })
  await again.goto(`/show-licence/${licence}`)
  await again.getByText('不是有效状态').first().waitFor({ timeout: 20_000 })
  await Promise.all([holder, checker, again].map((page) => page.context().close()))
})
