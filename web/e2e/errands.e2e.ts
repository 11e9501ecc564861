/** The four errands with the keyboard alone: a citizen finds and applies, follows, rates; a clerk takes the case in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyByKeyboard } from './apply-by-keyboard.ts'
import { faultsOf, openPage, type Page, settled } from './browser.ts'
import { base, browser, skip } from './installed.ts'
import { chooseOptions, chooseRadio, press, tabTo, typeInto } from './keyboard.ts'
import { completeStep, openRestaurantCase, signIn } from './server.ts'

/** Where the applicant lives decides who handles the item. */
async function chooseRegion(page: Page): Promise<void> {
  await chooseOptions(page, '#main', ['呼和浩特市', '新城区'])
  await press(page, '#main button', '确定')
  await settled(page)
}

const as = async (login: string) => (await signIn(base, login)).cookie

test('a citizen finds “开餐馆”, signs in and applies without a mouse', { skip, timeout: 180_000 }, async () => {
  const page = await openPage(browser, { width: 1440, base })
  await page.goto('/')
  await settled(page)
  await typeInto(page, 'input[type="search"], .search-input', '食品经营许可')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/search/)
  await settled(page)
  await press(page, '#main a.list-link', '食品经营许可')
  await page.waitForURL(/\/find\//)
  await settled(page)
  await chooseRegion(page)
  await page.waitForURL(/\/guide\//)
  await settled(page)
  await press(page, '#main a.button')
  await page.waitForURL(/\/(apply|sign-in)/)
  await settled(page)
  if (page.url().includes('/apply/')) await press(page, '#main a.button')
  await page.waitForURL(/\/sign-in/)
  await typeInto(page, '#main input[autocomplete="username"]', 'wangfang')
  await typeInto(page, '#main input[autocomplete="current-password"]', 'steppe-demo')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/apply\//)
  const number = await applyByKeyboard(page, {
    registered: 'no',
    entityKind: 'sole-trader',
    firmName: '键盘小馆',
    responsibleName: '王芳',
    businessForm: 'catering',
    foodItems: ['hot', 'drinks'],
    online: 'no',
    address: '迎宾北路 18 号',
    area: '60',
    kitchenOpen: 'yes',
    foodSafetyManager: '其木格',
    sign: 'no',
    fireSafetyCheck: 'no',
    delivery: 'electronic',
    declaration: ['yes'],
  })
  const citizen = await signIn(base, 'wangfang')
  const view = await citizen.get<{ status: string; answers: Record<string, unknown> }>(`/api/cases/${number}`)
  assert.equal(view.status, 'received')
  assert.equal(view.answers.firmName, '键盘小馆')
  assert.deepEqual(faultsOf(page), [])
})

test('a citizen follows a case from “我的” without a mouse', { skip, timeout: 60_000 }, async () => {
  const id = await openRestaurantCase(base, '跟踪小馆')
  const page = await openPage(browser, { width: 390, base, cookie: await as('wangfang') })
  await page.goto('/')
  await settled(page)
  await press(page, 'a', '我的')
  await page.waitForURL(/\/mine/)
  await settled(page)
  await press(page, `#main a[href="/track/${id}"]`)
  await page.waitForURL(`**/track/${id}`)
  await settled(page)
  const text = (await page.locator('#main').textContent()) ?? ''
  assert.match(text, new RegExp(id))
  assert.match(text, /受理/)
  assert.deepEqual(faultsOf(page), [])
})

test('a clerk takes a case in from the inbox without a mouse', { skip, timeout: 60_000 }, async () => {
  const id = await openRestaurantCase(base, '受理小馆')
  const page = await openPage(browser, { width: 1440, base, cookie: await as('clerk') })
  await page.goto('/work?status=received')
  await settled(page)
  await page.keyboard.press('j')
  for (let step = 0; step < 200; step++) {
    const at = await page.evaluate(() => document.activeElement?.querySelector('a')?.textContent)
    if (at?.trim() === id) break
    await page.keyboard.press('j')
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/work/cases/${id}`)
  await settled(page)
  await page.keyboard.press('1')
  await page.keyboard.press('o')
  await page.keyboard.type('材料齐全，符合法定形式。')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.waitForSelector('.notice.good')
  const clerk = await signIn(base, 'clerk')
  const view = await clerk.get<{ status: string; acceptedOn?: string }>(`/api/cases/${id}`)
  assert.equal(view.status, 'accepted')
  const { acts } = await clerk.get<{ acts: readonly { deed: { opinion?: string } }[] }>(`/api/cases/${id}/trail`)
  assert.ok(acts.some((act) => act.deed.opinion === '材料齐全，符合法定形式。'))
  await tabTo(page, 'button', '下一件')
  await page.keyboard.press('n')
  await page.waitForFunction((old) => !location.pathname.endsWith(old), id)
  assert.deepEqual(faultsOf(page), [])
})

test('a citizen rates a finished case without a mouse', { skip, timeout: 90_000 }, async () => {
  const id = await openRestaurantCase(base, '评价小馆')
  await completeStep(base, 'clerk', id, 'accept')
  await completeStep(base, 'examiner', id, 'pass')
  await completeStep(base, 'approver', id, 'approve')
  await completeStep(base, 'clerk', id, 'delivered')
  const page = await openPage(browser, { width: 390, base, cookie: await as('wangfang') })
  await page.goto(`/track/${id}`)
  await settled(page)
  await press(page, `#main a[href="/rate/${id}"]`)
  await page.waitForURL(`**/rate/${id}`)
  await settled(page)
  await chooseRadio(page, '2', '#main')
  await typeInto(page, '#main textarea', '很快，一次就办好了。')
  await press(page, '#main button.button', '提交')
  await page.waitForSelector('.notice.good')
  const citizen = await signIn(base, 'wangfang')
  const view = await citizen.get<{ rating?: { grade: number } }>(`/api/cases/${id}`)
  assert.equal(view.rating?.grade, 2)
  assert.deepEqual(faultsOf(page), [])
})
