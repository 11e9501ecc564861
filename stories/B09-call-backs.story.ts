/** B09 回访: the sample is drawn by a public value and can be drawn again by anybody; results and exclusions are public and open to appeal. */

import { drawnOrder, drawSeed, listRoot } from '@steppe/kernels/draw'
import { appealAndLift, drawAgain } from './appeal-pages.ts'
import { expect } from './do-errands.ts'
import { doOn, goodReply, handIn, market, order, satisfied, tryOn } from './order-errands.ts'
import type { Story, World } from './world.ts'

const numbers = [['02', '08', '13', '21', '27', '33'], ['09']]

async function ended(world: World, count: number): Promise<void> {
  const [citizen, operator] = await Promise.all(['wangfang', 'operator'].map((login) => world.api(login)))
  for (let i = 0; i < count; i++)
    await doOn(operator!, await handIn(citizen!, `公积金政策咨询第${i}件`, { intent: 'consult' }), {
      kind: 'answer',
      text: '可以线上办理。',
    })
  await world.settle()
}

async function replayable(world: World): Promise<string> {
  await ended(world, 12)
  const [operator, supervisor, anyone] = await Promise.all(
    ['operator', 'supervisor', undefined].map((login) => world.api(login)),
  )
  const wish = {
    title: '本周抽样回访',
    region: '150100',
    from: '2026-11-01',
    until: '2026-11-30',
    size: 4,
    seed: { game: '双色球', issue: '2026135', drawnAt: '2026-11-24T13:15:00Z' },
  }
  const campaign = await operator!.ask('POST', '/api/appeals/campaigns', wish, { example: 'campaign-open' })
  const enter = (who: typeof operator) =>
    who!.call('POST', `/api/appeals/campaigns/${campaign.id}/numbers`, { numbers })
  expect((await enter(operator)).body.code === 'appeals.seed_too_early', 'the seed is taken before it exists')
  world.setNow('2026-11-25T09:30+08:00')
  const [op, sup] = await Promise.all(['operator', 'supervisor'].map((login) => world.api(login)))
  await enter(op)
  expect((await enter(op)).body.state === 'committed', 'one person alone draws')
  expect((await enter(sup ?? supervisor)).body.state === 'drawn', 'two people do not draw')
  const sample = await anyone!.ask('GET', `/api/appeals/campaigns/${campaign.id}/sample`, undefined, {
    example: 'campaign-sample',
  })
  const list = {
    tasks: [{ id: 'call-back', take: [{ stratum: 'ended', count: 4 }], pool: 'callers', inspectors: 0 }],
    objects: sample.list.map((id: string) => ({ id, tasks: { 'call-back': 'ended' } })),
    inspectors: [],
    recusals: [],
  }
  expect(listRoot(list) === campaign.listRoot, 'the list is not the one that was sealed')
  const again = [
    ...drawnOrder(drawSeed(campaign.listRoot, sample.campaign.seed.value), 'object', sample.list).slice(0, 4),
  ].map((index) => sample.list[index])
  expect(again.join() === sample.drawn.join(), 'a stranger draws another sample')
  await drawAgain(world, campaign.id)
  return campaign.id
}

async function results(world: World, campaign: string): Promise<void> {
  const [operator, anyone] = await Promise.all(['operator', undefined].map((login) => world.api(login)))
  const { rows } = await operator!.ask('GET', `/api/appeals/campaigns/${campaign}/calls`)
  const enter = (index: number, result: object) =>
    operator!.call('POST', `/api/appeals/campaigns/${campaign}/results`, { order: rows[index].order, ...result })
  await enter(0, { contacted: true, solved: true, satisfaction: 'satisfied' })
  await enter(1, { contacted: true, solved: true, satisfaction: 'basically' })
  await enter(2, { contacted: true, solved: false, satisfaction: 'dissatisfied' })
  expect(
    (await enter(3, { contacted: false, invalid: 'unreachable' })).status === 422,
    'an invalid call-back needs no reason',
  )
  await enter(3, { contacted: false, invalid: 'unreachable', note: '三次无人接听' })
  expect(
    (await enter(0, { contacted: true, solved: false, satisfaction: 'dissatisfied' })).body.code ===
      'appeals.not_in_sample',
    'a result is changed',
  )
  const [shown] = (await anyone!.ask('GET', '/api/appeals/campaigns')).rows
  const { valid, contacted, solved, satisfied: content, basically, invalid } = shown.results
  expect(
    [valid, contacted, solved, content, basically, invalid].join() === '3,3,2,1,1,1',
    JSON.stringify(shown.results),
  )
  const [excluded] = (
    await anyone!.ask('GET', `/api/appeals/exclusions?order=${rows[3].order}`, undefined, { example: 'exclusions' })
  ).rows
  expect(excluded?.ground === 'unreachable', 'what does not count is not public')
  await appealAndLift(world, 'wangfang', rows[3].order, '我一直开机')
  const [decided] = (await anyone!.ask('GET', `/api/appeals/exclusions?order=${rows[3].order}`)).rows
  expect(decided.state === 'lifted', 'the appeal is not decided')
}

async function reopened(world: World): Promise<void> {
  const [citizen, operator, examiner] = await Promise.all(
    ['wangfang', 'operator', 'examiner'].map((login) => world.api(login)),
  )
  const id = await handIn(citizen!, '二手车里程造假')
  await doOn(operator!, id, { kind: 'dispatch', to: market })
  await doOn(examiner!, id, goodReply)
  await doOn(operator!, id, { ...satisfied, satisfaction: 'dissatisfied' })
  expect(
    (await order(citizen!, id)).reopen.until === '2026-12-02',
    `open until ${(await order(citizen!, id)).reopen.until}`,
  )
  world.setNow('2026-12-03T09:00+08:00')
  expect(
    (await tryOn(await world.api('wangfang'), id, { kind: 'reopen', reason: '没有解决' })).body.code ===
      'cases.reopen_over',
    'it opens after the window',
  )
  world.setNow('2026-12-02T09:00+08:00')
  expect(
    (await doOn(await world.api('wangfang'), id, { kind: 'reopen', reason: '没有解决' })).stage === 'handling',
    'it does not open within the window',
  )
}

async function feedsRates(world: World): Promise<void> {
  await world.settle()
  const numbers = await (await world.api()).ask(
    'GET',
    '/api/appeals/public?from=2026-11-01&until=2026-12-31&region=150100',
  )
  expect(
    numbers.callBacks.valid >= 1 && numbers.callBacks.contacted >= 1,
    `the rates say ${JSON.stringify(numbers.callBacks)}`,
  )
}

async function play(world: World): Promise<void> {
  let campaign = ''
  await world.holds('sampling is random and replayable', async () => {
    campaign = await replayable(world)
  })
  await world.holds('results are entered once; what does not count has a ground, is public and can be appealed', () =>
    results(world, campaign),
  )
  await world.holds('somebody who is not satisfied has it opened again within the window', () => reopened(world))
  await world.holds('results feed the rates', () => feedsRates(world))
}

export const story: Story = { id: 'B09', title: 'Call-backs drawn in public', play }
