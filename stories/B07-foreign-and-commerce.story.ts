/** B07 外商与商务投诉: a kind of their own, taken by the commerce department, with a joint meeting of departments before it is handled. */
import { seenOn } from './appeal-pages.ts'
import { expect } from './do-errands.ts'
import { doOn, goodReply, handIn, order, satisfied, tryOn } from './order-errands.ts'
import type { Story, World } from './world.ts'

const firm = '91150102MAD000027C'
const commerce = '150102-commerce'

async function jointMeeting(world: World, type: string, ground: string, limit: string): Promise<void> {
  const owner = await world.api('batu')
  const [clerk, lead] = await Promise.all([`${commerce}.clerk`, '150102-tax.examiner'].map((login) => world.api(login)))
  const id = await handIn(owner, `${type}：出口退税与通关数据对不上，多个部门互相推诿`, { type, firm, ground })
  const opened = await order(owner, id)
  expect(opened.tasks[0].department === commerce, `it is taken by ${opened.tasks[0].department}`)
  expect(opened.rules.reply === limit && opened.dueOn, `its limit is ${opened.rules.reply}, due ${opened.dueOn}`)
  const operator = await world.api('operator')
  expect((await operator.call('GET', `/api/appeals/${id}`)).status === 403, 'the hotline reads it')
  await doOn(clerk!, id, {
    kind: 'dispatch',
    to: '150102-tax',
    assists: ['150102-market-regulation', '150100-transport'],
  })
  expect((await order(lead!, id)).stage === 'meeting', 'it is handled without a meeting')
  const alone = await tryOn(lead!, id, { kind: 'meet', minutes: '只有一个部门', departments: ['150102-tax'] })
  expect(alone.body.code === 'appeals.meeting_incomplete', 'a meeting of one department counts')
  await doOn(lead!, id, {
    kind: 'meet',
    minutes: '税务牵头核对数据，市场监管、交通提供单证，五日内办结。',
    departments: ['150102-tax', '150102-market-regulation', '150100-transport'],
  })
  await doOn(lead!, id, { ...goodReply, text: '数据已核对一致，退税款三日内到账。' })
  await doOn(clerk!, id, satisfied)
  const ended = await order(owner, id)
  expect(ended.status === 'closed' && ended.meetings[0].departments.length === 3, 'the firm does not see the meeting')
  expect(
    ended.stages.some((each: { stage: string; state: string }) => each.stage === 'meeting' && each.state === 'done'),
    'the meeting is no stage',
  )
  await seenOn(world, 'batu', `/appeals/${id}`, ['联席会议', '税务牵头核对数据', '退税款三日内到账'], 390)
}

async function play(world: World): Promise<void> {
  const lists = await (await world.api()).ask('GET', '/api/appeals/lists')
  const typed = (id: string) => lists.types.find((each: { id: string }) => each.id === id)
  await world.holds(
    'foreign investors and commerce have a kind of their own, with grounds and limits of their own law',
    async () => {
      for (const id of ['foreign', 'commerce'])
        expect(typed(id)?.jointMeeting && typed(id).grounds.length > 1, `${id} is no kind of its own`)
      expect(
        typed('foreign').limits[0].source.includes('外商投资企业投诉工作办法'),
        'the limit of foreign investors has another source',
      )
    },
  )
  await world.holds('a complaint of a foreign investor is met about jointly, handled and answered', () =>
    jointMeeting(world, 'foreign', 'infringed', '60wd'),
  )
  await world.holds('and so is one of commerce', () => jointMeeting(world, 'commerce', 'foreign-trade', '5wd'))
}

export const story: Story = { id: 'B07', title: 'Foreign investors and commerce', play }
