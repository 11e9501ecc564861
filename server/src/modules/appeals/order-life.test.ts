/** An order from intake to call-back, as people meet it. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, describe, test } from 'node:test'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { titleFrom } from './matter.ts'

let town: TestInstallation
let wangfang: Client
let operator: Client
let examiner: Client
let approver: Client
let supervisor: Client
const market = '150102-market-regulation'
const at = (time: string) => town.setNow(`${time}+08:00`)

const matter = (text: string, more: object = {}) => ({
  intent: 'complaint',
  text,
  place: { region: '150102', address: '新华东街' },
  ...more,
})

async function handIn(text: string, more: object = {}, by = wangfang): Promise<string> {
  const receipt = await by.call('POST', '/api/appeals', matter(text, more))
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  return receipt.body.id
}

async function act(by: Client, id: string, deed: Record<string, unknown>) {
  const view = (await by.call('GET', `/api/appeals/${id}`)).body
  const needsTask = !['urge', 'supervise', 'reopen', 'withdraw', 'note', 'extend', 'split'].includes(String(deed.kind))
  const task = needsTask && deed.task === undefined ? { task: view.tasks[0]?.id } : {}
  return by.call('POST', `/api/appeals/${id}/acts`, { after: view.seq, deed: { ...task, ...deed } })
}

async function done(by: Client, id: string, deed: Record<string, unknown>) {
  const reply = await act(by, id, deed)
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

const reply = {
  kind: 'reply',
  text: '已责令该店停业整改，并立案调查。',
  basis: '食品安全法第一百二十六条',
  solved: true,
}
const satisfied = { kind: 'call_back', contacted: true, solved: true, satisfaction: 'satisfied' }

test('a title ends where a part of what was said ends, or says that there is more', () => {
  const long = '出口退税与通关数据对不上，税务和市场监管互相推诿，申请了三次，至今三个月没有任何答复。请协调。'
  assert.equal(titleFrom(long), '出口退税与通关数据对不上，税务和市场监管互相推诿，申请了三次')
  assert.equal(titleFrom('长'.repeat(50)), `${'长'.repeat(39)}…`)
  assert.equal(titleFrom('路灯坏了，请修！谢谢'), '路灯坏了，请修')
})

describe('the life of an order', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T09:00+08:00')
    wangfang = await town.signIn('wangfang')
    operator = await town.signIn('operator')
    examiner = await town.signIn('examiner')
    approver = await town.signIn('approver')
    supervisor = await town.signIn('supervisor')
  })

  test('somebody who writes is shown the same matter of others and joins it; both get the answer, each says whether it is solved', async () => {
    const words = '海拉尔东街人行道上的路灯坏了两盏，晚上看不见路，请尽快修理'
    const first = await handIn(words)
    await town.settle()
    const zhaoqiang = await town.signIn('zhaoqiang')
    const hints = await zhaoqiang.call('POST', '/api/appeals/suggestions', { text: `${words}。`, region: '150102' })
    assert.equal(hints.status, 200, JSON.stringify(hints.body))
    assert.equal(hints.body.nearDuplicates[0]?.id, first)
    const second = await handIn(`${words}。`, { joins: first }, zhaoqiang)
    assert.equal((await zhaoqiang.call('GET', `/api/appeals/${second}`)).body.mergedInto, first)
    assert.equal((await wangfang.call('GET', `/api/appeals/${first}`)).body.reporters, 2)
    const gone = await zhaoqiang.call('POST', '/api/appeals', matter('另外一件事情也坏了', { joins: second }))
    assert.equal(gone.body.code, 'appeals.merge_ended')
    await done(operator, first, { kind: 'dispatch', to: market })
    await done(examiner, first, { kind: 'sign_in' })
    await done(examiner, first, reply)
    const excluded = await act(wangfang, first, { ...satisfied, invalid: 'unreachable' })
    assert.equal(excluded.status, 403, JSON.stringify(excluded.body))
    assert.equal((await done(wangfang, first, satisfied)).status, 'closed')
  })

  test('a complaint is dispatched by what the duty catalogue says, answered, called back about and rated', async () => {
    const id = await handIn('新华东街一家饭店后厨很脏，吃了变质的食品，请查处')
    const hints = (await operator.call('GET', `/api/appeals/${id}/suggestions`)).body
    assert.equal(hints.departments[0].department, market)
    assert.ok(hints.departments[0].because.some((each: { words: string }) => each.words === '食品'))
    await done(operator, id, { kind: 'dispatch', to: market })
    const given = (await examiner.call('GET', `/api/appeals/${id}`)).body
    assert.equal(given.lead.department, market)
    assert.equal(given.dueOn, '2026-11-30', 'five working days from intake')
    assert.deepEqual(
      given.stages.map((each: { stage: string; state: string }) => [each.stage, each.state]),
      [
        ['intake', 'done'],
        ['dispatch', 'done'],
        ['handling', 'now'],
        ['calling_back', 'ahead'],
      ],
    )
    for (const stage of given.stages) assert.ok(stage.owner.length > 0, `${stage.stage} has an owner`)
    await done(examiner, id, { kind: 'sign_in' })
    const evasive = { text: '您的来电已收悉，我们会高度重视。' }
    const { score, enough } = (await examiner.call('POST', `/api/appeals/${id}/reply-check`, evasive)).body
    assert.ok(score < enough)
    await done(examiner, id, reply)
    assert.equal((await done(operator, id, satisfied)).status, 'closed')
    const rated = await wangfang.call('POST', '/api/evaluation/ratings', { case: id, grade: 1, reasons: [] })
    assert.equal(rated.status, 200, JSON.stringify(rated.body))
    await town.settle()
    const mine = (await wangfang.call('GET', '/api/appeals/mine')).body
    assert.equal(mine.rows[0].id, id)
    assert.equal(mine.rows[0].stage, 'ended')
    assert.equal(mine.rows[0].rated, true)
    assert.equal(mine.rows[0].reopenUntil, '2026-11-30')
  })

  test('a return is taken within its hours, twice at most; a conference then decides, and its decision is in the catalogue', async () => {
    const id = await handIn('牧区无人机飞播草籽服务没有人管')
    await done(operator, id, { kind: 'dispatch', to: market })
    const silent = await act(examiner, id, { kind: 'send_back', reason: '' })
    assert.deepEqual([silent.status, silent.body.params.where], [400, 'body/deed/reason'])
    await done(examiner, id, { kind: 'send_back', reason: '不属于市场监管职责', belongsTo: '150102-agriculture' })
    assert.equal(
      (await act(operator, id, { kind: 'dispatch', to: 'nowhere-at-all' })).body.code,
      'appeals.department_unknown',
    )
    await done(operator, id, { kind: 'dispatch', to: market, note: '请再核实' })
    at('2026-11-24T09:30')
    assert.equal(
      (await act(examiner, id, { kind: 'send_back', reason: '仍不属于' })).body.code,
      'cases.return_too_late',
    )
    const acts = (await examiner.call('GET', `/api/appeals/${id}/acts`)).body
    const sendBack = acts.find((each: { kind: string }) => each.kind === 'send_back')
    assert.equal(sendBack.why.code, 'cases.return_too_late', 'the list of acts says so beforehand')
    at('2026-11-23T10:30')
    await done(examiner, id, { kind: 'send_back', reason: '仍不属于' })
    await done(operator, id, { kind: 'dispute', reason: '该事项归属不清' })
    const chief = await town.signIn('150100-hotline.approver')
    const decided = {
      kind: 'decide',
      to: '150102-agriculture',
      matter: '无人机飞播草籽',
      words: ['飞播', '无人机'],
      reason: '会商认定由农牧部门主办',
    }
    await done(chief, id, decided)
    const duties = (await town.anyone.call('GET', `/api/appeals/duties?q=${encodeURIComponent('飞播')}`)).body
    assert.equal(duties.rows[0].decidedIn, id)
    assert.equal(duties.rows[0].lead, 'agriculture')
    const other = await handIn('旗里飞播作业什么时候开始')
    const hints = (await operator.call('GET', `/api/appeals/${other}/suggestions`)).body
    assert.equal(hints.departments[0].department, '150102-agriculture')
    const farmer = await town.signIn('150102-agriculture.examiner')
    const view = (await farmer.call('GET', `/api/appeals/${id}`)).body
    assert.equal(view.problem.passedOn, 3, 'given to three departments: a problem order')
    assert.deepEqual([view.supervised.at(-1).level, view.supervised.at(-1).by], ['raised', '平台'], 'raised by itself')
    assert.equal((await act(farmer, id, { kind: 'send_back', reason: '不办' })).body.code, 'cases.returned_too_often')
    at('2026-11-23T09:00')
  })

  test('stages that are late climb the ladder by themselves: reminder, in writing, raised', async () => {
    const id = await handIn('超市预付卡不退款')
    at('2026-11-23T11:01')
    await town.settle()
    const reminded = (await operator.call('GET', `/api/appeals/${id}`)).body
    assert.deepEqual(
      reminded.supervised.map((each: { level: string; stage: string }) => [each.level, each.stage]),
      [['remind', 'dispatch']],
    )
    assert.equal(reminded.stages[1].state, 'late')
    await done(operator, id, { kind: 'dispatch', to: market })
    for (const time of ['2026-12-01T00:01', '2026-12-02T00:01', '2026-12-04T00:01']) {
      at(time)
      await town.settle()
    }
    const raised = (await supervisor.call('GET', `/api/appeals/${id}`)).body
    assert.deepEqual(
      raised.supervised.map((each: { level: string }) => each.level),
      ['remind', 'remind', 'written', 'raised'],
    )
    at('2027-01-20T09:00')
    await town.settle()
    assert.equal((await supervisor.call('GET', `/api/appeals/${id}`)).body.supervised.length, 4, 'the ladder ends')
    at('2026-11-23T09:00')
  })

  test('whoever is not satisfied has it opened again within the window, and not after', async () => {
    const id = await handIn('菜市场短斤少两')
    await done(operator, id, { kind: 'dispatch', to: market })
    await done(examiner, id, reply)
    await done(operator, id, { ...satisfied, satisfaction: 'dissatisfied' })
    assert.equal((await act(operator, id, { kind: 'reopen', reason: 'x' })).body.code, 'cases.only_applicant')
    at('2026-12-01T09:00')
    assert.equal((await act(wangfang, id, { kind: 'reopen', reason: '还是短斤少两' })).body.code, 'cases.reopen_over')
    at('2026-11-30T09:00')
    const again = await done(wangfang, id, { kind: 'reopen', reason: '还是短斤少两' })
    assert.equal(again.stage, 'handling')
    assert.equal(again.due, '2026-12-07')
    await done(examiner, id, { ...reply, text: '已复查并处罚。' })
    assert.equal(
      (await done(operator, id, { kind: 'call_back', contacted: true, solved: false, satisfaction: 'dissatisfied' }))
        .stage,
      'handling',
    )
    at('2026-11-23T09:00')
  })

  test('a part for another department keeps the lead from answering before it is answered', async () => {
    const id = await handIn('商场电梯坏了，消防通道也堵了')
    await done(operator, id, { kind: 'dispatch', to: market, assists: ['150102-fire'] })
    const { part } = await done(examiner, id, { kind: 'split', to: '150102-fire', text: '请核查消防通道' })
    assert.equal((await act(examiner, id, reply)).body.code, 'appeals.parts_open')
    const fire = await town.signIn('150102-fire.examiner')
    await done(fire, part, { ...reply, text: '消防通道已清理。' })
    assert.equal((await done(examiner, id, reply)).stage, 'calling_back')
    const view = (await operator.call('GET', `/api/appeals/${id}`)).body
    assert.equal(view.parts[0].reply, '消防通道已清理。')
  })

  test('orders of one matter are found and merged, with both people; undone, both go on', async () => {
    const zhao = await town.signIn('zhaoqiang')
    const first = await handIn('成吉思汗大街与新华东街路口积水严重，车辆无法通行，请尽快处理')
    const near = { place: { region: '150102', address: '成吉思汗大街' } }
    const second = await handIn('成吉思汗大街与新华东街路口积水很严重，车辆无法通行，请尽快处理', near, zhao)
    await town.settle()
    const hints = (await operator.call('GET', `/api/appeals/${second}/suggestions`)).body
    assert.equal(hints.nearDuplicates[0].id, first)
    const { seq } = (await operator.call('GET', `/api/appeals/${second}`)).body
    const merged = await operator.call('POST', `/api/appeals/${second}/merges`, {
      after: seq,
      into: first,
      reason: '同一处积水',
    })
    assert.equal(merged.body.stage, 'merged', JSON.stringify(merged.body))
    assert.equal((await operator.call('GET', `/api/appeals/${first}`)).body.reporters, 2)
    assert.equal((await zhao.call('GET', `/api/appeals/${second}`)).body.mergedInto, first)
    const undone = await operator.call('POST', `/api/appeals/${second}/merges/undo`, {
      after: merged.body.seq,
      reason: '不是同一处',
    })
    assert.equal(undone.body.stage, 'dispatch', JSON.stringify(undone.body))
    assert.equal((await operator.call('GET', `/api/appeals/${first}`)).body.reporters, 1)
  })

  test('the same matter at the same place runs once by itself: both are told the answer, and whoever means another goes on alone', async () => {
    const zhao = await town.signIn('zhaoqiang')
    const words = '人民公园东门外的垃圾桶三天没有清运，气味很大，请安排清运'
    const first = await handIn(words)
    await town.settle()
    const second = await handIn(`${words}，谢谢`, {}, zhao)
    const other = await handIn(words.replace('三天', '五天'), {}, zhao)
    const elsewhere = await handIn(words, { place: { region: '150102', address: '哲里木路' } }, zhao)
    await town.settle()
    const seen = async (by: Client, id: string) => (await by.call('GET', `/api/appeals/${id}`)).body
    assert.deepEqual(
      await Promise.all([second, other, elsewhere].map(async (id) => (await seen(operator, id)).mergedInto)),
      [first, undefined, undefined],
      'other numbers and other places are other matters',
    )
    const main = await seen(operator, first)
    assert.deepEqual([main.reporters, main.merged[0].byPlatform, main.merged[0].id], [2, true, second])
    await done(operator, first, { kind: 'dispatch', to: market })
    await done(examiner, first, { ...reply, text: '垃圾桶已于今日清运完毕。' })
    await town.settle()
    const told = (await zhao.call('GET', '/api/messages')).body.messages.filter(
      (each: { title: string }) => each.title === main.title,
    )
    assert.ok(told.some((each: { kind: string }) => each.kind === 'order_replied'))
    for (const each of told) assert.equal((await zhao.call('GET', `/api${each.link}`)).status, 200, each.link)
    const { together, seq } = await seen(zhao, second)
    assert.equal(together.replies[0].text, '垃圾桶已于今日清运完毕。')
    const undo = (by: Client) =>
      by.call('POST', `/api/appeals/${second}/merges/undo`, { after: seq, reason: '没清我说的那个' })
    assert.equal((await undo(examiner)).status, 403)
    await done(wangfang, first, satisfied)
    at('2026-12-01T09:00')
    assert.equal((await undo(zhao)).body.code, 'cases.reopen_over')
    at('2026-11-30T09:00')
    assert.equal((await undo(zhao)).body.stage, 'dispatch')
    await town.settle()
    assert.equal((await seen(zhao, second)).mergedInto, undefined, 'what was parted is not joined again')
    at('2026-11-23T09:00')
  })

  test('an emergency is with the police before anybody looked at it', async () => {
    const receipt = (
      await wangfang.call('POST', '/api/appeals', matter('有人落水，快来人', { intent: 'help', urgency: 'emergency' }))
    ).body
    assert.equal(receipt.alarm, true)
    assert.equal(receipt.stage, 'handling')
    const police = await town.signIn('police')
    assert.equal((await police.call('GET', `/api/appeals/${receipt.id}`)).body.lead.department, '150102-police')
  })

  test('110 is told at once; when it does not answer it is told again until it takes the alarm, once', async () => {
    const told: string[] = []
    const exchange = createServer(async (request, response) => {
      const parts = await request.toArray()
      told.push(JSON.parse(Buffer.concat(parts as Buffer[]).toString()).order)
      response.statusCode = told.length === 1 ? 503 : 200
      response.end(JSON.stringify({ reference: 'A-1' }))
    })
    await new Promise<void>((done) => exchange.listen(0, '127.0.0.1', done))
    process.env.STEPPE_ALARM_URL = `http://127.0.0.1:${(exchange.address() as AddressInfo).port}`
    try {
      const { id } = (await wangfang.call('POST', '/api/appeals', matter('燃气泄漏有人昏倒', { urgency: 'emergency' })))
        .body
      assert.equal((await operator.call('GET', `/api/appeals/${id}`)).body.alarm.taken, false)
      await town.settle()
      assert.equal((await operator.call('GET', `/api/appeals/${id}`)).body.alarm.taken, true)
      await town.settle()
      assert.equal(told.filter((order) => order === id).length, 2)
    } finally {
      delete process.env.STEPPE_ALARM_URL
      exchange.close()
    }
  })

  test('what does not count has a ground, is public, and the person can appeal', async () => {
    const id = await handIn('要求政府给我安排工作')
    assert.equal(
      (await act(operator, id, { kind: 'refuse', ground: 'nothing', reason: '不合理' })).body.code,
      'appeals.ground_unknown',
    )
    await done(operator, id, { kind: 'refuse', ground: 'outside', reason: '可以通过市场求职' })
    const listed = (await town.anyone.call('GET', `/api/appeals/exclusions?order=${id}`)).body.rows[0]
    assert.equal(listed.what, 'refused')
    assert.doesNotMatch(JSON.stringify(listed), /王芳|安排工作/, 'without the person and their words')
    const appealed = await wangfang.call('POST', `/api/appeals/exclusions/${listed.id}/appeal`, {
      reason: '我是零就业家庭',
    })
    assert.equal(appealed.body.state, 'appealed', JSON.stringify(appealed.body))
    const decided = await supervisor.call('POST', `/api/appeals/exclusions/${listed.id}/decision`, {
      lift: true,
      opinion: '应当受理',
    })
    assert.equal(decided.body.state, 'lifted', JSON.stringify(decided.body))
    const again = (await wangfang.call('GET', `/api/appeals/${id}`)).body
    assert.deepEqual(
      [again.stage, again.status, again.dueOn],
      ['dispatch', 'accepted', '2026-11-30'],
      'it goes on by itself',
    )
    await done(operator, id, { kind: 'dispatch', to: market })
  })

  test('the reason of an appeal is for its person and those who decide; whoever excluded it does not decide; what was lifted is not excluded again', async () => {
    const excluded = async (by: Client, text: string) => {
      const id = await handIn(text)
      const made = await by.call('POST', `/api/appeals/${id}/exclusions`, {
        ground: 'unreasonable',
        reason: '市场定价',
      })
      assert.equal(made.status, 200, JSON.stringify(made.body))
      return { id, url: `/api/appeals/exclusions/${made.body.id}` }
    }
    const { id, url } = await excluded(operator, '小区快递柜收费太高')
    const may = async (by: Client, at = url) => (await by.call('GET', at)).body.may
    assert.deepEqual(await may(wangfang), { appeal: true, decide: false })
    const appeal = (at = url) => wangfang.call('POST', `${at}/appeal`, { reason: '没有公示收费标准' })
    await appeal()
    assert.equal((await appeal()).body.code, 'appeals.appealed_already')
    assert.deepEqual(await may(wangfang), { appeal: false, decide: false })
    assert.deepEqual(await may(supervisor), { appeal: false, decide: true })
    assert.equal((await supervisor.call('GET', url)).body.appealReason, '没有公示收费标准')
    assert.ok(!('appealReason' in (await town.anyone.call('GET', url)).body))
    const decide = (by: Client, at = url) => by.call('POST', `${at}/decision`, { lift: true, opinion: '应当计入' })
    assert.equal((await decide(operator)).status, 403)
    assert.equal((await decide(supervisor)).body.state, 'lifted')
    assert.equal((await decide(supervisor)).body.code, 'appeals.nothing_to_decide')
    const twice = await operator.call('POST', `/api/appeals/${id}/exclusions`, {
      ground: 'malicious',
      reason: '仍然剔除',
    })
    assert.equal(twice.body.code, 'appeals.lifted_on_appeal')
    const own = await excluded(supervisor, '小区快递柜不让放生鲜')
    await appeal(own.url)
    assert.deepEqual(await may(supervisor, own.url), { appeal: false, decide: false })
    assert.equal((await decide(supervisor, own.url)).body.code, 'appeals.decides_own')
  })

  test('a department may hold that an order should not count: in time, once, decided by a supervisor in public, and the person may appeal', async () => {
    const id = await handIn('超市不给停车优惠')
    const object = (by: Client, ground = 'unreasonable') =>
      by.call('POST', `/api/appeals/${id}/objections`, { ground, reason: '优惠由商家自行决定' })
    await done(operator, id, { kind: 'dispatch', to: market })
    assert.equal((await object(approver)).body.code, 'cases.not_ended')
    await done(examiner, id, reply)
    await done(operator, id, { ...satisfied, satisfaction: 'dissatisfied' })
    assert.equal((await object(examiner)).body.code, 'appeals.only_lead_objects')
    assert.equal((await object(approver, 'nothing')).body.code, 'appeals.ground_unknown')
    at('2026-12-09T09:00')
    assert.equal((await object(approver)).body.code, 'appeals.objection_late', 'a week after the month was over')
    at('2026-11-23T09:00')
    await town.settle()
    const counted = async (by: Client) =>
      (await by.call('GET', `/api/evaluation/figures/ranking-departments/counted?department=${market}`)).body
    const lineOf = ({ rows }: { rows: { order: string }[] }) => rows.find((row) => row.order === id) as unknown
    const before = await counted(approver)
    assert.deepEqual(lineOf(before), {
      order: id,
      title: '超市不给停车优惠',
      calledOn: '2026-11-23',
      contacted: true,
      solved: true,
      satisfaction: 'dissatisfied',
      counts: true,
      objectUntil: '2026-12-08',
    })
    assert.equal((await counted(await town.signIn('tax'))).code, 'appeals.out_of_reach')
    const objected = await object(approver)
    assert.equal(objected.body.state, 'open', JSON.stringify(objected.body))
    assert.equal((await object(approver)).body.code, 'appeals.objected_already')
    const url = `/api/appeals/objections/${objected.body.id}/decision`
    assert.equal((await approver.call('POST', url, { grant: true, opinion: '同意' })).status, 403)
    const granted = await supervisor.call('POST', url, { grant: true, opinion: '经核实无法律政策依据' })
    assert.equal(granted.body.state, 'granted', JSON.stringify(granted.body))
    assert.equal(
      (await supervisor.call('POST', url, { grant: true, opinion: 'x' })).body.code,
      'appeals.excluded_already',
    )
    assert.equal(
      (await supervisor.call('POST', url, { grant: false, opinion: 'x' })).body.code,
      'appeals.nothing_to_decide',
    )
    const after = await counted(approver)
    assert.deepEqual(
      [(lineOf(after) as { counts: boolean }).counts, after.now.counted],
      [false, before.now.counted - 1],
      'computed anew, the score stands without it',
    )
    const [row] = (await town.anyone.call('GET', `/api/appeals/objections?department=${market}`)).body.rows
    assert.equal(row.opinion, '经核实无法律政策依据')
    assert.doesNotMatch(JSON.stringify(row), /王芳|停车优惠/)
    const excluded = (await town.anyone.call('GET', `/api/appeals/exclusions?order=${id}`)).body.rows[0]
    assert.equal(excluded.ground, 'unreasonable')
    const appealed = await wangfang.call('POST', `/api/appeals/exclusions/${excluded.id}/appeal`, {
      reason: '广告承诺了优惠',
    })
    assert.equal(appealed.body.state, 'appealed', JSON.stringify(appealed.body))
    await town.settle()
    const kindsTo = async (by: Client) =>
      (await by.call('GET', '/api/messages')).body.messages.map((each: { kind: string }) => each.kind)
    assert.ok((await kindsTo(wangfang)).includes('order_excluded'), 'who may appeal is told')
    assert.ok((await kindsTo(approver)).includes('objection_decided'))
  })

  test('whoever wants no name told is called by the hotline all the same; a place or kind that does not exist is refused', async () => {
    const id = await handIn('举报单位食堂用过期面粉', { intent: 'report', secret: true, phone: '13800001111' })
    await done(operator, id, { kind: 'dispatch', to: market })
    const seen = async (by: Client) => (await by.call('GET', `/api/appeals/${id}`)).body
    assert.doesNotMatch(JSON.stringify(await seen(examiner)), /王芳|13800001111/)
    assert.deepEqual((await seen(operator)).reporter, { kind: 'person', name: '王芳', phone: '13800001111' })
    const refused = async (more: object) =>
      (await wangfang.call('POST', '/api/appeals', matter('地方不对', more))).body.code
    assert.equal(await refused({ place: { region: '999999' } }), 'appeals.region_unknown')
    assert.equal(await refused({ type: 'nothing' }), 'appeals.type_unknown')
    assert.equal(await refused({ files: [{ id: 'x', name: 'x.jpg', sha256: '0', size: 1 }] }), 'platform.file_unknown')
    assert.equal(await refused({ type: 'firm' }), 'appeals.firm_needed')
    assert.equal(await refused({ firm: '91150102MAD000027C' }), 'appeals.not_your_firm')
    const press = { kind: 'supervise', level: 'written', text: '请尽快办理' }
    assert.equal((await act(examiner, id, press)).body.code, 'appeals.not_supervisor')
    assert.equal(
      (await act(operator, id, { kind: 'extend', reason: 'x', term: '5wd' })).status,
      400,
      'a term is a length and a unit',
    )
    await done(supervisor, id, press)
  })

  test('lists: the hotline sees its league, a department its own, and nobody another’s', async () => {
    await town.settle()
    const all = (await operator.call('GET', '/api/appeals?limit=5')).body
    assert.equal(all.rows.length, 5)
    const next = (await operator.call('GET', `/api/appeals?limit=5&cursor=${encodeURIComponent(all.next)}`)).body
    assert.ok(!next.rows.some((row: { id: string }) => all.rows.some((each: { id: string }) => each.id === row.id)))
    const found = (await operator.call('GET', `/api/appeals?q=${encodeURIComponent('预付卡')}`)).body
    assert.equal(found.rows.length, 1)
    const own = (await examiner.call('GET', '/api/appeals')).body
    assert.ok(own.rows.length > 0 && own.rows.every((row: { department: string }) => row.department === market))
    assert.equal((await examiner.call('GET', '/api/appeals?department=150102-fire')).body.code, 'appeals.out_of_reach')
    const inbox = (await examiner.call('GET', '/api/appeals/inbox')).body
    assert.ok(inbox.rows.every((row: { task: string }) => row.task))
    assert.equal((await town.anyone.call('GET', '/api/appeals')).status, 401)
    assert.equal(
      (await (await town.signIn('tax')).call('GET', `/api/appeals/${all.rows[0].id}`)).body.code,
      'cases.not_yours',
    )
    assert.ok(approver)
  })
})
