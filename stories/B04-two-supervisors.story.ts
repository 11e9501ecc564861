/** B04 反映问题、双督办双反馈: two offices supervise one problem of a firm; it ends only when both have confirmed, and the firm gets the result. */
import { saySolved, seenOn } from './appeal-pages.ts'
import { expect } from './do-errands.ts'
import { doOn, goodReply, handIn, market, order, satisfied, tryOn } from './order-errands.ts'
import type { Story, World } from './world.ts'

const firm = '92150102MAD000019E'

async function bothConfirm(world: World): Promise<void> {
  const [owner, operator, examiner] = await Promise.all(
    ['zhaoqiang', 'operator', 'examiner'].map((login) => world.api(login)),
  )
  const refused = await owner!.call('POST', '/api/appeals', {
    type: 'firm',
    intent: 'complaint',
    text: '检查太多',
    place: { region: '150102' },
  })
  expect(refused.body.code === 'appeals.firm_needed', 'somebody hands it in without a firm')
  const id = await handIn(
    owner!,
    '两个月被查了九次，影响经营',
    { type: 'firm', firm, ground: 'other' },
    'appeal-of-a-firm',
  )
  await doOn(operator!, id, { kind: 'dispatch', to: market })
  const given = await order(owner!, id)
  expect(given.confirmations.length === 2, `${given.confirmations.length} offices supervise it`)
  const offices = (await order(operator!, id)).confirmations
  await doOn(examiner!, id, goodReply)
  expect((await order(examiner!, id)).stage === 'confirming', 'it goes on without the supervisors')
  const [justice, above] = await Promise.all(
    ['150102-justice.approver', '150100-development-reform.approver'].map((login) => world.api(login)),
  )
  await doOn(justice!, id, { kind: 'confirm', agree: true, opinion: '整改到位' }, '150102-justice')
  expect((await order(operator!, id)).stage === 'confirming', 'one confirmation ends it')
  expect((await tryOn(operator!, id, satisfied)).status !== 200, 'it is called back about before both have confirmed')
  await doOn(
    above!,
    id,
    { kind: 'confirm', agree: false, opinion: '没有说明检查计划如何合并' },
    '150100-development-reform',
  )
  expect((await order(examiner!, id)).stage === 'handling', 'what one sends back is not done again')
  await doOn(examiner!, id, { ...goodReply, text: '已合并检查计划，全年不超过两次。' })
  await doOn(justice!, id, { kind: 'confirm', agree: true, opinion: '同意' }, '150102-justice')
  await doOn(above!, id, { kind: 'confirm', agree: true, opinion: '同意' }, '150100-development-reform')
  const confirmed = await order(owner!, id)
  expect(confirmed.stage === 'calling_back', `after both it is at ${confirmed.stage}`)
  expect(
    confirmed.confirmations.every((each: { state: string }) => each.state === 'agreed'),
    'the firm does not see both',
  )
  expect(confirmed.replies.at(-1).text.includes('合并检查计划'), 'the firm does not get the result')
  expect(
    offices.every((each: { departmentName: string }) => each.departmentName.length > 2),
    'the offices have no names',
  )
  await seenOn(world, 'zhaoqiang', `/appeals/${id}`, ['督办确认', '同意办结', '合并检查计划'], 390)
  await saySolved(world, 'zhaoqiang', id)
  expect((await order(owner!, id)).status === 'closed', 'it does not end')
}

async function fedBack(world: World): Promise<void> {
  await world.settle()
  const owner = await world.api('zhaoqiang')
  const { messages } = await owner.ask('GET', '/api/messages')
  expect(
    messages.filter((each: { kind: string }) => each.kind === 'order_replied').length === 2,
    'the firm is not told of each reply',
  )
  const desk = await owner.ask('GET', `/api/appeals/firms/${firm}`, undefined, { example: 'firm-desk' })
  expect(desk.orders.latest.length === 1, 'it is not on the desk of the firm')
  const justice = await world.api('150102-justice.approver')
  const { rows } = await justice
    .ask('GET', '/api/messages')
    .then((body: { messages: unknown[] }) => ({ rows: body.messages }))
  expect(Array.isArray(rows), 'the supervisors have no messages')
}

async function play(world: World): Promise<void> {
  await world.holds(
    'two supervisors on one case; not closed before both confirm; what one sends back is done again',
    () => bothConfirm(world),
  )
  await world.holds('the result is fed back to both and to the firm', () => fedBack(world))
}

export const story: Story = { id: 'B04', title: 'Two supervisors, two feedbacks', play }
