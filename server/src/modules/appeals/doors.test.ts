/** The doors of appeals: Open311 clients, files of message boards, the telephone exchange; what is forged or nonsense is answered and does nothing. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { before, describe, test } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import ExcelJS from 'exceljs'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { signatureOfCall } from './take-call.ts'

let town: TestInstallation
let operator: Client
const base = '/open311/v2'
const here = import.meta.dirname
const schemas = [
  resolve(here, '../../../../../shared/data/open311-georeport-v2'),
  resolve(here, '../../../../../../shared/data/open311-georeport-v2'),
].find((folder) => existsSync(folder))

const form = (fields: Record<string, string>) => Buffer.from(new URLSearchParams(fields).toString())
const asForm = { 'content-type': 'application/x-www-form-urlencoded' }

describe('Open311 GeoReport v2', () => {
  let key: string
  const post = (fields: Record<string, string>, format = 'json') =>
    town.anyone.call('POST', `${base}/requests.${format}`, form(fields), asForm)

  before(async () => {
    town = await testInstallation('2026-11-23T09:00+08:00')
    operator = await town.signIn('operator')
    key = (await (await town.signIn('admin')).call('POST', '/api/appeals/clients', { name: '随手拍' })).body.key
  })

  test('answers fit the schemas of the specification', {
    skip: schemas ? false : 'the schemas are not here',
  }, async () => {
    const ajv = addFormats.default(new Ajv({ strict: false }))
    for (const name of ['request', 'requests', 'service', 'services', 'service-definition'])
      ajv.addSchema(JSON.parse(readFileSync(join(schemas!, `${name}.json`), 'utf8')), `${name}.json`)
    const fits = (schema: string, value: unknown) =>
      assert.ok(ajv.validate(schema, value), `${schema}: ${ajv.errorsText()}`)
    const services = (await town.anyone.call('GET', `${base}/services.json`)).body
    fits('services.json', services)
    for (const service of services.slice(0, 3)) {
      fits('service.json', service)
      fits(
        'service-definition.json',
        (await town.anyone.call('GET', `${base}/services/${service.service_code}.json`)).body,
      )
    }
    const taken = await post({
      api_key: key,
      service_code: 'heating',
      description: '室温只有十五度',
      lat: '40.84',
      long: '111.75',
      address_string: '呼和浩特市新城区新华东街18号',
      email: 'a@example.org',
    })
    assert.equal(taken.status, 200, JSON.stringify(taken.body))
    await town.settle()
    const requests = (await town.anyone.call('GET', `${base}/requests.json`)).body
    fits('requests.json', requests)
    for (const request of requests) fits('request.json', request)
    assert.equal(requests[0].service_request_id, taken.body[0].service_request_id)
    assert.equal(requests[0].status, 'open')
  })

  test('a request is an order of its place; the same again is the same; its end is seen by the client', async () => {
    const fields = {
      api_key: key,
      service_code: 'rubbish',
      description: '垃圾堆了一周没人清运',
      lat: '40.85',
      long: '111.70',
      address_string: '呼和浩特市新城区海拉尔大街',
      'attribute[intent]': 'complaint',
    }
    const [{ service_request_id: id }] = (await post(fields)).body
    assert.equal((await post(fields)).body[0].service_request_id, id)
    const view = (await operator.call('GET', `/api/appeals/${id}`)).body
    assert.equal(view.place.region, '150102')
    assert.equal(view.intent, 'complaint')
    await operator.call('POST', `/api/appeals/${id}/acts`, {
      after: view.seq,
      deed: { kind: 'answer', task: view.tasks[0].id, text: '今天已清运。' },
    })
    await town.settle()
    const [request] = (await town.anyone.call('GET', `${base}/requests/${id}.json`)).body
    assert.equal(request.status, 'closed')
    assert.equal(request.status_notes, '今天已清运。')
    const closed = (await town.anyone.call('GET', `${base}/requests.json?status=closed&service_code=rubbish`)).body
    assert.deepEqual(
      closed.map((each: { service_request_id: string }) => each.service_request_id),
      [id],
    )
    assert.equal(
      (await town.anyone.call('GET', `${base}/requests.json?service_code=heating&status=closed`)).body.length,
      0,
    )
    assert.equal(
      (await town.anyone.call('GET', `${base}/requests.json?start_date=2026-11-24T00:00:00Z`)).body.length,
      0,
    )
    assert.equal((await town.anyone.call('GET', `${base}/tokens/${id}.json`)).body[0].service_request_id, id)
    const updates = (await town.anyone.call('GET', `${base}/servicerequestupdates.json`)).body
    assert.ok(
      updates.some(
        (each: { service_request_id: string; status: string }) =>
          each.service_request_id === id && each.status === 'closed',
      ),
    )
  })

  test('XML says the same, and what somebody wrote stays text in it', async () => {
    const script = '<script>alert("x")</script> & 路灯坏了'
    const taken = await post(
      { api_key: key, service_code: 'other', description: script, address_string: '包头市昆都仑区' },
      'xml',
    )
    const id = /<service_request_id>([^<]+)</.exec(taken.body as unknown as string)?.[1]
    assert.match(String(id), /^150203-/)
    await town.settle()
    const xml = (await town.anyone.call<string>('GET', `${base}/requests/${id}.xml`)).body
    assert.match(xml, /^<\?xml version="1\.0" encoding="utf-8"\?>\s*<service_requests><request>/)
    assert.match(xml, /&lt;script&gt;alert/)
    assert.doesNotMatch(xml, /<script/)
    const services = (await town.anyone.call<string>('GET', `${base}/services.xml`)).body
    assert.match(services, /<services><service><service_code>/)
  })

  test('what the specification lets a client send is understood: everything in the address, nothing but a place, several values, an address id, a picture', async () => {
    const send = async (query: string, body?: Buffer, headers: Record<string, string> = {}) => {
      const reply = await town.anyone.call('POST', `${base}/requests.json${query}`, body, headers)
      assert.equal(reply.status, 200, JSON.stringify(reply.body))
      return (await town.house.engine.load(reply.body[0].service_request_id))!
    }
    const inAddress = await send(
      `?${new URLSearchParams({ api_key: key, service_code: 'gas', lat: '40.8', long: '111.7' })}`,
    )
    assert.equal(inAddress.answers.text, '燃气', 'without a description it says what the service is about')
    assert.equal(inAddress.region, '150105', 'a point goes to the banner it lies in')
    const abroad = await send(
      `?${new URLSearchParams({ api_key: key, service_code: 'gas', lat: '-33.9', long: '18.4' })}`,
    )
    assert.equal(abroad.region, '150000', 'a point far from here goes to whoever may ask')
    const several = new URLSearchParams([
      ['api_key', key],
      ['service_code', 'roads'],
      ['address_id', 'A-17'],
      ['email', ''],
      ['attribute[side][]', 'left'],
      ['attribute[side][]', 'right'],
      ['attribute[depth]', '12'],
      ['description', '坑'],
    ])
    const listed = await send('', Buffer.from(several.toString()), asForm)
    assert.deepEqual(listed.answers.attributes, { side: ['left', 'right'], depth: ['12'] })
    const hotline = await town.signIn('150000-hotline.clerk')
    const seen = await hotline.call('GET', `/api/appeals/${listed.id}`)
    assert.deepEqual(
      seen.body.sent,
      [
        ['addressId', 'A-17'],
        ['side', 'left、right'],
        ['depth', '12'],
      ].map(([name, value]) => ({ name, value })),
      'staff see what the client sent besides',
    )
    const { departments } = (await hotline.call('GET', `/api/appeals/${listed.id}/suggestions`)).body
    assert.equal(departments[0]?.entry.id, 'roads', 'what the client chose is suggested')
    const form = new FormData()
    for (const [name, value] of Object.entries({
      api_key: key,
      service_code: 'rubbish',
      address_string: '赛罕区',
      description: '见照片',
    }))
      form.append(name, value)
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
    form.append('media', new Blob([png], { type: 'image/png' }), '照片.png')
    const whole = new Response(form)
    const parts = Buffer.from(await whole.arrayBuffer())
    const pictured = await send('', parts, { 'content-type': whole.headers.get('content-type')! })
    assert.deepEqual(
      pictured.materials.map(({ name }) => name),
      ['照片.png'],
    )
    const json = await town.anyone.call('POST', `${base}/requests.json`, {
      api_key: key,
      service_code: 'gas',
      lat: 40.8,
      long: 111.7,
      description: '有气味',
      attribute: { kind: ['a', 'b'] },
    })
    assert.equal(json.status, 200, JSON.stringify(json.body))
    await town.settle()
    const [one] = (await town.anyone.call('GET', `${base}/requests/${listed.id}.json`)).body
    assert.equal(one.address_id, 'A-17')
    assert.equal(
      (await town.anyone.call('GET', `${base}/request/${listed.id}.json`)).body[0].service_request_id,
      listed.id,
    )
  })

  test('requests are found by ids that override the rest, by pages, within ninety days; a parameter without a value is none', async () => {
    const ask = async (query: string) => (await town.anyone.call('GET', `${base}/requests.json?${query}`)).body
    const all = await ask('status=&start_date=&jurisdiction_id=&service_code=')
    assert.ok(all.length >= 5)
    const ids = all.map((each: { service_request_id: string }) => each.service_request_id)
    const two = await ask(`service_request_id=${ids[3]},${ids[1]}&status=maybe&start_date=1999-01-01`)
    assert.deepEqual(
      two.map((each: { service_request_id: string }) => each.service_request_id).sort(),
      [ids[1], ids[3]].sort(),
    )
    assert.equal((await ask(`service_request_id=${ids[0]}&service_request_id=${ids[2]}`)).length, 2)
    assert.deepEqual(
      (await ask('page_size=2&page=2')).map((each: { service_request_id: string }) => each.service_request_id),
      ids.slice(2, 4),
    )
    assert.deepEqual(await ask('page_size=1000&page=2'), [])
    const long = await ask('start_date=2026-01-01T00:00:00Z&end_date=2026-11-24T00:00:00Z')
    assert.match(long[0].description, /90 days/)
    assert.equal((await ask('start_date=2026-11-01T00:00:00+08:00')).length, ids.length, 'a plus that was not escaped')
    assert.equal((await ask('start_date=2026-01-01T00:00:00Z')).length, 0, 'ninety days from there')
    assert.equal((await ask('end_date=2026-11-01T00:00:00Z')).length, 0)
    assert.equal((await ask('status=open,closed')).length, ids.length)
    const [plain] = await ask('page_size=1')
    const [extended] = await ask('page_size=1&extensions=true')
    assert.ok(!('extended_attributes' in plain))
    assert.equal(extended.extended_attributes.reporters, 1)
  })

  test('clients of the browser may read it, the endpoint is found, and what the house refuses is refused in its form', async () => {
    const raw = await town.app.inject({ method: 'GET', url: `${base}/services.xml` })
    assert.equal(raw.headers['access-control-allow-origin'], '*')
    assert.equal(raw.headers['content-type'], 'text/xml; charset=utf-8')
    const found = await town.anyone.call<string>('GET', '/open311/discovery.xml')
    assert.match(
      found.body,
      /<discovery><changeset>.*<endpoints><endpoint><specification>http:\/\/wiki\.open311\.org\/GeoReport_v2</,
    )
    assert.match(found.body, /<formats><format>application\/json<\/format><format>text\/xml<\/format><\/formats>/)
    assert.equal((await town.anyone.call('GET', '/open311/discovery.json')).body.endpoints.length, 1)
    const updates = await town.anyone.call<string>('GET', `${base}/servicerequestupdates.xml`)
    assert.match(updates.body, /<service_requests_updates><request_update><update_id>/)
    const big = await town.anyone.call<string>(
      'POST',
      `${base}/requests.xml`,
      Buffer.alloc(13 * 1024 * 1024, 'a'),
      asForm,
    )
    assert.equal(big.status, 400)
    assert.match(big.body, /<errors><error><code>400<\/code><description>.+<\/description>/)
    const json = await town.anyone.call('POST', `${base}/requests.json`, Buffer.from('{'), {
      'content-type': 'application/json',
    })
    assert.equal(json.body[0].code, 400)
    const many = await post({ api_key: key, service_code: 'gas', lat: '1000', long: 'x', media_url: 'ftp://x' })
    assert.equal(many.body.length, 2, 'each thing that is wrong is named')
  })

  test('ten identical posts at once are one request', async () => {
    const fields = {
      api_key: key,
      service_code: 'noise',
      description: '半夜装修',
      address_string: '新城区',
      email: 'b@example.org',
    }
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => (await post(fields)).body[0].service_request_id),
    )
    assert.equal(new Set(ids).size, 1)
  })

  test('nonsense is answered in the form of the specification and does nothing', async () => {
    const count = async () =>
      (
        await town.house.db.ask<{ n: number }>("select count(*)::int as n from cases.cases c where c.kind = 'appeal'")
      )[0]!.n
    const before = await count()
    const good = { api_key: key, service_code: 'heating', description: '冷', address_string: '新城区' }
    const cases: [number, Record<string, string>][] = [
      [403, { ...good, api_key: 'forged' }],
      [403, { service_code: 'heating', description: '冷', address_string: '新城区' }],
      [404, { ...good, service_code: 'nothing' }],
      [400, { ...good, service_code: '' }],
      [400, { api_key: key, service_code: 'heating', description: '冷' }],
      [400, { ...good, description: 'x'.repeat(4001) }],
      [400, { ...good, lat: 'north', long: '1' }],
      [400, { ...good, lat: '40' }],
      [400, { ...good, media_url: 'javascript:alert(1)' }],
      [400, { ...good, 'attribute[intent]': 'harm' }],
      [404, { ...good, jurisdiction_id: '999999' }],
    ]
    for (const [status, fields] of cases) {
      const reply = await post(fields)
      assert.equal(reply.status, status, JSON.stringify(fields).slice(0, 100))
      assert.equal(reply.body[0].code, status)
      assert.equal(typeof reply.body[0].description, 'string')
    }
    for (const [url, status] of [
      ['/requests/150102-20260101-0000000.json', 404],
      ['/requests/x%00y.json', 400],
      ['/nothing.json', 404],
      ['/requests.json?start_date=yesterday', 400],
      ['/requests.json?status=maybe', 400],
      ['/services/nothing.xml', 404],
      ['/requests.json?jurisdiction_id=0', 404],
    ] as const)
      assert.equal((await town.anyone.call('GET', `${base}${url}`)).status, status, url)
    const xml = await town.anyone.call<string>('GET', `${base}/services/nothing.xml`)
    assert.match(xml.body, /<errors><error><code>404<\/code>/)
    assert.equal(
      (await town.anyone.call('POST', `${base}/requests.json`, Buffer.from([0xff, 0xfe, 0x00]), asForm)).status,
      400,
    )
    assert.equal(await count(), before)
  })
})

describe('a file of a message board', () => {
  test('rows become orders with their days and replies; bad rows are named; the same file again adds nothing; counts and rates follow', async () => {
    const head = '留言编号,留言标题,留言内容,所属地区,留言时间,答复意见,答复时间'
    const rows = [
      'M1,停水,我们小区停水三天,包头市,2026-09-01 10:00,已恢复供水,2026-09-03 09:00',
      'M2,路灯,路灯不亮,包头市昆都仑区,2026/9/2,,',
      'M3,道路,"道路坑洼，<b>请修</b>",呼和浩特市新城区,2026-09-03 08:00:00,已列入计划,2026-09-10',
      'M4,空,,包头市,2026-09-03,,',
      'M5,地区不对,内容,不存在的地方,2026-09-03,,',
      'M6,时间不对,内容,包头市,2026-13-40,,',
      'M7,答复早于留言,内容,包头市,2026-09-03,早了,2026-09-01',
    ]
    const file = Buffer.from([head, ...rows].join('\n'))
    const report = (await operator.call('POST', '/api/appeals/imports', file, { 'content-type': 'text/csv' })).body
    assert.deepEqual([report.rows, report.taken, report.repeated, report.refused], [7, 3, 0, 4], JSON.stringify(report))
    assert.deepEqual(
      report.problems.map((each: { row: number; code: string }) => [each.row, each.code]),
      [
        [5, 'text_missing'],
        [6, 'region_unknown'],
        [7, 'day_wrong'],
        [8, 'day_wrong'],
      ],
    )
    const again = (
      await operator.call('POST', '/api/appeals/imports?id=import-0001', file, { 'content-type': 'text/csv' })
    ).body
    assert.deepEqual([again.taken, again.repeated, again.done], [0, 3, true])
    assert.deepEqual((await operator.call('GET', '/api/appeals/imports/import-0001')).body, again, 'it can be watched')
    const same = await operator.call('POST', '/api/appeals/imports?id=import-0001', file, {
      'content-type': 'text/csv',
    })
    assert.deepEqual(same.body, again, 'sent again it is the same import')
    const book = new ExcelJS.Workbook()
    const [shownAt, answered] = [new Date('2026-09-01T10:00:00Z'), new Date('2026-09-03T09:00:00Z')]
    book
      .addWorksheet('留言')
      .addRows([head.split(','), [...rows[0]!.split(',').slice(0, 4), shownAt, '已恢复供水', answered]])
    const sheet = Buffer.from(await book.xlsx.writeBuffer())
    const asSheet = await operator.call('POST', '/api/appeals/imports', sheet, { 'content-type': 'text/csv' })
    assert.deepEqual(
      [asSheet.body.taken, asSheet.body.repeated],
      [0, 1],
      'the same message with its hour in a workbook',
    )
    const other = await (await town.signIn('supervisor')).call('GET', '/api/appeals/imports/import-0001')
    assert.equal(other.body.code, 'appeals.import_unknown')
    await town.settle()
    const numbers = (
      await town.anyone.call('GET', '/api/appeals/public?from=2026-09-01&until=2026-09-30&channel=board')
    ).body
    assert.equal(numbers.total.count, 3)
    assert.equal(numbers.total.answered, 2)
    const baotou = numbers.regions.find((each: { region: string }) => each.region === '150200')
    assert.deepEqual([baotou.count, baotou.answered, baotou.replyRate], [2, 1, 0.5])
    const shown = (await town.anyone.call('GET', '/api/appeals/board?region=150100')).body.rows
    assert.ok(shown.some((each: { text: string; reply?: object }) => each.text.includes('<b>请修</b>') && each.reply))
    const broken = await operator.call('POST', '/api/appeals/imports', Buffer.from([1, 2, 0, 4]), {
      'content-type': 'text/csv',
    })
    assert.equal(broken.body.code, 'appeals.import_unreadable')
  })
})

describe('call data', () => {
  test('only what the exchange signed is taken; the agent’s order carries the call', async () => {
    const call = { id: 'c-1', from: '13800001111', startedAt: '2026-11-23T00:58:00Z', agent: 'operator' }
    const body = Buffer.from(JSON.stringify(call))
    const send = (bytes: Buffer, signature: string) =>
      town.anyone.call('POST', '/api/appeals/calls', bytes, {
        'content-type': 'application/octet-stream',
        'steppe-signature': signature,
      })
    delete process.env.STEPPE_CALLS_KEY
    assert.equal((await send(body, 'x')).body.code, 'appeals.calls_not_set_up')
    process.env.STEPPE_CALLS_KEY = 'shared'
    assert.equal((await send(body, signatureOfCall(body, 'guessed'))).body.code, 'appeals.signature_wrong')
    assert.equal(
      (await send(Buffer.from(JSON.stringify({ ...call, from: '110' })), signatureOfCall(body, 'shared'))).body.code,
      'appeals.signature_wrong',
    )
    const old = Buffer.from(JSON.stringify({ ...call, startedAt: '2026-11-01T00:00:00Z' }))
    assert.equal((await send(old, signatureOfCall(old, 'shared'))).body.code, 'appeals.signature_wrong')
    const received = {
      intent: 'help',
      text: '家里停电了',
      place: { region: '150102' },
      caller: { name: '李四', phone: '13800001111' },
    }
    assert.equal(
      (await operator.call('POST', '/api/appeals/received', { ...received, call: 'c-1' })).body.code,
      'appeals.call_unknown',
    )
    assert.deepEqual((await send(body, signatureOfCall(body, 'shared'))).body, { taken: true })
    const taken = (await operator.call('POST', '/api/appeals/received', { ...received, call: 'c-1' })).body
    const view = (await operator.call('GET', `/api/appeals/${taken.id}`)).body
    assert.equal(view.call.id, 'c-1')
    assert.equal(view.channel, 'phone')
    assert.equal((await operator.call('GET', '/api/appeals/calls')).body[0].order, taken.id)
    delete process.env.STEPPE_CALLS_KEY
  })

  test('the board of those who supervise counts what is open, and each number is a list', async () => {
    await town.settle()
    const supervisor = await town.signIn('supervisor')
    const board = (await supervisor.call('GET', '/api/appeals/supervision')).body
    const list = (await supervisor.call('GET', '/api/appeals?open=true&limit=100')).body
    assert.equal(board.open, list.rows.length, JSON.stringify(board).slice(0, 600))
    const late = (await supervisor.call('GET', '/api/appeals?late=true&limit=100')).body
    assert.equal(board.late, late.rows.length)
    assert.equal(
      (await operator.call('GET', '/api/appeals/supervision?region=150200')).body.code,
      'appeals.out_of_reach',
    )
  })
})
