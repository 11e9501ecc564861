/** What the installation learns from its own closed orders, and who is told what. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { learnDepartments } from '#act/appeals'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

let town: TestInstallation
let operator: Client
let wangfang: Client
let zhaoqiang: Client

async function handIn(by: Client, text: string): Promise<{ id: string; seq: number }> {
  const receipt = await by.call('POST', '/api/appeals', { intent: 'help', text, place: { region: '150102' } })
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
        const order = await handIn(wangfang, `${texts[i % 4]}，第${i}次反映`)
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
})
