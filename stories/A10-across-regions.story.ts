/** A10 跨域通办: received elsewhere, checked, handed on, examined, decided and delivered, each step within its limit. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addWorkingDays, type Calendar, type Day, makeCalendar, parseNotices } from '@steppe/kernels/calendar'
import {
  act,
  apply,
  complete,
  completeInBrowser,
  expect,
  itemOf,
  mainText,
  restaurantAnswers,
  takeInBrowser,
  view,
} from './do-errands.ts'
import type { Story, World } from './world.ts'

/** Where it is handed in, and where it belongs: two regions of two leagues. */
const here = '150102'
const there = '150203'
const own = `${there}-market-regulation`

/** Steps with who does them, what they do, and their limit in working days. Source: 内蒙古全区通办工作规程 (1 and 2 working days). */
const steps = [
  { name: '异地收件', login: 'clerk', action: 'receive', outcome: 'received', limit: 1 },
  { name: '窗口初审', login: 'clerk', action: 'precheck', outcome: 'pass', limit: 1 },
  { name: '转办属地', login: 'clerk', action: 'forward', outcome: 'forwarded', limit: 2 },
  { name: '属地审核', login: `${own}.clerk`, action: 'accept', outcome: 'accept', limit: 1 },
  { name: '审批决定', login: `${own}.approver`, action: 'decide', outcome: 'approve', limit: undefined },
  { name: '出证送达', login: `${own}.clerk`, action: 'deliver', outcome: 'delivered', limit: 1 },
] as const

async function calendarOf(): Promise<Calendar> {
  return makeCalendar(
    parseNotices(JSON.parse(await readFile(join(import.meta.dirname, '../packs/national/calendar/2026.json'), 'utf8'))),
  )
}

async function handIn(world: World, name: string, inBrowser = false): Promise<string> {
  const clerk = await world.api('clerk')
  const item = await itemOf(clerk, '食品经营许可', '000131025001', there)
  const answers = {
    ...restaurantAnswers(name),
    responsibleIdNumber: '159900199003120202',
    contactName: '王芳',
    contactPhone: '13800000001',
    region: there,
    address: { region: there, line: '钢铁大街 9 号' },
  }
  if (inBrowser) {
    const wish = { words: '食品经营许可', item, region: there, account: 'wangfang', consent: 'signed' } as const
    return takeInBrowser(await world.page('clerk'), wish, answers)
  }
  const draft = {
    channel: 'window',
    receiving: `${here}-service-window`,
    onBehalfOf: { account: 'wangfang', consent: '本人在新城区窗口签字同意' },
  }
  return (await apply(clerk, { item, answers, draft, example: 'cross-region' })).case
}

async function sixSteps(world: World, inBrowser: boolean): Promise<void> {
  const calendar = await calendarOf()
  const id = await handIn(world, inBrowser ? '两地小馆' : '跨域小馆', inBrowser)
  for (const [index, step] of steps.entries()) {
    world.setNow(
      `2026-11-${24 + index}T10:00+08:00`.replace('2026-11-28', '2026-11-30').replace('2026-11-29', '2026-12-01'),
    )
    const staff = await world.api(step.login)
    const { tasks } = await view(staff, id)
    expect(
      tasks.length === 1 && tasks[0].action === step.action && tasks[0].name.includes(step.name),
      `instead of ${step.name} the case is at ${tasks.map((task: { name: string }) => task.name).join('、')}`,
    )
    const where = index < 3 ? `${here}-service-window` : own
    expect(tasks[0].department === where, `${step.name} is owed by ${tasks[0].department}, not by ${where}`)
    if (step.limit) {
      const due = addWorkingDays(calendar, tasks[0].openedOn as Day, step.limit)
      expect(tasks[0].dueOn === due, `${step.name} opened on ${tasks[0].openedOn} is due ${tasks[0].dueOn}, not ${due}`)
    }
    if (inBrowser) await completeInBrowser(await world.page(step.login), id, step.outcome)
    else await complete(staff, id, step.outcome)
  }
  const citizen = await world.api('wangfang')
  const state = await view(citizen, id)
  expect(state.status === 'closed' && state.results.length === 1, `after six steps the case is ${state.status}`)
  if (inBrowser)
    expect(
      (await mainText(await world.page('wangfang', { width: 390 }), `/track/${id}`)).includes(state.results[0].number),
      'the applicant does not see the licence',
    )
}

