/** B01 12345: whatever channel it comes by, one order, one clock; dispatched with reasons, disputed in public, handled together, supervised, called back about. */

import { createHmac } from 'node:crypto'
import { drillDown, takeByKeyboard } from './appeal-pages.ts'
import { expect } from './do-errands.ts'
import { doOn, goodReply, handIn, market, order, satisfied, sendBytes, tryOn } from './order-errands.ts'
import type { Story, World } from './world.ts'

async function everyChannel(world: World): Promise<void> {
  const [citizen, operator, admin] = await Promise.all(
    ['wangfang', 'operator', 'admin'].map((login) => world.api(login)),
  )
  const web = await handIn(citizen!, '新华东街一家饭店后厨很脏，吃了变质的食品', {}, 'appeal-hand-in')
  process.env.STEPPE_CALLS_KEY = 'exchange'
  const call = Buffer.from(
    JSON.stringify({ id: 'call-1', from: '13800001111', startedAt: new Date(world.now()).toISOString() }),
  )
  const signature = createHmac('sha256', 'exchange').update(call).digest('hex')
  const announce = (given: string) =>
    fetch(`${world.base}/api/appeals/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'steppe-signature': given },
      body: new Uint8Array(call),
    })
  expect((await announce('00')).status === 403, 'forged call data is taken')
  expect((await announce(signature)).status === 200, 'signed call data is refused')
  const phone = (
    await operator!.ask(
      'POST',
      '/api/appeals/received',
      {
        intent: 'help',
        text: '家里停电三小时了',
        place: { region: '150102' },
        caller: { name: '李四', phone: '13800001111' },
        call: 'call-1',
      },
      { example: 'appeal-received' },
    )
  ).id
  const mail = await sendBytes(
    world,
    operator!,
    '/api/appeals/mails',
    Buffer.from(
      'From: li@example.org\r\nMessage-ID: <1@x>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n赛罕区路灯坏了',
    ),
    'message/rfc822',
  )
  const board = await sendBytes(
    world,
    operator!,
    '/api/appeals/imports',
    Buffer.from('留言内容,所属地区\n公交站牌倒了,呼和浩特市新城区\n'),
    'text/csv',
  )
  expect(board.taken === 1, `the board's row gets ${JSON.stringify(board)}`)
  const { key } = await admin!.ask('POST', '/api/appeals/clients', { name: '随手拍' })
  const form = new URLSearchParams({
    api_key: key,
    service_code: 'rubbish',
    description: '垃圾没人清',
    address_string: '新城区',
    lat: '40.84',
    long: '111.7',
  })
  const api = await (await fetch(`${world.base}/open311/v2/requests.json`, { method: 'POST', body: form })).json()
  for (const id of [web, phone, mail.order, api[0].service_request_id])
    expect((await order(operator!, id)).stage === 'dispatch', `${id} is no order that waits for dispatch`)
  await world.settle()
  const { rows } = await operator!.ask('GET', '/api/appeals')
  const channels = new Set(rows.map((row: { channel: string }) => row.channel))
  for (const channel of ['web', 'phone', 'mail', 'board', 'open311'])
    expect(channels.has(channel), `no order came by ${channel}`)
}

async function suggested(world: World): Promise<void> {
  const operator = await world.api('operator')
  const id = await handIn(await world.api('zhaoqiang'), '超市卖过期食品，要求退款')
  const { departments } = await operator.ask('GET', `/api/appeals/${id}/suggestions`, undefined, {
    example: 'appeal-suggestions',
  })
  expect(departments[0]?.department === market, `it suggests ${departments[0]?.department}`)
  expect(departments[0].because.length > 0 && departments[0].confidence > 0, 'without reason or confidence')
}

async function disputed(world: World): Promise<void> {
  const [operator, examiner, chief] = await Promise.all(
    ['operator', 'examiner', '150100-hotline.approver'].map((login) => world.api(login)),
  )
  const id = await handIn(await world.api('wangfang'), '牧区直播带货合作社纠纷没人管')
  await doOn(operator!, id, { kind: 'dispatch', to: market })
  await doOn(examiner!, id, { kind: 'send_back', reason: '属合作社内部管理', belongsTo: '150102-agriculture' })
  await doOn(operator!, id, { kind: 'dispute', reason: '涉及消费者' })
  await doOn(chief!, id, {
    kind: 'decide',
    to: '150102-agriculture',
    matter: '合作社直播带货',
    words: ['直播带货'],
    reason: '农牧部门指导合作社',
  })
  const duties = await (await world.api()).ask('GET', `/api/appeals/duties?q=${encodeURIComponent('直播带货')}`)
  expect(duties.rows[0]?.decidedIn === id, 'the decision is not in the duty catalogue')
}

async function together(world: World): Promise<void> {
  const [operator, examiner, approver, fire] = await Promise.all(
    ['operator', 'examiner', 'approver', '150102-fire.examiner'].map((login) => world.api(login)),
  )
  const id = await handIn(await world.api('wangfang'), '商场电梯坏了，消防通道也堵了')
  await doOn(operator!, id, { kind: 'dispatch', to: market, assists: ['150102-fire'] })
  const { part } = await doOn(examiner!, id, { kind: 'split', to: '150102-fire', text: '请核查消防通道' })
  expect(
    (await tryOn(examiner!, id, goodReply)).body.code === 'appeals.parts_open',
    'the lead answers before its part is answered',
  )
  await doOn(fire!, part!, { ...goodReply, text: '通道已清理。' })
  const { due } = await doOn(approver!, id, {
    kind: 'extend',
    reason: '配件到货需要时间',
    term: { length: 5, unit: 'wd' },
  })
  expect(due === '2026-12-07', `extended to ${due}`)
  expect(
    (await tryOn(approver!, id, { kind: 'extend', reason: 'x', term: { length: 5, unit: 'wd' } })).body.code ===
      'cases.extended_already',
    'it is extended twice',
  )
  await doOn(examiner!, id, goodReply)
  await doOn(operator!, id, satisfied)
  const view = await order(await world.api('wangfang'), id)
  expect(view.status === 'closed' && view.callBacks[0].satisfaction === 'satisfied', `it ends ${view.status}`)
}

async function supervised(world: World): Promise<void> {
  const supervisor = await world.api('supervisor')
  const id = await handIn(await world.api('wangfang'), '预付卡商家跑路')
  await doOn(supervisor, id, { kind: 'supervise', level: 'written', text: '请于今日派单' })
  await world.settle()
  const board = await supervisor.ask('GET', '/api/appeals/supervision', undefined, { example: 'appeals-supervision' })
  const list = await supervisor.ask('GET', '/api/appeals?level=written&open=true')
  expect(
    board.byLevel.written >= 1 && list.rows.some((row: { id: string }) => row.id === id),
    'the board does not lead to it',
  )
  await drillDown(world, '书面督办', id)
  const emergency = await (await world.api('wangfang')).ask('POST', '/api/appeals', {
    intent: 'help',
    urgency: 'emergency',
    text: '有人被困电梯晕倒',
    place: { region: '150102' },
  })
  expect(emergency.alarm && emergency.stage === 'handling', 'an emergency waits for dispatch')
}

async function known(world: World): Promise<void> {
  const citizen = await world.api('wangfang')
  const text = '我上班受伤住院了，想问问怎么认定工伤'
  const { articles } = await citizen.ask('POST', '/api/appeals/knowledge/suggestions', { text, region: '150102' })
  expect(
    articles[0]?.id === 'work-injury' && articles[0].because.length > 0,
    'no article is suggested while one writes',
  )
  const votes = await citizen.ask('POST', '/api/appeals/knowledge/work-injury/feedback', { version: 1, useful: true })
  expect(votes.useful === 1, `counted as ${JSON.stringify(votes)}`)
}

async function play(world: World): Promise<void> {
  await world.holds('telephone, web, mail, message board and API are one intake', () => everyChannel(world))
  await world.holds('a department is suggested with reasons and confidence', () => suggested(world))
  await world.holds('an agent takes it by keyboard alone, with the words that decided', async () => {
    const id = await takeByKeyboard(world, '新华东街一家饭店后厨很脏，吃了变质的食品，要投诉，请查处')
    expect((await order(await world.api('operator'), id.trim())).stage === 'handling', `${id} was not dispatched`)
  })
  await world.holds('a disputed return is decided by a conference, whose decision is in the catalogue', () =>
    disputed(world),
  )
  await world.holds('departments handle it together, it is extended once, answered and called back about', () =>
    together(world),
  )
  await world.holds('the knowledge base answers while one writes, and counts whom it helped', () => known(world))
  await world.holds('supervisors press and see; an emergency waits for nobody', () => supervised(world))
}

export const story: Story = { id: 'B01', title: 'One intake, one order, one clock', play }
