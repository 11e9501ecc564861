/** G01 三率: definition, frozen rows and code; exclusions with public reasons; a monthly ranking that says how sure it is, recomputed by a stranger. */

import { readFile } from 'node:fs/promises'
import { replayFigure } from '@steppe/kernels/figures'
import { strFromU8, unzipSync } from 'fflate'
import { expect, mainText } from './do-errands.ts'
import { doOn, goodReply, handIn, market } from './order-errands.ts'
import type { Client, Story, World } from './world.ts'

const base = '/api/evaluation/figures'
/** Two leagues, each with its office, hotline and what callers said of so many orders. */
const called = [
  { satisfaction: 'satisfied', solved: true, count: 5 },
  { satisfaction: 'basically', solved: true, count: 2 },
] as const

async function oneOrder(clients: readonly Client[], text: string, callBack: object): Promise<string> {
  const [citizen, operator, examiner] = clients as readonly [Client, Client, Client]
  const id = await handIn(citizen, text)
  await doOn(operator, id, { kind: 'dispatch', to: market })
  await doOn(examiner, id, goodReply)
  await doOn(operator, id, { kind: 'call_back', contacted: true, ...callBack })
  return id
}

async function madeOfActs(world: World): Promise<string> {
  const clients = await Promise.all(['wangfang', 'operator', 'examiner'].map((login) => world.api(login)))
  let number = 0
  for (const { satisfaction, solved, count } of called)
    for (let at = 0; at < count; at++)
      await oneOrder(clients, `第${++number}件：${'甲乙丙丁戊己庚辛'[number]}街商铺占道`, { satisfaction, solved })
  const gone = await oneOrder(clients, '敲门无人应答的求助', {
    contacted: false,
    invalid: 'unreachable',
    note: '三次无人接听',
  })
  await oneOrder(clients, '夜市油烟扰民没有解决', { satisfaction: 'dissatisfied', solved: false })
  await world.settle()
  return gone
}

async function published(world: World): Promise<void> {
  world.setNow('2026-12-01T00:20+08:00')
  await world.publish()
  await world.settle()
  const anyone = await world.api()
  const values: Record<string, unknown> = {}
  for (const id of ['response-rate', 'solution-rate', 'satisfaction-rate'])
    values[id] = (
      await anyone.ask('GET', `${base}/${id}?region=150100`, undefined, { example: `figure-${id}` })
    ).published.value
  const value = (id: string) =>
    values[id] as {
      value: number
      counted: number
      excluded: readonly { count: number }[]
      interval: readonly number[]
    }
  expect(value('response-rate').counted === 8, `${value('response-rate').counted} call-backs are valid`)
  expect(value('response-rate').value === 1 && value('solution-rate').value === 7 / 8, JSON.stringify(values))
  expect(
    Math.abs(value('satisfaction-rate').value - (5 + 0.9 * 2) / 8) < 1e-12,
    `satisfied: ${value('satisfaction-rate').value}`,
  )
  expect(value('solution-rate').interval[0]! < 0.6, 'eight call-backs are not that sure')
  expect(value('response-rate').excluded[1]!.count === 1, 'the call-back that reached nobody is not left out')
}

async function reasonsArePublic(world: World, gone: string): Promise<void> {
  const { rows } = await (await world.api()).ask('GET', `/api/appeals/exclusions?order=${gone}`)
  expect(rows[0]?.ground === 'unreachable' && rows[0].reason.length > 0, `the exclusion says ${JSON.stringify(rows)}`)
}

async function ranked(world: World): Promise<void> {
  const anyone = await world.api()
  const view = await anyone.ask('GET', `${base}/ranking-leagues`, undefined, { example: 'figure-ranking' })
  expect(view.published.day === '2026-11-30', `the month is published for ${view.published.day}`)
  const [hohhot] = view.published.value.groups
  expect(
    hohhot.group === '150100' && hohhot.counted === 8,
    `the groups are ${JSON.stringify(view.published.value.groups)}`,
  )
  expect(hohhot.place === undefined, 'eight call-backs are given a place')
  const file = await anyone.ask('GET', `${base}/ranking-leagues/file`)
  expect(replayFigure(file).ok, 'the ranking cannot be recomputed')
  const edited = { ...file, rows: file.rows.map((row: object) => ({ ...row, solved: true })) }
  expect(!replayFigure(edited).ok, 'an edited row is not found')
  const csv = await anyone.call('GET', `${base}/ranking-leagues/groups.csv`)
  expect(String(csv.body).includes('呼和浩特市') && String(csv.body).includes('87.50'), `the sheet says ${csv.body}`)
}

