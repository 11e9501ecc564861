/** The knowledge base: what is found, who writes it, what stays of it, who found it useful, and what a language model is told. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import { isRefusal } from '#platform/refusals'
import { atEnd } from '#testing/database'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { draftAnswer, hidePersonal } from './draft-answer.ts'

const base = '/api/appeals/knowledge'
let town: TestInstallation
let operator: Client
let officer: Client

before(async () => {
  town = await testInstallation('2026-11-26T10:00+08:00')
  operator = await town.signIn('operator')
  officer = await town.signIn('approver')
})

const titles = async (q: string, more = '') => {
  const found = await town.anyone.call('GET', `${base}?q=${encodeURIComponent(q)}${more}`)
  assert.equal(found.status, 200, JSON.stringify(found.body))
  return found.body.articles.map(({ id }: { id: string }) => id) as string[]
}

const article = {
  title: { zh: '夜市摆摊需要办什么手续' },
  body: { zh: '第一段：请向街道登记。\n第二段：每年登记一次。' },
  keywords: ['摆摊', '夜市'],
  owner: 'market-regulation',
  region: '150102',
  sources: [{ document: '登记办法' }],
  reviewOn: '2027-05-01',
}

for (const [q, wanted] of [
  ['身份证丢了怎么补', 'lost-id-card'],
  ['被辞退了能领钱吗', 'unemployment-benefit'],
  ['开饭馆要什么证', 'packaged-food'],
  ['jingyingyichang', 'abnormal-list'],
  ['公积金提曲', 'housing-fund'],
  ['拖欠工程款', 'arrears'],
] as const)
  test(`“${q}” finds ${wanted} first`, async () => {
    assert.equal((await titles(q))[0], wanted)
  })

test('words that mean nothing here find nothing, and a cursor that is not ours is refused', async () => {
  assert.deepEqual(await titles('量子色动力学'), [])
  assert.equal((await town.anyone.call('GET', `${base}?cursor=abc`)).body.code, 'platform.cursor_unknown')
})

test('while somebody writes, articles are suggested with the words that led to them; small talk suggests none', async () => {
  const ask = async (text: string) =>
    (await town.anyone.call('POST', `${base}/suggestions`, { text, region: '150102' })).body.articles
  const [first] = await ask('我在工地干活，上个月上班受伤住院了，老板不管，也不给我报工伤')
  assert.equal(first.id, 'work-injury')
  assert.ok(first.because.includes('工伤'), first.because.join())
  for (const other of [
    '你好，谢谢你们的工作，天气真不错',
    '我们公司门口的路灯坏了',
    '停车一小时多少钱',
    '楼上装修，上班的人睡不好',
  ])
    assert.deepEqual(
      (await ask(other)).map(({ id }: { id: string }) => id),
      [],
      `one word that any article might say suggests none: ${other}`,
    )
  assert.equal((await ask('暂住证到哪里办'))[0]?.id, 'residence-permit', 'one keyword is enough')
})

test('an owner writes for its own place; a new version is appended, compared, and found; the old one stays', async () => {
  assert.equal(
    (await officer.call('POST', base, { ...article, region: '150000' })).body.code,
    'appeals.article_not_yours',
  )
  assert.equal((await officer.call('POST', base, { ...article, owner: 'tax' })).body.code, 'appeals.article_not_yours')
  const past = await officer.call('POST', base, { ...article, reviewOn: '2026-11-26' })
  assert.equal(past.body.code, 'appeals.article_review_day')
  const { body } = await officer.call('POST', base, article)
  assert.equal(body.version, 1)
  assert.deepEqual(await titles('夜市摆摊', '&region=150102'), [body.id])
  assert.ok(!(await titles('夜市摆摊', '&region=150202')).includes(body.id), 'another place finds it')
  const second = { ...article, body: { zh: '第一段：请向街道登记。\n第二段：每两年登记一次。' } }
  const url = `${base}/${body.id}`
  const write = (after: number, more: object = {}) =>
    officer.call('POST', `${url}/versions`, { ...second, ...more, after, note: '期限改了' })
  assert.equal((await write(1)).body.version, 2)
  assert.equal(
    (await write(1, { owner: 'market-regulation', keywords: ['地摊'] })).body.code,
    'appeals.article_changed',
  )
  assert.equal((await write(2)).body.code, 'appeals.article_same')
  const diff = await town.anyone.call('GET', `${url}/diff?from=1&to=2`)
  assert.deepEqual(diff.body.fields, [])
  assert.deepEqual(
    diff.body.body.map(({ kind }: { kind: string }) => kind),
    ['same', 'removed', 'added'],
  )
  const { versions } = (await town.anyone.call('GET', `${url}/versions`)).body
  assert.deepEqual(
    versions.map(({ version }: { version: number }) => version),
    [2, 1],
  )
  await assert.rejects(
    town.house.db.ask(`update appeals.article_versions set note = 'x' where article = $1`, [body.id]),
    /appended and never changed/,
  )
  await write(2, { withdrawn: true })
  assert.equal((await town.anyone.call('GET', url)).status, 404)
  assert.ok(!(await titles('夜市摆摊', '&region=150102')).includes(body.id))
  assert.equal((await officer.call('GET', url)).body.withdrawn, true)
})

test('a review that is overdue is listed until it is confirmed', async () => {
  const { id } = (await operator.call('POST', base, { ...article, region: '150100', owner: 'heating' })).body
  town.setNow('2027-05-02T10:00+08:00')
  const overdue = async () =>
    (await operator.call('GET', `${base}/overdue`)).body.articles.map((each: { id: string }) => each.id)
  assert.ok((await overdue()).includes(id))
  assert.equal((await town.anyone.call('GET', `${base}/${id}`)).body.overdue, true)
  const review = await operator.call('POST', `${base}/${id}/reviews`, { version: 1, reviewOn: '2027-11-01' })
  assert.equal(review.status, 200, JSON.stringify(review.body))
  assert.ok(!(await overdue()).includes(id))
  assert.equal((await town.anyone.call('GET', `${base}/${id}`)).body.reviewedOn, '2027-05-02')
  assert.equal((await town.anyone.call('GET', `${base}/overdue`)).status, 401)
})

test('each reader counts once, and may think better of it', async () => {
  const vote = async (client: Client, useful: boolean, visitor?: string) =>
    (await client.call('POST', `${base}/work-injury/feedback`, { version: 1, useful, ...(visitor ? { visitor } : {}) }))
      .body
  await vote(town.anyone, true, 'visitor-0000000001')
  await vote(town.anyone, true, 'visitor-0000000001')
  await vote(operator, true)
  assert.deepEqual(await vote(town.anyone, false, 'visitor-0000000002'), { useful: 2, notUseful: 1 })
  assert.deepEqual(await vote(town.anyone, true, 'visitor-0000000002'), { useful: 3, notUseful: 0 })
  const [first] = (await town.anyone.call('GET', base)).body.articles
  assert.equal(first.id, 'work-injury', 'the most useful stands first')
})

test('a model drafts from articles only, is told no personal data, and an answer that cites nothing is not taken', async () => {
  const heard: { body: string; key: string | undefined }[] = []
  let says = '单位应当在三十日内申请[1]。'
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      heard.push({ body, key: request.headers.authorization })
      response.end(JSON.stringify({ choices: [{ message: { content: says } }] }))
    })
  }).listen(0, '127.0.0.1')
  atEnd(async () => {
    server.close()
  })
  await new Promise((done) => server.once('listening', done))
  const model = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: 'k', name: 'stand-in' }
  const text = '我叫张小明，电话13800001111，身份证11010519491231002X，邮箱a@b.cn，上班受伤怎么认定工伤'
  const drafted = await draftAnswer(town.house, { text, region: '150102' }, model)
  assert.ok(!isRefusal(drafted))
  assert.deepEqual([drafted.cites[0]?.id, drafted.model], ['work-injury', 'stand-in'])
  assert.equal(heard[0]?.key, 'Bearer k')
  assert.doesNotMatch(heard[0]?.body ?? '', /张小明|13800001111|11010519491231002X|a@b\.cn/)
  assert.match(heard[0]?.body ?? '', /工伤保险条例/)
  says = '您放心，肯定能批[9]。'
  const stray = await draftAnswer(town.house, { text }, model)
  assert.ok(isRefusal(stray) && stray.code === 'appeals.model_cites_nothing')
  const silent = await draftAnswer(town.house, { text }, { ...model, url: 'http://127.0.0.1:1' })
  assert.ok(isRefusal(silent) && silent.code === 'appeals.model_silent')
  says = '单位应当在三十日内申请[1]。'
  process.env.STEPPE_MODEL_URL = model.url
  process.env.STEPPE_MODEL_NAME = model.name
  try {
    assert.equal((await town.anyone.call('GET', '/api/appeals/lists')).body.model, 'stand-in')
    const route = await operator.call('POST', `${base}/answers`, { text, region: '150102' })
    assert.deepEqual(route.body.cites, [drafted.cites[0]], JSON.stringify(route.body))
  } finally {
    delete process.env.STEPPE_MODEL_URL
    delete process.env.STEPPE_MODEL_NAME
  }
  assert.ok(!('model' in (await town.anyone.call('GET', '/api/appeals/lists')).body))
  const off = await operator.call('POST', `${base}/answers`, { text })
  assert.equal(off.body.code, 'appeals.model_not_set_up')
  assert.equal(hidePersonal('卡号 6222 0202 0000 1234 567，联系人：李四，在家'), '卡号 （号码），联系人：某某，在家')
})
