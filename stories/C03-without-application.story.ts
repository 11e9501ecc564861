/** C03 免申即享: the rule lists the firms, they confirm or decline, the list is noticed in public, paid by a file; later corrected, clawed back, disputed. */
import { complete, expect, mainText, settled, view } from './do-errands.ts'
import { shows, technology } from './do-policies.ts'
import type { Client, Page, Story, World } from './world.ts'

const policy = 'job-stability-refund'
const shop = '92150102MAD000019E'
let round = ''

const roundOf = (client: Client) => client.ask('GET', `/api/policies/rounds/${round}`)
type Award = { readonly firm: string; readonly state: string; readonly case?: string; readonly amount: number }
const awardOf = async (client: Client, firm: string): Promise<Award> =>
  (await roundOf(client)).awards.find((award: Award) => award.firm === firm)

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

async function lists(world: World): Promise<void> {
  const page = await world.page('policymaker')
  await page.goto('/work/policies')
  await settled(page)
  await page.getByLabel('政策', { exact: true }).selectOption(policy)
  await press(page, '按规则列出名单')
  await page.waitForURL(/\/work\/policies\/rounds\//, { timeout: 10_000 })
  round = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const maker = await world.api('policymaker')
  const listed = await roundOf(maker)
  for (const award of listed.awards as readonly Award[]) {
    const [row] = await world.db.ask<{ ok: boolean }>(
      `select (held->'unemploymentPaidMonths'->>'value')::int >= 12 and (held->'seriousDishonesty'->>'value') = 'false'
         and (held->'layoffRate'->>'value')::numeric <= case when (held->'insuredStaff'->>'value')::int <= 30 then 20 else 5.5 end as ok
       from policies.facts where firm = $1`,
      [award.firm],
    )
    expect(row?.ok, `${award.firm} is on the list and does not meet the conditions`)
  }
  expect(
    listed.awards.some((award: Award) => award.firm === technology && award.amount === 23040),
    'the technology firm is not listed with 23,040',
  )
  const anyone = await (await world.api()).call('GET', `/api/policies/rounds/${round}`)
  expect(anyone.status === 404, 'the list is public before its notice')
  await world.settle()
  const told = (await (await world.api('batu')).ask('GET', '/api/messages')).messages
  expect(
    told.some((message: { kind: string }) => message.kind === 'award_found'),
    'the firm was not told',
  )
}

async function firmsAnswer(world: World): Promise<void> {
  const page = await world.page('batu', { width: 390 })
  await page.goto('/policies?view=awards')
  await settled(page)
  await page.getByLabel('收款户名').fill('内蒙古示例草原云科技有限公司')
  await page.getByLabel('开户银行').fill('示例银行呼和浩特分行')
  await page.getByLabel('收款账号').fill('150100987654321')
  await press(page, '确认账户')
  await shows(page, '已确认')
  const owner = await world.api('zhaoqiang')
  await owner.ask('POST', `/api/policies/rounds/${round}/answer`, { firm: shop, accept: false, reason: '金额太少' })
  const maker = await world.api('policymaker')
  expect((await awardOf(maker, technology)).state === 'confirmed', 'the award is not confirmed')
  expect((await awardOf(maker, shop)).state === 'declined', 'the award is not declined')
}

async function publicNotice(world: World): Promise<void> {
  const maker = await world.api('policymaker')
  const early = await maker.call('GET', `/api/policies/rounds/${round}/file?form=csv`)
  expect(early.body.code === 'policies.notice_first', 'there is a payment file before the notice')
  const begun = await maker.ask('POST', `/api/policies/rounds/${round}/step`, { step: 'notice' })
  expect(begun.noticeUntil === '2026-11-30', `the notice of five working days ends on ${begun.noticeUntil}`)
  const text = await mainText(await world.page(), `/policies/notices/${round}`)
  expect(/示例草原云科技/.test(text) && !/987654321|赵强便利店/.test(text), 'the public sees too little or too much')
  const citizen = await world.api('wangfang')
  const { case: objection } = await citizen.ask('POST', `/api/policies/rounds/${round}/after`, {
    firm: technology,
    kind: 'objection',
    reason: '这家企业去年裁过人',
  })
  world.setNow('2026-12-01T10:00+08:00')
  const again = await world.api('policymaker')
  const blocked = await again.call('POST', `/api/policies/rounds/${round}/step`, { step: 'end_notice' })
  expect(
    blocked.body.code === 'policies.objection_open',
    `with an objection open the notice ends: ${blocked.body.code}`,
  )
  await complete(again, objection, 'heard')
  await complete(again, objection, 'deny')
  await again.ask('POST', `/api/policies/rounds/${round}/step`, { step: 'end_notice' })
  expect((await awardOf(again, technology)).state === 'ready', 'the award does not wait to be paid')
}

async function paymentFile(world: World): Promise<void> {
  const page = await world.page('policymaker')
  await page.goto(`/work/policies/rounds/${round}`)
  await settled(page)
  const maker = await world.api('policymaker')
  const csv = String((await maker.call('GET', `/api/policies/rounds/${round}/file?form=csv`)).body)
  expect(
    csv.includes(`${technology},内蒙古示例草原云科技有限公司`) &&
      csv.includes('150100987654321') &&
      csv.includes('23040.00'),
    'the file lacks account or amount',
  )
  expect(!csv.includes(shop), 'the file pays whoever declined')
  const xlsx = await fetch(`${world.base}/api/policies/rounds/${round}/file?form=xlsx`, {
    headers: { cookie: maker.cookie },
  })
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString() === 'PK',
    'the workbook is none',
  )
  const stranger = await (await world.api('labour')).call('GET', `/api/policies/rounds/${round}/file?form=csv`)
  expect(stranger.status === 403, `another office gets the accounts: ${stranger.status}`)
  await page.getByLabel('拨付凭证号').fill('GK-2026-1201')
  await press(page, '登记已拨付')
  await shows(page, '已办完')
  expect((await awardOf(maker, technology)).state === 'paid', 'the award is not paid')
}