async function turnedDown(world: World): Promise<void> {
  const id = await handIn(world, '退回小馆')
  const clerk = await world.api('clerk')
  await complete(clerk, id, 'received')
  await act(clerk, id, { kind: 'complete', outcome: 'turn_down', opinion: '缺平面图，一次性告知' })
  const state = await view(await world.api('wangfang'), id)
  expect(state.tasks.length === 0, `turned down at the window the case is still at ${state.tasks[0]?.name}`)
}

/** The own region acts only when the window has handed it on, and the other way round. */
async function notBefore(world: World): Promise<void> {
  const id = await handIn(world, '边界小馆')
  const early = await (await world.api(`${own}.clerk`)).call('GET', `/api/cases/${id}/acts/allowed`)
  const may =
    early.status === 200 &&
    early.body.some((each: { kind: string; allowed: boolean }) => each.kind === 'complete' && each.allowed)
  expect(!may, 'the own region may act before the case was handed on')
  for (const outcome of ['received', 'pass', 'forwarded']) await complete(await world.api('clerk'), id, outcome)
  const after = await (await world.api('clerk')).ask('GET', `/api/cases/${id}/acts/allowed`)
  expect(
    !after.some((each: { kind: string; allowed: boolean }) => each.kind === 'complete' && each.allowed),
    'the window may still act after it was handed on',
  )
}

/** Waits for what the other installation sends by itself: transactions of stories played beside this one may hold it back. */
async function soon<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`${what} did not come within a minute`)
}

/** The same six steps when the region belongs to another installation: signed events carry the case there and its progress back. */
async function twoInstallations(world: World): Promise<void> {
  const other = await world.neighbour(['150100'], ['150200'])
  const id = await handIn(world, '两台小馆')
  for (const outcome of ['received', 'pass', 'forwarded']) await complete(await world.api('clerk'), id, outcome)
  const arrived = await soon(async () => {
    const rows = await other.db.ask<{ id: string }>(
      "select c.id from cases.cases c where c.state #>> '{findings,origin,case}' = $1",
      [id],
    )
    return rows[0]?.id
  }, 'the case')
  for (const [login, outcome] of [
    [`${own}.clerk`, 'accept'],
    [`${own}.approver`, 'approve'],
    [`${own}.clerk`, 'delivered'],
  ] as const)
    await completeInBrowser(await other.page(login), arrived, outcome)
  const citizen = await world.api('wangfang')
  const closed = await soon(async () => {
    const state = await view(citizen, id)
    return state.status === 'closed' ? state : undefined
  }, 'the end of the case')
  expect(
    closed.outcome === 'approved' && closed.results.length === 1,
    `told back: ${closed.outcome}, ${closed.results.length} results`,
  )
  const told = await mainText(await world.page('wangfang', { width: 390 }), `/track/${id}`)
  expect(
    told.includes(closed.results[0].number),
    'the applicant does not see the licence that came from the other installation',
  )
}

async function play(world: World): Promise<void> {
  await world.holds('six steps between two regions within their limits, through the API', () => sixSteps(world, false))
  world.setNow('2026-11-23T09:30+08:00')
  await world.holds('six steps between two regions, in the browser', () => sixSteps(world, true))
  world.setNow('2026-11-23T09:30+08:00')
  await world.holds('the window may turn it down, and it ends', () => turnedDown(world))
  await world.holds('each region acts in its own steps only', () => notBefore(world))
  world.setNow('2026-11-23T09:30+08:00')
  await world.holds('between two installations', () => twoInstallations(world))
}

export const story: Story = { id: 'A10', title: 'Handed in here, decided there', play }
