/** B03 蒙企通: a firm signs in once and has its appeals, policies, licences, messages and service stations in one place. */
import { seenOn } from './appeal-pages.ts'
import { expect, settled } from './do-errands.ts'
import { handIn } from './order-errands.ts'
import type { Story, World } from './world.ts'

const firm = '91150102MAD000027C'

async function inOnePlace(world: World): Promise<void> {
  const owner = await world.api('batu')
  await handIn(owner, '园区以政府名义收取安全保证金，请核查依据', { type: 'firm', firm, ground: 'fees' })
  await world.settle()
  const desk = await owner.ask('GET', `/api/appeals/firms/${firm}`)
  expect(desk.orders.open === 1 && desk.servicePoints.length > 0, JSON.stringify(desk).slice(0, 200))
  await seenOn(world, 'batu', '/firm', [
    '安全保证金',
    '可以享受的政策',
    '证照',
    '未读消息',
    desk.servicePoints[0].name,
    desk.servicePoints[0].address,
    desk.servicePoints[0].phone,
  ])
}

async function othersDoNot(world: World): Promise<void> {
  const stranger = await world.api('wangfang')
  const reply = await stranger.call('GET', `/api/appeals/firms/${firm}`)
  expect(reply.body.code === 'appeals.not_your_firm', `a stranger gets ${reply.status}`)
}

/** One thing a page, on a phone: from the kind to the receipt. */
async function writes(world: World): Promise<void> {
  const page = await world.page('batu', { width: 390 })
  const next = () => page.getByRole('button', { name: '继续' }).click()
  await page.goto(`/appeal/firm?firm=${firm}`)
  await settled(page)
  await page.getByRole('radio', { name: /^投诉/ }).check()
  await next()
  await page.getByRole('radio', { name: /^没有依据收取/ }).check()
  await next()
  await page.locator('textarea').fill('行业协会强制入会并收费，不交就不给盖章。')
  await page.getByText('换一台设备也能接着写').waitFor({ timeout: 10_000 })
  await next()
  await page.getByRole('combobox', { name: '盟（市）' }).selectOption({ label: '呼和浩特市' })
  await page.getByRole('combobox', { name: '旗（县、区）' }).selectOption({ label: '新城区' })
  // The place is marked without a mouse too.
  await page.getByRole('application').waitFor({ timeout: 10_000 })
  await page.getByRole('button', { name: '用我现在的位置' }).focus()
  for (const key of ['Tab', 'ArrowRight']) await page.keyboard.press(key)
  await page.getByText('已标出位置').waitFor({ timeout: 10_000 })
  await next()
  for (let step = 0; step < 3 && (await page.getByRole('button', { name: '继续' }).count()) > 0; step++) {
    await next()
    await settled(page)
  }
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('已经收到').waitFor({ timeout: 10_000 })
}

async function play(world: World): Promise<void> {
  await world.holds('appeals, policies, service stations, licences and messages are in one place', () =>
    inOnePlace(world),
  )
  await world.holds('nobody else sees the desk of a firm', () => othersDoNot(world))
  await world.holds('a firm writes an appeal, one thing a page', () => writes(world))
  world.note('the number of firms and policies is that of the demonstration, not 470,000 and 10,000')
}

export const story: Story = { id: 'B03', title: 'What a firm has in one place', play }
