/** What the installation learns from its own closed orders, and who is told what. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { dropOldDrafts, learnDepartments } from '#act/appeals'
import { clockFrom } from '#platform/clock'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

let town: TestInstallation
let operator: Client
let wangfang: Client
let zhaoqiang: Client

async function handIn(
  by: Client,
  text: string,
  intent = 'help',
  address?: string,
): Promise<{ id: string; seq: number }> {
  const place = { region: '150102', ...(address ? { address } : {}) }
  const receipt = await by.call('POST', '/api/appeals', { intent, text, place })
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  return receipt.body
}

async function act(by: Client, order: { id: string; seq: number }, deed: object) {
  const done = await by.call('POST', `/api/appeals/${order.id}/acts`, { after: order.seq, deed })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  return done.body as { id: string; seq: number }
}

describe('learning and telling', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T09:00+08:00')
    operator = await town.signIn('operator')
    wangfang = await town.signIn('wangfang')
    zhaoqiang = await town.signIn('zhaoqiang')
  })

  test('what somebody wants is suggested with the words that say it, without anything learnt', async () => {
    for (const [text, intent, words] of [
      ['请问新生儿落户需要什么材料？', 'consult', '需要什么材料'],
      ['我要投诉健身房不给退卡，态度恶劣', 'complaint', '投诉'],
      ['举报小区门口有人无证卖药', 'report', '举报'],
      ['建议在公园增加长椅', 'suggestion', '建议'],
      ['感谢社区王主任帮老人送饭', 'praise', '感谢'],
    ] as const) {
      const hints = (await wangfang.call('POST', '/api/appeals/suggestions', { text, region: '150102' })).body
      assert.equal(hints.intents[0]?.intent, intent, text)
      assert.ok(
        hints.intents[0].because.some((each: { words: string }) => each.words === words),
        text,
      )
      assert.equal(hints.intents[0].from, 'words')
    }
    const dull = (await wangfang.call('POST', '/api/appeals/suggestions', { text: '昨天下午的事情', region: '150102' }))
      .body
    assert.deepEqual(dull.intents, [], 'where no word says it, nothing is said')
  })

  test('an entry that a supervisor writes into the duty catalogue is there for everybody', async () => {
    const written = { matter: '打草场边界', words: ['打草场'], lead: 'agriculture', source: '草原法第十一条' }
    const { id } = (await (await town.signIn('supervisor')).call('POST', '/api/appeals/duties', written)).body
    const { rows } = (await town.anyone.call('GET', `/api/appeals/duties?q=${encodeURIComponent('打草场')}`)).body
    assert.deepEqual([rows[0].id, rows[0].lead], [id, 'agriculture'])
  })

  test('from its closed orders it learns to whom words of no catalogue belong, and says which words decided', async () => {
    const words = {
      '150102-education': [
        '孩子想转到附近就读，学位怎么申请',
        '课后托管几点放',
        '摇号结果什么时候公布',
        '家长会安排在上班时间',
      ],
      '150102-transport': ['摆渡车停运了没有告示', '站牌倒了没人扶', '末班车提前收车', '新线路绕远请调整'],
    }
    for (const [department, texts] of Object.entries(words)) {
      const handler = await town.signIn(`${department}.examiner`)
      for (let i = 0; i < 16; i++) {
        const wants = department.includes('transport') ? 'complaint' : 'consult'
        const order = await handIn(wangfang, `${texts[i % 4]}，第${i}次反映`, wants)
        const given = await act(operator, order, { kind: 'dispatch', task: 't1', to: department })
        const replied = await act(handler, given, {
          kind: 'reply',
          task: 't2',
          text: '已办理。',
          basis: '按规定',
          solved: true,
        })
        await act(operator, replied, {
          kind: 'call_back',
          task: 't3',
          contacted: true,
          solved: true,
          satisfaction: 'satisfied',
        })
      }
    }
    await town.settle()
    assert.equal(await learnDepartments(town.house), 32)
    const order = await handIn(zhaoqiang, '站牌倒了，新线路又绕远')
    const hints = (await operator.call('GET', `/api/appeals/${order.id}/suggestions`)).body
    assert.equal(hints.learntFrom, 32)
    assert.equal(hints.departments[0].department, '150102-transport', JSON.stringify(hints.departments))
    assert.equal(hints.departments[0].from, 'learnt')
    assert.ok(hints.departments[0].because.length > 0)
    assert.equal(hints.intents[0].intent, 'complaint', JSON.stringify(hints.intents))
    assert.equal(hints.intents[0].from, 'learnt')
    assert.ok(hints.intents[0].because.length > 0, 'with the words that decided')
  })

  test('a draft is gone on with on another device, two do not overwrite each other, nobody else reads it, and it goes when it is handed in', async () => {
    const content = { intent: 'complaint', text: '小区门口', place: { region: '150102' }, phone: '13800001111' }
    const made = (await wangfang.call('POST', '/api/appeals/drafts', { content })).body
    const url = `/api/appeals/drafts/${made.id}`
    const elsewhere = await town.signIn('wangfang')
    assert.deepEqual((await elsewhere.call('GET', url)).body.content, content)
    const whole = { ...content, text: '小区门口的路灯坏了，请修' }
    const saved = await elsewhere.call('PUT', url, { version: 1, content: whole })
    assert.equal(saved.body.version, 2, JSON.stringify(saved.body))
    assert.equal((await wangfang.call('PUT', url, { version: 1, content })).body.code, 'appeals.draft_changed')
    const [row] = (await wangfang.call('GET', '/api/appeals/drafts')).body.rows
    assert.deepEqual([row.id, row.title, row.version], [made.id, '小区门口的路灯坏了，请修', 2])
    assert.equal((await zhaoqiang.call('GET', url)).body.code, 'appeals.draft_unknown')
    assert.equal((await zhaoqiang.call('PUT', url, { version: 2, content })).body.code, 'appeals.draft_unknown')
    await zhaoqiang.call('DELETE', url)
    const receipt = await wangfang.call('POST', '/api/appeals', { ...whole, draft: made.id })
    assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
    assert.equal((await wangfang.call('GET', url)).status, 404)
  })

  test('a draft that nobody went on with for half a year is deleted', async () => {
    const made = (await wangfang.call('POST', '/api/appeals/drafts', { content: { text: '还没写完' } })).body
    const left = async (days: number) => {
      const at = town.house.clock.now() + days * 86_400_000
      await dropOldDrafts({ ...town.house, clock: clockFrom(() => at, town.house.site.zone) })
      return (await wangfang.call('GET', `/api/appeals/drafts/${made.id}`)).status
    }
    assert.deepEqual([await left(179), await left(181)], [200, 404])
  })

  test('whoever handed it in hears of dispatch and reply, and so does everybody whose order was joined to it', async () => {
    const first = await handIn(wangfang, '新城南街井盖丢失，夜里看不见')
    const second = await handIn(zhaoqiang, '新城南街井盖丢失，晚上看不见')
    await town.settle()
    const merged = await operator.call('POST', `/api/appeals/${second.id}/merges`, {
      after: second.seq,
      into: first.id,
      reason: '同一井盖',
    })
    assert.equal(merged.status, 200, JSON.stringify(merged.body))
    const { seq } = (await operator.call('GET', `/api/appeals/${first.id}`)).body
    await act(operator, { id: first.id, seq }, { kind: 'dispatch', task: 't1', to: '150102-urban-management' })
    await town.settle()
    await town.settle()
    const told = async (who: Client) =>
      (await who.call('GET', '/api/messages')).body.messages
        .filter((each: { title: string }) => each.title.includes('井盖'))
        .map((each: { kind: string }) => each.kind)
    assert.deepEqual(await told(wangfang), ['order_given'])
    assert.deepEqual((await told(zhaoqiang)).sort(), ['order_given', 'order_merged'])
    town.setNow('2026-12-02T00:30+08:00')
    await town.settle()
    await town.settle()
    const chief = await town.signIn('150102-urban-management.approver')
    const late = (await chief.call('GET', '/api/messages')).body.messages
    assert.ok(
      late.some((each: { kind: string }) => each.kind === 'order_supervised'),
      JSON.stringify(late).slice(0, 300),
    )
  })

  test('the same words of the same person on the same day are one order', async () => {
    const first = await handIn(wangfang, '小区门口路灯坏了三天没人修')
    const again = await wangfang.call('POST', '/api/appeals', {
      intent: 'help',
      text: '小区门口路灯坏了三天没人修 ',
      place: { region: '150102' },
    })
    assert.deepEqual([again.body.id, again.body.repeated], [first.id, true])
    await town.settle()
    const [more, other] = [
      await handIn(wangfang, '小区门口路灯坏了三天没人修，谢谢'),
      await handIn(wangfang, '小区北门路灯坏了三天没人修'),
    ]
    await town.settle()
    const mergedInto = async (id: string) => (await wangfang.call('GET', `/api/appeals/${id}`)).body.mergedInto
    assert.deepEqual([await mergedInto(more.id), await mergedInto(other.id)], [first.id, undefined])
  })

  test('whoever withdraws does so for themselves: what others said of it goes on', async () => {
    const first = await handIn(wangfang, '地铁口共享单车堵住盲道，请清理', 'help', '呼伦贝尔北路')
    await town.settle()
    const second = await handIn(zhaoqiang, '地铁口共享单车堵住盲道，请清理！', 'help', '呼伦贝尔北路')
    await town.settle()
    const seen = async (who: Client, id: string) => (await who.call('GET', `/api/appeals/${id}`)).body
    assert.equal((await seen(zhaoqiang, second.id)).mergedInto, first.id)
    const { seq } = await seen(wangfang, first.id)
    await act(wangfang, { id: first.id, seq }, { kind: 'withdraw', reason: '不用了' })
    assert.equal((await seen(wangfang, first.id)).status, 'withdrawn')
    const left = await seen(zhaoqiang, second.id)
    assert.deepEqual([left.mergedInto, left.stage, left.status], [undefined, 'dispatch', 'accepted'])
  })
})
