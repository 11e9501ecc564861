/** A draw in the browser: two people enter a number unseen of each other, it is published, and a stranger computes it again on their own machine. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axeViolations, faultsOf, openPage, type Page, screenshot, settled } from './browser.ts'
import { base, browser, skip } from './installed.ts'
import { signIn } from './server.ts'

type Draw = { readonly id: string; readonly root: string; readonly title: string; readonly state: string }

async function publishedDraw(): Promise<string> {
  const anyone = await signIn(base, 'wangfang')
  const { draws } = await anyone.get<{ draws: readonly Draw[] }>('/api/inspections/draws')
  const found = draws.find((draw) => draw.state === 'published')
  assert.ok(found, 'the demonstration has a published draw')
  return found.id
}

async function pageOf(login: string | undefined, options: Partial<Parameters<typeof openPage>[1]> = {}): Promise<Page> {
  const cookie = login ? (await signIn(base, login)).cookie : undefined
  return openPage(browser, { width: 1440, base, ...options, ...(cookie ? { cookie } : {}) })
}

test('a stranger computes a published draw again, step by step, and everything fits', {
  skip,
  timeout: 60_000,
}, async () => {
  const page = await pageOf(undefined, { width: 390 })
  await page.goto('/draws')
  await settled(page)
  await page.goto(`/draws/${await publishedDraw()}`)
  await settled(page)
  await page.getByRole('button', { name: '开始重算' }).click()
  await page.getByText('全部相符', { exact: true }).waitFor({ timeout: 30_000 })
  assert.equal(await page.locator('.replay-lines li.holds').count(), 10)
  assert.equal(await page.locator('.replay-lines li.fails').count(), 0)
  if (process.env.STEPPE_E2E_SCREENSHOTS) await screenshot(page, 'draw-replayed', { whole: true })
  assert.deepEqual(await axeViolations(page), [])
  assert.deepEqual(faultsOf(page), [])
  await page.context().close()
})

test('a result that was touched on its way is found by the same button', { skip, timeout: 60_000 }, async () => {
  const page = await pageOf(undefined)
  await page.route('**/transcript', async (route) => {
    const response = await route.fetch()
    const transcript = await response.json()
    transcript.result.visits.reverse()
    await route.fulfill({ response, json: transcript })
  })
  await page.goto(`/draws/${await publishedDraw()}`)
  await settled(page)
  await page.getByRole('button', { name: '开始重算' }).click()
  await page.getByText('有不相符之处', { exact: true }).waitFor({ timeout: 30_000 })
  assert.ok((await page.locator('.replay-lines li.fails').count()) > 0)
  await page.context().close()
})

test('from a plan to a sealed list at the organiser’s desk', { skip, timeout: 90_000 }, async () => {
  const page = await pageOf('organiser')
  await page.goto('/inspections/new')
  await settled(page)
  await page.getByLabel('本次抽查名称').fill('浏览器里的抽查')
  await page.getByLabel('抽查事项').selectOption({ index: 1 })
  await page.getByLabel('抽取比例').fill('10')
  await page.getByRole('button', { name: '生成名单' }).click()
  await page.getByRole('heading', { name: '浏览器里的抽查' }).waitFor()
  await page.getByLabel('检查人员').first().selectOption({ index: 1 })
  await page.getByLabel('检查对象').first().selectOption({ index: 1 })
  await page.getByLabel('理由').first().fill('近亲属持股')
  await page.getByRole('button', { name: '登记回避' }).click()
  await page.getByText('近亲属持股').first().waitFor()
  assert.deepEqual(await axeViolations(page), [])
  await page.getByLabel('公共随机信标').check()
  await page.getByRole('button', { name: '封存名单' }).click()
  await page.getByText('名单已封存，等待随机数').waitFor()
  await page.getByRole('button', { name: /从信标获取/ }).click()
  await page.getByText('公布的随机数').first().waitFor()
  assert.deepEqual(faultsOf(page), [])
  await page.context().close()
})
