/** C01 政策清单 1.0 / 2.0 / 3.0 and annual lists: versions, tasks with owners and days, repeal, what changed between versions. */
import { complete, expect, mainText, settled, view } from './do-errands.ts'
import { publish, shows } from './do-policies.ts'
import type { Story, World } from './world.ts'

const plan = 'environment-plan-3'
const own = 'demo-versions'

async function suitesAndTasks(world: World): Promise<void> {
  const anyone = await world.api()
  const { suites } = await anyone.ask('GET', '/api/policies/suites', undefined, { example: 'policy-suites' })
  const versions = suites
    .filter((suite: { kind: string }) => suite.kind === 'suite')
    .map((suite: { version: string }) => suite.version)
  expect(versions.sort().join(' ') === '1.0 2.0 3.0', `there are the versions ${versions.join(', ')}`)
  expect(
    suites.some((suite: { kind: string }) => suite.kind === 'annual'),
    'there is no annual list',
  )
  const suite = await anyone.ask('GET', `/api/policies/suites/${plan}`)
  for (const task of suite.tasks)
    expect(task.leadName.zh && task.due && task.state === 'waiting', `task ${task.number} has no owner or day`)
  const changed = await anyone.ask('GET', `/api/policies/suites/${plan}/diff`)
  const kinds = new Set(changed.changes.map((each: { kind: string }) => each.kind))
  expect(
    ['added', 'removed', 'changed'].every((kind) => kinds.has(kind)),
    `from 2.0 to 3.0: ${[...kinds].join(', ')}`,
  )
  const text = await mainText(await world.page(undefined, { width: 390 }), '/policies/lists/environment-plan-2')
  expect(/已废止/.test(text) && /牵头部门/.test(text), 'the repealed plan does not say so')
}

/** Given out on the page, each task is a case at its department, with its day; done and checked it stands so in public. */
async function tasksAreCarriedOut(world: World): Promise<void> {
  const page = await world.page('coordinator')
  await page.goto(`/policies/lists/${plan}`)
  await settled(page)
  await page.getByRole('button', { name: '分解任务到部门' }).click()
  await shows(page, '办理中')
  const staff = await world.api('policymaker')
  const suite = await staff.ask('GET', `/api/policies/suites/${plan}`)
  const task = suite.tasks.find((each: { lead: string }) => each.lead === 'human-resources')
  const state = await view(staff, task.case)
  expect(state.department === '150000-human-resources', `the task went to ${state.department}`)
  expect(state.clock.due === task.due, `its case is due on ${state.clock.due}, the task on ${task.due}`)
  await complete(staff, task.case, 'done')
  await complete(staff, task.case, 'confirmed')
  const after = await (await world.api()).ask('GET', `/api/policies/suites/${plan}`)
  const done = after.tasks.find((each: { number: string }) => each.number === task.number)
  expect(
    done.state === 'done' && done.doneOn === '2026-11-23' && done.case === undefined,
    `in public the task is ${JSON.stringify(done)}`,
  )
}

async function versionsAndRepeal(world: World): Promise<void> {
  const maker = await world.api('policymaker')
  await publish(maker, own, {
    when: 'employees >= 30',
    amount: 'employees * 500',
    text: '第一条 目的。\n\n第二条 从业人员不少于 30 人。',
  })
  await publish(maker, own, {
    when: 'employees >= 20',
    amount: 'employees * 600',
    text: '第一条 目的。\n\n第二条 从业人员不少于 20 人。',
  })
  const anyone = await world.api()
  const diff = await anyone.ask('GET', `/api/policies/${own}/diff?from=1&to=2`, undefined, { example: 'policy-diff' })
  const places = diff.changes.map((each: { place: string }) => each.place)
  expect(places.includes('conditions.staff') && places.includes('benefit.amount'), `it names ${places.join(', ')}`)
  expect(diff.text.filter((each: { kind: string }) => each.kind !== 'same').length === 2, 'one paragraph was changed')
  const page = await world.page(undefined, { width: 390 })
  await page.goto(`/policies/${own}`)
  await settled(page)
  await page.getByRole('button', { name: '与第 1 版对比' }).click()
  await page.locator('.policy-diff ins', { hasText: 'employees >= 20' }).waitFor({ timeout: 10_000 })
  const desk = await world.page('policymaker')
  await desk.goto(`/work/policies/${own}`)
  await settled(desk)
  await desk.getByRole('tab', { name: '发布' }).click()
  await desk.getByLabel('依据或替代文件').fill('演示发〔2026〕10号')
  await desk.getByLabel('理由').fill('任务已完成')
  await desk.getByRole('button', { name: '废止这项政策' }).click()
  await desk.waitForFunction(() => !document.body.innerText.includes('废止这项政策'), undefined, { timeout: 10_000 })
  const text = await mainText(await world.page(), `/policies/${own}`)
  expect(/已废止/.test(text) && /任务已完成/.test(text), 'the page does not say that it was repealed, and why')
  const mine = await (await world.api('batu')).ask('GET', '/api/policies/mine')
  expect(!mine.policies.some((each: { id: string }) => each.id === own), 'a repealed policy is still offered')
}

/** A version published for a later day is not seen before it. */
async function publishedOnADay(world: World): Promise<void> {
  const maker = await world.api('policymaker')
  await publish(maker, 'demo-later', { when: 'employees >= 30' }, '2026-12-01')
  const before = await (await world.api()).call('GET', '/api/policies/demo-later')
  expect(before.status === 404, 'it is seen before its day')
  world.setNow('2026-12-01T09:00+08:00')
  const after = await (await world.api()).call('GET', '/api/policies/demo-later')
  expect(after.status === 200 && after.body.standing === 'in_force', `on its day it is ${after.status}`)
}

async function play(world: World): Promise<void> {
  await world.holds(
    'suites 1.0 to 3.0 and an annual list stand with versions, owners and days; what changed is shown',
    () => suitesAndTasks(world),
  )
  await world.holds('each task is given to its department as a case with its day, carried out and checked', () =>
    tasksAreCarriedOut(world),
  )
  await world.holds('versions of a policy are compared, and it is repealed with reason and document', () =>
    versionsAndRepeal(world),
  )
  await world.holds('a policy is published on a day and not seen before', () => publishedOnADay(world))
  world.note('the suites and tasks are invented for the demonstration')
}

export const story: Story = { id: 'C01', title: 'Lists of policies with tasks, versions and repeal', play }
