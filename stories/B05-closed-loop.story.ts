/** B05 受理、转办、督办、处理、反馈、回访: each stage has its limit and its owner; a late one escalates by itself. */
import { seenOn, workByKeyboard } from './appeal-pages.ts'
import { expect } from './do-errands.ts'
import { doOn, goodReply, handIn, market, order } from './order-errands.ts'
import type { Story, World } from './world.ts'

interface Stage {
  readonly stage: string
  readonly owner: string
  readonly limit?: string
  readonly source?: string
  readonly state: string
}

async function limitsAndOwners(world: World): Promise<void> {
  const lists = await (await world.api()).ask('GET', '/api/appeals/lists', undefined, { example: 'appeal-lists' })
  for (const type of lists.types)
    for (const { stages, source } of type.limits) {
      expect(source.length > 3, `a limit of ${type.id} has no source`)
      for (const stage of stages)
        expect(stage.owner.zh && stage.source, `${type.id} ${stage.stage} has no owner or source`)
    }
  const citizen = await world.api('wangfang')
  const id = await handIn(citizen, '早餐店卖变质食品，吃了肚子疼')
  await workByKeyboard(world, id)
  const stages: Stage[] = (await order(citizen, id)).stages
  expect(
    stages.map((each) => each.stage).join() === 'intake,dispatch,handling,calling_back',
    stages.map((each) => each.stage).join(),
  )
  expect(
    stages.every((each) => each.state === 'done' && each.owner.length > 1),
    JSON.stringify(stages),
  )
  const shown = (stages as readonly { readonly title?: string }[]).map((each) => each.title ?? '')
  await seenOn(world, 'wangfang', `/appeals/${id}`, [...shown, '期限是怎么定的', '已办结'], 390)
}

async function escalates(world: World): Promise<void> {
  const [operator, citizen] = await Promise.all(['operator', 'wangfang'].map((login) => world.api(login)))
  const id = await handIn(citizen!, '小区门口违章搭建一直没人管')
  world.setNow('2026-11-23T13:00+08:00')
  await world.settle()
  expect((await order(operator!, id)).supervised[0]?.level === 'remind', 'a late dispatch is not reminded')
  await doOn(operator!, id, { kind: 'dispatch', to: '150102-urban-management' })
  const levels: string[] = []
  for (const instant of ['2026-12-01T00:10+08:00', '2026-12-02T00:10+08:00', '2026-12-04T00:10+08:00']) {
    world.setNow(instant)
    await world.settle()
    levels.push((await order(await world.api('supervisor'), id)).supervised.at(-1).level)
  }
  expect(levels.join() === 'remind,written,raised', `the ladder is ${levels.join()}`)
  const view = await order(await world.api('wangfang'), id)
  expect(
    view.stages.find((each: Stage) => each.stage === 'handling').state === 'late',
    'the person does not see that it is late',
  )
  const chief = await world.api('150102-urban-management.approver')
  await world.settle()
  const { messages } = await chief.ask('GET', '/api/messages')
  expect(
    messages.some((each: { kind: string }) => each.kind === 'order_supervised'),
    'the department is not told',
  )
}

async function reworked(world: World): Promise<void> {
  const [operator, examiner, citizen] = await Promise.all(
    ['operator', 'examiner', 'wangfang'].map((login) => world.api(login)),
  )
  const id = await handIn(citizen!, '菜市场短斤少两多次反映')
  await doOn(operator!, id, { kind: 'dispatch', to: market })
  for (let round = 0; round < 3; round++) {
    await doOn(examiner!, id, { ...goodReply, text: `第${round + 1}次处理。` })
    await doOn(operator!, id, { kind: 'call_back', contacted: true, solved: false, satisfaction: 'dissatisfied' })
  }
  const view = await order(operator!, id)
  expect(view.problem?.reworked === 3, `three times done again it is no problem order: ${JSON.stringify(view.problem)}`)
  await world.settle()
  const { rows } = await (await world.api('supervisor')).ask('GET', '/api/appeals?problem=true')
  expect(
    rows.some((row: { id: string }) => row.id === id),
    'it is not among the problem orders',
  )
}

async function play(world: World): Promise<void> {
  await world.holds('each stage has its limit and its owner, with the source of the limit', () =>
    limitsAndOwners(world),
  )
  await world.holds('late stages escalate by themselves: reminder, in writing, raised', () => escalates(world))
  await world.holds('done again three times it is a problem order', () => reworked(world))
}

export const story: Story = { id: 'B05', title: 'The closed loop', play }
