/** The workbench at work: many at once with an undo, a case that moves on under one's hands, a draft, a list that does not jump. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, openPage, type Page, settled } from './browser.ts'
import { base, browser, skip } from './installed.ts'
import { press, tabTo, typeInto } from './keyboard.ts'
import { completeStep, openRestaurantCase, signIn } from './server.ts'

const open = async (login: string, path: string, width = 1440): Promise<Page> => {
  const page = await openPage(browser, { width, base, cookie: (await signIn(base, login)).cookie })
  await page.goto(path)
  await settled(page)
  return page
}
type View = {
  readonly status: string
  readonly seq: number
  readonly correction?: { readonly items: readonly string[] }
}
const viewOf = async (id: string) => (await signIn(base, 'clerk')).get<View>(`/api/cases/${id}`)

/** Puts the focus on the row of a case with j, and chooses it with x. */
async function choose(page: Page, id: string): Promise<void> {
  await page.keyboard.press('j')
  await page.keyboard.press('Home')
  for (let step = 0; step < 300; step++) {
    const at = await page.evaluate(() => document.activeElement?.querySelector('a')?.textContent?.trim())
    if (at === id) return page.keyboard.press('x')
    const more = page.getByRole('button', { name: '显示更多' })
    if (step % 40 === 39 && (await more.isVisible())) await more.click()
    await page.keyboard.press('j')
  }
  throw new Error(`the row of ${id} is never reached`)
}

test('many cases are accepted together after five seconds, and not at all when undone', {
  skip,
  timeout: 90_000,
}, async () => {
  const ids = [await openRestaurantCase(base, '批量一号馆'), await openRestaurantCase(base, '批量二号馆')]
  const page = await open('clerk', '/work?status=received')
  const start = async () => {
    for (const id of ids) await choose(page, id)
    await page.keyboard.press('b')
    await page.waitForSelector('dialog[open] input[type="radio"]')
    await tabTo(page, 'dialog input[type="radio"]')
    await page.keyboard.press('Space')
    await press(page, 'dialog .dialog-foot .button:not(.second)')
    await page.waitForSelector('.sent')
  }
  await start()
  await page.keyboard.press('z')
  await page.waitForSelector('.sent', { state: 'detached' })
  await page.waitForTimeout(5500)
  for (const id of ids) assert.equal((await viewOf(id)).status, 'received')
  await start()
  for (const id of ids)
    assert.equal((await viewOf(id)).status, 'received', 'nothing is sent before the five seconds are over')
  await page.waitForSelector('text=已办理 2 件', { timeout: 9000 })
  for (const id of ids) assert.equal((await viewOf(id)).status, 'accepted')
  assert.deepEqual(faultsOf(page), [])
})

test('an act on a case that has moved on is not done; what happened is shown and what was typed stays', {
  skip,
  timeout: 60_000,
}, async () => {
  const id = await openRestaurantCase(base, '冲突小馆')
  const page = await open('clerk', `/work/cases/${id}`)
  await page.keyboard.press('2')
  await page.keyboard.press('o')
  await page.keyboard.type('不属于本机关职权范围。')
  const { seq } = await viewOf(id)
  const other = await signIn(base, 'clerk')
  await other.send('POST', `/api/cases/${id}/acts`, { after: seq, deed: { kind: 'note', text: '申请人来电说明情况' } })
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.waitForSelector('.decision .notice')
  assert.match((await page.locator('.decision .notice').textContent()) ?? '', /您的操作没有执行/)
  assert.equal((await viewOf(id)).status, 'received')
  assert.equal(await page.locator('.decision textarea').inputValue(), '不属于本机关职权范围。')
  await page.waitForSelector('.acts >> text=申请人来电说明情况')
  assert.deepEqual(faultsOf(page), [])
})

test('a refusal without its reason is not sent', { skip, timeout: 60_000 }, async () => {
  const id = await openRestaurantCase(base, '理由小馆')
  const page = await open('clerk', `/work/cases/${id}`)
  await page.keyboard.press('2')
  await tabTo(page, '.decision button[type="submit"]')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.decision .field-error')
  assert.equal((await viewOf(id)).status, 'received')
})

test('a half-written decision is found again on another computer', { skip, timeout: 60_000 }, async () => {
  const id = await openRestaurantCase(base, '草稿小馆')
  const page = await open('clerk', `/work/cases/${id}`)
  await page.keyboard.press('1')
  await page.keyboard.press('o')
  await page.keyboard.type('材料齐全，')
  await page.waitForSelector('text=草稿已保存')
  const elsewhere = await open('clerk', `/work/cases/${id}`)
  await elsewhere.waitForSelector('text=已恢复上次的草稿')
  assert.equal(await elsewhere.locator('.decision textarea').inputValue(), '材料齐全，')
  assert.equal(await elsewhere.locator('.decision input[type="radio"]:checked').inputValue(), 'accept')
})

test('a correction is asked for once, item by item', { skip, timeout: 60_000 }, async () => {
  const id = await openRestaurantCase(base, '补正小馆')
  const page = await open('clerk', `/work/cases/${id}`)
  await press(page, '.other-acts button', '一次告知补正')
  await page.waitForSelector('dialog[open]')
  await typeInto(page, 'dialog .item-lines input', '平面图应标明面积')
  await page.keyboard.press('Enter')
  await page.keyboard.type('健康证明已过期')
  await press(page, 'dialog .dialog-foot .button:not(.second)')
  await page.waitForSelector('.notice.good')
  const view = await viewOf(id)
  assert.equal(view.status, 'correcting')
  assert.deepEqual(view.correction?.items, ['平面图应标明面积', '健康证明已过期'])
})

test('what is not allowed says why', { skip, timeout: 60_000 }, async () => {
  const id = await openRestaurantCase(base, '越权小馆')
  await completeStep(base, 'clerk', id, 'accept')
  const page = await open('clerk', `/work/cases/${id}`)
  await press(page, '.why-not summary')
  const said = (await page.locator('.why-not').textContent()) ?? ''
  assert.match(said, /这一步需要“审查人员”办理/)
  assert.equal(await page.locator('.decision').count(), 0)
})

test('a row done elsewhere stays where it is and says so', { skip, timeout: 60_000 }, async () => {
  const id = await openRestaurantCase(base, '不跳小馆')
  const page = await open('clerk', '/work?status=received')
  const row = page.locator('.inbox-table tbody tr', { hasText: id })
  for (let turn = 0; turn < 6 && (await row.count()) === 0; turn++) {
    await page.getByRole('button', { name: '显示更多' }).click()
    await page.waitForTimeout(800)
  }
  const place = await row.evaluate((one) => (one as HTMLTableRowElement).sectionRowIndex)
  await completeStep(base, 'clerk', id, 'accept')
  await row.locator('text=已由他人办理').waitFor({ timeout: 20_000 })
  assert.equal(await row.evaluate((one) => (one as HTMLTableRowElement).sectionRowIndex), place)
})