async function shown(world: World): Promise<void> {
  const page = await world.page(undefined, { width: 390 })
  const text = await mainText(page, '/figures/ranking-leagues')
  for (const words of ['呼和浩特市', '件数少，不排名', '怎么算的', '工单经剔除'])
    expect(text.includes(words), `the page does not say ${words}`)
  await page.getByRole('button', { name: '开始重算' }).click()
  await page.getByText('全部相符').waitFor({ timeout: 10_000 })
  expect(
    text.includes('node steppe-verify.mjs ranking-leagues-150000-2026-11-30.json --log-key'),
    'the command is not told',
  )
  const offices = await mainText(page, '/figures/ranking-departments?region=150100')
  for (const words of ['2026年11月排名', '新城区市场监督管理局', '件数少，不排名'])
    expect(offices.includes(words), `the ranking of departments does not say ${words}: ${offices.slice(0, 400)}`)
}

/** Both files as a reader saves them from the page. */
async function downloaded(world: World): Promise<void> {
  const page = await world.page()
  await page.goto('/figures/ranking-leagues')
  const save = async (name: RegExp): Promise<Buffer> => {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    return readFile(await (await coming).path())
  }
  expect((await save(/CSV/)).toString().includes('呼和浩特市'), 'the sheet does not name the league')
  const text = strFromU8(unzipSync(await save(/Word/))['word/document.xml']!)
  for (const words of ['2026年11月', '呼和浩特市', '87.5', '未计入统计', '2026年12月1日'])
    expect(text.includes(words), `the bulletin does not say ${words}`)
}

/** Complaints that the hotline ended itself reach no call-back and no rate: a sign, with the orders to read. */
async function gamed(world: World): Promise<void> {
  const [citizen, operator] = [await world.api('wangfang'), await world.api('operator')]
  const ids: string[] = []
  for (const text of ['超市预付卡不退款', '旅行社强制购物', '健身房关门跑路']) {
    const id = await handIn(citizen, text)
    await doOn(operator, id, { kind: 'answer', text: '请与经营者协商解决。' })
    ids.push(id)
  }
  await world.settle()
  const supervisor = await world.api('supervisor')
  const { signs } = await supervisor.ask('GET', '/api/appeals/signs', undefined, { example: 'appeals-signs' })
  const found = signs.find((each: { id: string }) => each.id === 'relabelled').findings[0]
  expect(found?.found === 3, `the signs are ${JSON.stringify(signs)}`)
  const page = await world.page('supervisor', { width: 390 })
  const text = await mainText(page, '/work/supervision')
  expect(text.includes('三率里的异常迹象') && text.includes('诉求当作咨询办'), 'the board does not show signs')
  await page.getByText(/3 件（/).click()
  for (const id of ids) await page.getByRole('link', { name: id }).waitFor()
}

async function play(world: World): Promise<void> {
  let gone = ''
  await world.holds('call-backs are made as acts of orders', async () => {
    gone = await madeOfActs(world)
  })
  await world.holds('three rates by their formulas, with intervals, the invalid left out', () => published(world))
  await world.holds('what was left out has a public reason', () => reasonsArePublic(world, gone))
  await world.holds('a monthly ranking that places nobody on eight call-backs, and can be recomputed', () =>
    ranked(world),
  )
  await world.holds('the page shows definition and exclusions and recomputes in the browser', () => shown(world))
  await world.holds('the ranking as a sheet, and as a bulletin in official format', () => downloaded(world))
  await world.holds('complaints ended as if they were questions are shown to supervisors, with the orders', () =>
    gamed(world),
  )
}

export const story: Story = { id: 'G01', title: 'Three rates and a ranking', play }
