/** C02 精准推送: every policy is yes, no or not known for my firm, with reasons and sources; the cheapest fact decides; push with opt-out; a claim is a case. */
import { complete, expect, mainText, settled, view } from './do-errands.ts'
import { myLine, myLines, publish, shows, technology } from './do-policies.ts'
import type { Story, World } from './world.ts'

const award = 'demo-staff-award'

async function threeValues(world: World): Promise<void> {
  const firm = await world.api('batu')
  const lines = await myLines(firm, technology)
  for (const verdict of ['yes', 'no', 'unknown'])
    expect(
      lines.some((line) => line.verdict === verdict),
      `no policy is ${verdict}`,
    )
  const refund = await firm.ask('GET', `/api/policies/mine/job-stability-refund?firm=${technology}`, undefined, {
    example: 'policy-reasons',
  })
  expect(refund.line.amount === 23040, `the refund comes to ${refund.line.amount}, not 60 % of 38,400`)
  expect(
    refund.explanation.conditions.every((each: { verdict: string }) => each.verdict === 'yes'),
    'a condition of the refund is not met',
  )
  const staff = refund.facts.find((fact: { id: string }) => fact.id === 'insuredStaff')
  expect(
    staff.source === '社会保险经办机构' && staff.asOf === '2026-10-31',
    `insuredStaff says ${JSON.stringify(staff)}`,
  )
  const text = await mainText(await world.page('batu', { width: 390 }), '/policies/job-stability-refund')
  expect(
    /您的企业可以享受/.test(text) && /23,040\.00/.test(text),
    'the page does not say that it can be had and how much',
  )
  expect(/社会保险经办机构/.test(text) && /人社部发〔2026〕39号/.test(text), 'the page names neither holder nor source')
}

/** One fact that the page asks for, and no other, makes a verdict known. */
async function cheapestFact(world: World): Promise<void> {
  const firm = await world.api('batu')
  const before = await firm.ask('GET', `/api/policies/mine/western-development?firm=${technology}`)
  expect(before.explanation.verdict === 'unknown', 'western-development is known from the start')
  expect(before.explanation.missing.length === 1, `it asks for ${before.explanation.missing.join(', ')}`)
  const page = await world.page('batu', { width: 390 })
  await page.goto('/policies/western-development')
  await settled(page)
  await page.locator('.policy-supply input').first().fill('72')
  await page.getByRole('button', { name: '保存并重新核对' }).click()
  await shows(page, '您的企业可以享受')
  expect((await myLine(firm, technology, 'western-development')).verdict === 'yes', 'the API does not follow')
  const shop = await world.api('zhaoqiang')
  const wrong = await shop.call('PUT', '/api/policies/facts', { firm: technology, facts: { employees: 3 } })
  expect(wrong.body.code === 'policies.not_your_firm', `a stranger's fact gets ${wrong.body.code}`)
}

async function pushAndOptOut(world: World): Promise<void> {
  const page = await world.page('sunli', { width: 390 })
  await page.goto('/policies')
  await settled(page)
  await page.getByRole('button', { name: '不再提醒我' }).click()
  await shows(page, '重新提醒我')
  await publish(await world.api('policymaker'), award, { when: 'employees >= 30', amount: 'employees * 500' })
  await world.settle()
  await world.settle()
  const told = async (login: string) =>
    (await (await world.api(login)).ask('GET', '/api/messages')).messages.filter(
      (message: { kind: string; title: string }) => message.kind === 'policy_fits' && message.title === '演示稳岗奖励',
    )
  const mine = await told('batu')
  expect(mine.length === 1, `whom it fits was told ${mine.length} times`)
  expect((await told('sunli')).length === 0, 'who opted out was told')
  expect((await told('zhaoqiang')).length === 0, 'who has three staff was told')
  const text = await mainText(await world.page('batu', { width: 390 }), mine[0].link)
  expect(/为什么提醒我/.test(text) && /从业人员符合要求/.test(text), 'the page does not say why it was told')
}

async function claimIsACase(world: World): Promise<void> {
  const page = await world.page('batu', { width: 390 })
  await page.goto(`/policies/${award}`)
  await settled(page)
  await page.getByLabel('收款户名').fill('内蒙古示例草原云科技有限公司')
  await page.getByLabel('开户银行').fill('示例银行呼和浩特分行')
  await page.getByLabel('收款账号').fill('150100123456789')
  await page.getByText('以上信息属实').click()
  await page.getByRole('button', { name: '提交申领' }).click()
  await shows(page, '已提交申领')
  const firm = await world.api('batu')
  const line = (await firm.ask('GET', `/api/policies/mine/${award}?firm=${technology}`)).line
  const state = await view(firm, line.claim.case)
  expect(state.findings.amount === 21000, `the claim is for ${state.findings.amount}, not 42 × 500`)
  expect(
    JSON.stringify(state.answers).includes('社会保险经办机构'),
    'the claim does not carry its facts with their source',
  )
  const again = await firm.call('POST', '/api/policies/claims', {
    firm: technology,
    policy: award,
    declared: true,
    account: { name: '某公司', bank: '某银行', number: '12345678' },
  })
  expect(again.body.code === 'policies.claimed_already', `claiming twice gets ${again.body.code}`)
  const labour = await world.api('labour')
  for (const outcome of ['pass', 'approve', 'paid']) await complete(labour, line.claim.case, outcome)
  expect((await view(firm, line.claim.case)).status === 'closed', 'the paid claim is not closed')
}

async function play(world: World): Promise<void> {
  await world.holds('each policy is yes, no or not known for my firm, with reasons, facts and their sources', () =>
    threeValues(world),
  )
  await world.holds('the cheapest fact that decides is asked for, and decides', () => cheapestFact(world))
  await world.holds('a new policy is pushed to those whom it fits, with the reason; not to whoever opted out', () =>
    pushAndOptOut(world),
  )
  await world.holds('a claim is a case, filled in, and paid by an act', () => claimIsACase(world))
  world.note('the speed over 10,000 policies and all firms is measured by the bench of populations')
}

export const story: Story = { id: 'C02', title: 'What my firm can have, and why', play }