async function afterwards(world: World): Promise<void> {
  const page = await world.page('policymaker')
  await page.goto(`/work/policies/rounds/${round}`)
  await settled(page)
  await page.getByLabel('企业', { exact: true }).selectOption(technology)
  await page.getByLabel('金额', { exact: true }).fill('3040')
  await page.getByLabel('理由').fill('缴费基数核减，多发 3040 元')
  await press(page, '开立复核')
  await shows(page, '已开立复核办件')
  const maker = await world.api('policymaker')
  const found = (await roundOf(maker)).awards.find((award: Award) => award.firm === technology).after
  const clawBack = found.find((each: { kind: string }) => each.kind === 'claw_back')
  await complete(maker, clawBack.case, 'heard')
  await complete(maker, clawBack.case, 'approve')
  await complete(maker, clawBack.case, 'settled')
  expect((await view(maker, clawBack.case)).status === 'closed', 'the claw-back is not closed')
  const much = await maker.call('POST', `/api/policies/rounds/${round}/after`, {
    firm: technology,
    kind: 'claw_back',
    amount: 99_999,
    reason: '超过已发',
  })
  expect(much.body.code === 'policies.more_than_paid', `taking back more than was paid gets ${much.body.code}`)
  const correction = await maker.ask('POST', `/api/policies/rounds/${round}/after`, {
    firm: technology,
    kind: 'correct',
    amount: 500,
    reason: '漏计一人',
  })
  const firm = await world.api('batu')
  const dispute = await firm.ask('POST', `/api/policies/rounds/${round}/after`, {
    firm: technology,
    kind: 'dispute',
    reason: '追回的金额算错了',
  })
  expect(
    (await view(firm, dispute.case)).applicant.name === '内蒙古示例草原云科技有限公司',
    'the firm does not see its dispute',
  )
  expect((await view(maker, correction.case)).findings.kind === 'correct', 'the correction is no case')
}

async function play(world: World): Promise<void> {
  await world.holds('the rule lists whom it is for, each with the amount, and the firms are told', () => lists(world))
  await world.holds('a firm confirms its account on the page, another declines', () => firmsAnswer(world))
  await world.holds('the list is in public notice; an objection is heard before anything is paid', () =>
    publicNotice(world),
  )
  await world.holds('the payment file has accounts and amounts of those who confirmed, for the office alone', () =>
    paymentFile(world),
  )
  await world.holds('later correction, claw-back and dispute are cases with a hearing', () => afterwards(world))
}

export const story: Story = { id: 'C03', title: 'Paid without an application', play }
