/** What stories of appeals see and do on the pages: the hotline by keyboard alone, the board, the public page, a sample drawn again, an appeal followed. */
import { expect, mainText, settled } from './do-errands.ts'
import type { World } from './world.ts'

/** Each of the texts stands on the page. */
export async function seenOn(
  world: World,
  login: string | undefined,
  path: string,
  texts: readonly string[],
  width = 1440,
): Promise<void> {
  const page = await world.page(login, { width })
  const text = await mainText(page, path)
  const lacking = texts.filter((each) => !text.includes(each))
  expect(lacking.length === 0, `${path} does not say ${lacking.join(', ')}: ${text.slice(0, 300)}`)
}

/** An agent writes what is said, takes the suggested department and dispatches, without touching the mouse. Gives the number. */
export async function takeByKeyboard(world: World, words: string): Promise<string> {
  const page = await world.page('operator')
  await page.goto('/work/hotline')
  await settled(page)
  await page.keyboard.press('Alt+1')
  await page.keyboard.type(words)
  await page.locator('.hotline-departments button').first().waitFor({ timeout: 10_000 })
  const kind = await page.locator('.hotline-kinds').innerText()
  expect(/投诉[\s\S]*\d+ %/.test(kind), `the kind is suggested as ${kind}`)
  await page.keyboard.press('Alt+7')
  await page.keyboard.press('Enter')
  const why = await page.locator('.hotline-departments').innerText()
  expect(/\d+ %/.test(why) && why.includes('依据词'), `the suggestion gives no confidence or words: ${why}`)
  await page.keyboard.press('Alt+6')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已登记并派单').waitFor({ timeout: 10_000 })
  return page.locator('.notice .mono').first().innerText()
}

/** A supervisor opens the orders behind the number of late or supervised ones. */
export async function drillDown(world: World, name: string, order: string): Promise<void> {
  const page = await world.page('supervisor')
  await page.goto('/work/supervision')
  await settled(page)
  await page.locator('.board-number', { hasText: name }).click()
  await page.locator('.order-table').getByText(order).waitFor({ timeout: 10_000 })
}

/** Anybody draws the sample again in the browser. */
export async function drawAgain(world: World, campaign: string): Promise<void> {
  const page = await world.page()
  await page.goto(`/call-backs/${campaign}`)
  await settled(page)
  await page.getByRole('button', { name: '开始重抽' }).click()
  await page.getByText('与公布的结果一致').waitFor({ timeout: 10_000 })
}

/** Whoever handed it in says on a phone that it is solved. */
export async function saySolved(world: World, login: string, order: string): Promise<void> {
  const page = await world.page(login, { width: 390 })
  await page.goto(`/appeals/${order}`)
  await settled(page)
  await page.getByText('解决了', { exact: true }).click()
  await page.getByText('满意', { exact: true }).click()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已办结').first().waitFor({ timeout: 10_000 })
}

/** An order from dispatch to call-back by keys alone: letters choose, Tab and Space fill in, Ctrl and Enter send. */
export async function workByKeyboard(world: World, id: string): Promise<void> {
  const desk = async (login: string) => {
    const page = await world.page(login)
    await page.goto(`/work/appeals/${id}`)
    await settled(page)
    const send = async (done: string) => {
      await page.keyboard.press('Control+Enter')
      await page.getByText(`已办理：${done}`).waitFor({ timeout: 10_000 })
      await settled(page)
    }
    return { page, send, press: (key: string) => page.keyboard.press(key) }
  }
  const hotline = await desk('operator')
  await hotline.page.locator('.act-panel .suggestion').first().waitFor({ timeout: 10_000 })
  await hotline.press('?')
  await hotline.page.getByRole('dialog').getByText('回访').waitFor({ timeout: 10_000 })
  await hotline.press('Escape')
  await hotline.page.getByRole('dialog').waitFor({ state: 'hidden', timeout: 10_000 })
  await hotline.press('a')
  await hotline.page.locator('.suggestion:focus').waitFor({ timeout: 10_000 })
  await hotline.press('Enter')
  await hotline.send('派单')
  const office = await desk('examiner')
  await office.press('t')
  await office.send('签收')
  await office.press('r')
  await office.page.locator('.act-panel textarea:focus').waitFor({ timeout: 10_000 })
  await office.page.keyboard.type('经核查属实，已责令停业整改。')
  for (const key of ['Tab', 'Tab', 'Space']) await office.press(key)
  await office.send('答复')
  await hotline.page.reload()
  await settled(hotline.page)
  await hotline.press('c')
  await hotline.page.locator('.act-panel input:focus').waitFor({ timeout: 10_000 })
  for (const key of ['Space', 'Tab', 'Space', 'Tab', 'Space']) await hotline.press(key)
  await hotline.send('回访')
}

/** Whoever handed it in appeals on a phone against what does not count; a supervisor reads the reason and lifts it. */
export async function appealAndLift(world: World, login: string, order: string, reason: string): Promise<void> {
  const phone = await world.page(login, { width: 390 })
  await phone.goto(`/appeals/${order}`)
  await settled(phone)
  await phone.getByRole('button', { name: '提出申诉' }).click()
  await phone.locator('dialog textarea').fill(reason)
  await phone.getByRole('button', { name: '提交申诉' }).click()
  await phone.getByText('您已提出申诉，正在复核').waitFor({ timeout: 10_000 })
  const desk = await world.page('supervisor')
  await desk.goto(`/work/appeals/${order}`)
  await settled(desk)
  await desk.getByRole('button', { name: '复核申诉' }).click()
  await desk.getByRole('dialog').getByText(reason).waitFor({ timeout: 10_000 })
  await desk.getByRole('radio', { name: /^申诉成立/ }).check()
  await desk.locator('dialog textarea').fill('通话记录不足三次')
  await desk.getByRole('button', { name: '提交复核' }).click()
  await desk.getByText('已撤销').waitFor({ timeout: 10_000 })
}
