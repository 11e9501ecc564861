/** Signs of gaming are found in acts that were done, with their cases; what is done honestly is no sign; an index serves each rule. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { loadSigns } from './load-signs.ts'
import { statementOf } from './sign-statements.ts'

let town: TestInstallation
let wangfang: Client
let operator: Client
let examiner: Client
let supervisor: Client
const market = '150102-market-regulation'
let number = 0

async function handIn(text: string, more: object = {}): Promise<string> {
  const place = { region: '150102', address: '新华东街' }
  const body = { intent: 'complaint', text: `${text}（第${++number}件）`, place, ...more }
  const receipt = await wangfang.call('POST', '/api/appeals', body)
  assert.equal(receipt.status, 200, JSON.stringify(receipt.body))
  return receipt.body.id
}

async function act(by: Client, id: string, deed: Record<string, unknown>): Promise<void> {
  const view = (await by.call('GET', `/api/appeals/${id}`)).body
  const free = ['urge', 'reopen', 'split'].includes(String(deed.kind))
  const body = { after: view.seq, deed: { ...(free ? {} : { task: view.tasks[0]?.id }), ...deed } }
  const reply = await by.call('POST', `/api/appeals/${id}/acts`, body)
  assert.equal(reply.status, 200, `${deed.kind}: ${JSON.stringify(reply.body)}`)
}

const reply = { kind: 'reply', text: '已责令整改并立案。', basis: '食品安全法第一百二十六条', solved: true }
const satisfied = { kind: 'call_back', contacted: true, solved: true, satisfaction: 'satisfied' }

async function closed(text: string): Promise<string> {
  const id = await handIn(text)
  await act(operator, id, { kind: 'dispatch', to: market })
  await act(examiner, id, reply)
  await act(operator, id, satisfied)
  return id
}

async function signs(query = '') {
  await town.settle()
  const { status, body } = await supervisor.call('GET', `/api/appeals/signs${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.signs as { id: string; findings: Finding[] }[]
}
interface Finding {
  readonly department: string
  readonly found: number
  readonly lookedAt: number
  readonly cases: readonly { readonly order: string; readonly why: string }[]
}
const findings = async (id: string) => (await signs()).find((each) => each.id === id)!.findings
const whys = (finding: Finding | undefined) =>
  Object.fromEntries((finding?.cases ?? []).map(({ order, why }) => [order, why]))

before(async () => {
  town = await testInstallation('2026-11-23T09:00+08:00')
  const logins = ['wangfang', 'operator', 'examiner', 'supervisor']
  ;[wangfang, operator, examiner, supervisor] = (await Promise.all(logins.map(town.signIn))) as [
    Client,
    Client,
    Client,
    Client,
  ]
})

test('complaints that are answered on the spot are shown from the third on; questions and what was given to a department are not', async () => {
  const answer = { kind: 'answer', text: '请按规定办理。' }
  await act(operator, await handIn('医保报销比例是多少', { intent: 'consult' }), answer)
  await closed('饭店后厨很脏')
  const ids = [await handIn('超市短斤少两'), await handIn('噪声扰民')]
  for (const id of ids) await act(operator, id, answer)
  assert.deepEqual(await findings('relabelled'), [], 'two are no sign')
  ids.push(await handIn('强制消费'))
  await act(operator, ids[2]!, answer)
  const [finding, ...more] = await findings('relabelled')
  assert.equal(more.length, 0)
  assert.deepEqual([finding!.found, finding!.lookedAt], [3, 4])
  assert.deepEqual(whys(finding), Object.fromEntries(ids.map((id) => [id, 'not_a_question'])))
})

test('an agent who puts down a question where the caller complains is shown with it', async () => {
  const place = { region: '150102', address: '新华东街' }
  const caller = { phone: '13800001111', name: '李女士' }
  const body = { intent: 'consult', text: '我要投诉饭店乱收费', place, caller }
  const taken = await operator.call('POST', '/api/appeals/received', body)
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  await act(operator, taken.body.id, { kind: 'answer', text: '请按规定办理。' })
  assert.equal(whys((await findings('relabelled'))[0])[taken.body.id], 'words_complain')
  const asks = { ...body, text: '想了解投资办厂的流程', caller: { phone: '13800001112' } }
  const honest = (await operator.call('POST', '/api/appeals/received', asks)).body.id
  const writes = await handIn('请问怎么投诉物业', { intent: 'consult' })
  for (const id of [honest, writes]) await act(operator, id, { kind: 'answer', text: '请按规定办理。' })
  const shown = whys((await findings('relabelled'))[0])
  assert.ok(!(honest in shown), 'a question that the agent put down as one')
  assert.ok(!(writes in shown), 'what its writer called a question themselves')
})

test('orders split into very many parts are shown with their department, one part for another is not', async () => {
  const splitInto = async (parts: readonly string[]) => {
    const id = await handIn('商场里问题很多')
    await act(operator, id, { kind: 'dispatch', to: market })
    for (const to of parts) await act(examiner, id, { kind: 'split', to, text: '请核查' })
    return id
  }
  await splitInto(['150102-fire'])
  const many = await splitInto(['150102-fire', '150102-agriculture', '150102-fire', '150102-agriculture'])
  const more = await splitInto(['150102-fire', '150102-fire', '150102-fire', '150102-fire'])
  const own = await splitInto([market])
  const [finding] = await findings('split')
  assert.deepEqual([finding!.department, finding!.found, finding!.lookedAt], [market, 3, 4])
  assert.deepEqual(whys(finding), { [many]: 'many_parts', [more]: 'many_parts', [own]: 'to_itself' })
})

test('what was said to be solved, closed and opened again within days is shown; so is what contradicts a satisfied call-back', async () => {
  const ids = [await closed('占道经营'), await closed('夜市油烟'), await closed('井盖松动')]
  for (const id of ids) await act(wangfang, id, { kind: 'reopen', reason: '没有解决，还让我说满意' })
  const [reopened] = await findings('closed-reopened')
  assert.deepEqual(whys(reopened), Object.fromEntries(ids.map((id) => [id, 'said_solved'])))
  assert.deepEqual([reopened!.department, reopened!.lookedAt], [market, 4])
  const badly = await closed('路灯不亮')
  const rating = { case: badly, grade: 5, reasons: [], text: '没有解决' }
  assert.equal((await wangfang.call('POST', '/api/evaluation/ratings', rating)).status, 200)
  const sampled = await closed('垃圾没有清运')
  await town.house.db.ask(
    `insert into appeals.campaign_calls (league, campaign, place, order_id, called_at, result) values ('150100', 'c', 1, $1, $2, $3)`,
    [sampled, new Date(town.house.clock.now()), { contacted: true, solved: false, satisfaction: 'dissatisfied' }],
  )
  const [pressed] = await findings('pressed')
  assert.deepEqual(whys(pressed), {
    ...Object.fromEntries(ids.map((id) => [id, 'says_pressed'])),
    [badly]: 'rated_badly',
    [sampled]: 'sample_differs',
  })
})

test('whoever is satisfied everywhere, opens again late, or was told that it is not solved yet, makes nobody look bad', async () => {
  const before = { reopened: await findings('closed-reopened'), pressed: await findings('pressed') }
  const happy = await closed('路口信号灯太短')
  const rating = { case: happy, grade: 1, reasons: [], text: '办得快，满意' }
  assert.equal((await wangfang.call('POST', '/api/evaluation/ratings', rating)).status, 200)
  const urged = await handIn('树枝挡住路牌')
  await act(operator, urged, { kind: 'dispatch', to: market })
  await act(wangfang, urged, { kind: 'urge', text: '请给个说法' })
  await act(examiner, urged, { ...reply, solved: false, by: '2026-12-20' })
  await act(operator, urged, satisfied)
  await act(wangfang, urged, { kind: 'reopen', reason: '说好的日期提前问一下' })
  const late = await closed('公厕没有灯')
  town.setNow('2026-11-29T09:00+08:00')
  await act(wangfang, late, { kind: 'reopen', reason: '又坏了' })
  town.setNow('2026-11-23T09:00+08:00')
  const cases = (found: readonly Finding[]) => found.flatMap((each) => each.cases.map(({ order }) => order)).sort()
  assert.deepEqual(cases(await findings('closed-reopened')), cases(before.reopened))
  assert.deepEqual(cases(await findings('pressed')), cases(before.pressed))
})

test('days before are looked at by themselves; only those who supervise see signs, of their own region', async () => {
  assert.ok((await signs('?until=2026-10-31')).every((each) => each.findings.length === 0))
  assert.equal((await operator.call('GET', '/api/appeals/signs')).status, 403)
  assert.equal((await town.anyone.call('GET', '/api/appeals/signs')).status, 401)
  assert.equal((await supervisor.call('GET', '/api/appeals/signs?region=990000')).body.code, 'appeals.out_of_reach')
})

test('acts, orders and samples are read by an index in every rule', async () => {
  const span = [new Date('2026-11-01'), new Date('2026-12-01'), ['150100'], '1501%', 50]
  const used = { relabelled: 'acts_of_answers', split: 'acts_of_reopenings' }
  for (const sign of await loadSigns(town.house.site.packs)) {
    const { sql, values } = statementOf(sign)
    const plan = await town.house.db.asOne(async () => {
      await town.house.db.ask('set local enable_seqscan = off')
      const rows = await town.house.db.ask<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...span, ...values])
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    assert.doesNotMatch(plan, /Seq Scan/, `${sign.id}:\n${plan}`)
    assert.match(plan, new RegExp((used as Record<string, string>)[sign.id] ?? 'acts_of_call_backs'), plan)
  }
})
