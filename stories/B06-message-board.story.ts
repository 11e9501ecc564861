/** B06 领导留言板: a file of 7,000 messages is taken in; counts by city and reply rates come out as they went in. The file is made here: places and numbers as the report has them, the rest made up. */
import { seenOn } from './appeal-pages.ts'
import { expect } from './do-errands.ts'
import { sendBytes } from './order-errands.ts'
import type { Story, World } from './world.ts'

const total = Number(process.env.STEPPE_STORY_MESSAGES ?? 7000)
/**
 * As reported: three cities are first with so many, three answer all, the others at least 86 in 100. What the others have is not reported but
 * that it is less than the third has: made up here. What is left of the 7,000 goes to the region itself.
 */
const counts: Readonly<Record<string, number>> = {
  包头市: 488,
  呼和浩特市: 472,
  通辽市: 303,
  赤峰市: 297,
  鄂尔多斯市: 281,
  呼伦贝尔市: 254,
  乌兰察布市: 226,
  巴彦淖尔市: 203,
  锡林郭勒盟: 168,
  兴安盟: 149,
  乌海市: 97,
  阿拉善盟: 74,
}
const first = ['包头市', '呼和浩特市', '通辽市']
const answersAll = ['鄂尔多斯市', '巴彦淖尔市', '乌兰察布市']
const wholeRegion = '内蒙古自治区'

interface Planned {
  readonly place: string
  readonly count: number
  readonly answered: number
}

function plan(): Planned[] {
  const leagues = Object.entries(counts).map(([place, reported], index) => {
    const count = Math.round((reported * total) / 7000)
    return { place, count, answered: answersAll.includes(place) ? count : Math.ceil(count * (0.86 + index / 100)) }
  })
  const rest = total - leagues.reduce((sum, each) => sum + each.count, 0)
  return [...leagues, { place: wholeRegion, count: rest, answered: Math.ceil(rest * 0.9) }]
}

function fileOf(plans: readonly Planned[]): Buffer {
  const rows = ['留言编号,留言标题,留言内容,所属地区,留言时间,答复意见,答复时间']
  let number = 0
  for (const { place, count, answered } of plans)
    for (let i = 0; i < count; i++) {
      const day = String((i % 28) + 1).padStart(2, '0')
      const reply = i < answered ? `已转有关部门办理并答复（${i}）,2026-0${(i % 6) + 2}-${day} 16:00` : ','
      rows.push(
        `L${++number},关于第${i}号事项的留言,${place}居民反映第${i}号事项需要解决,${place},2026-0${(i % 6) + 1}-${day} 09:00,${reply}`,
      )
    }
  return Buffer.from(rows.join('\n'))
}

async function imported(world: World, plans: readonly Planned[]): Promise<void> {
  const supervisor = await world.api('supervisor')
  const from = performance.now()
  const report = await sendBytes(world, supervisor, '/api/appeals/imports', fileOf(plans), 'text/csv')
  const seconds = (performance.now() - from) / 1000
  expect(report.rows === total && report.taken === total && report.refused === 0, JSON.stringify(report).slice(0, 400))
  world.note(`${total} messages taken in within ${seconds.toFixed(1)} s`)
  await world.settle()
}

async function reproduced(world: World, plans: readonly Planned[]): Promise<void> {
  const anyone = await world.api()
  const numbers = await anyone.ask(
    'GET',
    '/api/appeals/public?from=2026-01-01&until=2026-10-31&channel=board',
    undefined,
    { example: 'appeals-public' },
  )
  expect(numbers.total.count === total, `${numbers.total.count} messages`)
  for (const { place, count, answered } of plans) {
    const found = numbers.regions.find((each: { name: string }) => each.name === place)
    expect(
      found?.count === count && found.answered === answered,
      `${place}: ${JSON.stringify(found)}, not ${count} with ${answered} answered`,
    )
    const rate = Math.round((answered / count) * 10_000) / 10_000
    expect(found.replyRate === rate, `${place} answers ${found.replyRate}, not ${rate}`)
    expect(
      answersAll.includes(place) ? found.replyRate === 1 : found.replyRate >= 0.86,
      `${place} answers ${found.replyRate}`,
    )
  }
  const most = numbers.regions
    .filter(({ name }: { name: string }) => name !== wholeRegion)
    .toSorted((a: { count: number }, b: { count: number }) => b.count - a.count)
    .slice(0, 3)
    .map(({ name }: { name: string }) => name)
  expect(most.join() === first.join(), `the first three are ${most}`)
}

async function answeredAndRated(world: World): Promise<void> {
  const [supervisor, citizen] = await Promise.all(['supervisor', 'wangfang'].map((login) => world.api(login)))
  const { rows } = await supervisor!.ask('GET', '/api/appeals?channel=board&open=true&limit=1')
  expect(rows.length === 1, 'no message waits for its answer')
  const body = {
    type: 'board',
    intent: 'suggestion',
    text: '建议公园增设座椅',
    place: { region: '150102' },
    publish: true,
  }
  const { id, seq } = await citizen!.ask('POST', '/api/appeals', body)
  const operator = await world.api('operator')
  await operator.ask('POST', `/api/appeals/${id}/acts`, {
    after: seq,
    deed: { kind: 'answer', task: 't1', text: '已列入年度计划。' },
  })
  const rated = await citizen!.ask('POST', '/api/evaluation/ratings', { case: id, grade: 1, reasons: [] })
  expect(rated.grade === 1, 'it cannot be rated')
  await world.settle()
  const board = await (await world.api()).ask('GET', '/api/appeals/board?region=150100')
  const shown = board.rows.find((each: { id: string }) => each.id === id)
  expect(shown?.reply?.text.includes('年度计划'), 'message and reply are not shown')
  expect(!JSON.stringify(shown).includes('王芳'), 'the name is shown')
}

async function play(world: World): Promise<void> {
  const plans = plan()
  await world.holds('messages are imported', () => imported(world, plans))
  await world.holds('counts and reply rates are reproduced', () => reproduced(world, plans))
  await world.holds('anybody sees them', () =>
    seenOn(world, undefined, '/public-appeals?span=year', [
      '包头市',
      '488',
      '呼和浩特市',
      '472',
      '通辽市',
      '303',
      '100 %',
    ]),
  )
  await world.holds('messages are answered and rated', () => answeredAndRated(world))
}

export const story: Story = { id: 'B06', title: 'The message board', play }
