/** Who may do what with the registry: every route, every kind of caller, own and foreign subjects. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { card } from './module.ts'

const tech = '91150102MAD000027C'
const shop = '92150102MAD000019E'
const cast = [
  'wangfang',
  'zhaoqiang',
  'batu',
  'sunli',
  'clerk',
  'examiner',
  'approver',
  'inspector',
  'operator',
  'helper',
  'supervisor',
  'admin',
  'auditor',
] as const

let town: TestInstallation
const people = new Map<string, Client>()
const as = (login: string) => people.get(login) ?? town.anyone
const status = async (login: string, method: 'GET' | 'POST', url: string, body?: unknown) =>
  (await as(login).call(method, url, body)).status
const code = async (login: string, method: 'GET' | 'POST', url: string, body?: unknown) => {
  const reply = await as(login).call(method, url, body)
  return reply.status < 300 ? reply.status : reply.body.code
}

describe('who may do what with the registry', () => {
  before(async () => {
    town = await testInstallation()
    for (const login of cast) people.set(login, await town.signIn(login))
  })

  test('anyone reads places, departments, one firm and the cast; nothing else opens without a session', async () => {
    const open = card.routes(town.house).filter((route) => route.permission === 'open')
    assert.deepEqual(open.map((route) => `${route.method} ${route.url}`).sort(), [
      'GET /api/registry/demo-accounts',
      'GET /api/registry/departments',
      'GET /api/registry/departments/:code',
      'GET /api/registry/firms/:code',
      'GET /api/registry/kinds',
      'GET /api/registry/regions',
      'GET /api/registry/regions/:code',
      'POST /api/registry/accounts/register',
    ])
    for (const route of card.routes(town.house)) {
      if (route.permission === 'open') continue
      const reply = await town.anyone.call(
        route.method,
        route.url.replace(':id', 'some').replace(':code', tech),
        route.method === 'POST' ? {} : undefined,
      )
      assert.deepEqual(
        [route.url, reply.status, (reply.body as unknown as { code: string }).code],
        [route.url, 401, 'platform.sign_in_needed'],
      )
    }
  })

  const holders: Readonly<Record<string, readonly string[]>> = {
    'registry:firm:read': ['clerk', 'examiner', 'approver', 'inspector', 'helper', 'supervisor', 'admin'],
    'registry:person:read': ['clerk', 'examiner', 'approver'],
    'registry:person:prove': ['clerk'],
    'registry:read:audit': ['auditor'],
    'registry:firm:import': ['admin'],
    'registry:firm:export': ['supervisor', 'admin'],
    'registry:account:write': ['admin'],
    'registry:grant:write': ['admin'],
    'registry:firm:authorise': ['zhaoqiang', 'batu'],
  }

  test('each permission opens its routes to those who hold it, and to nobody else', async () => {
    for (const route of card.routes(town.house)) {
      if (route.permission === 'open' || route.permission === 'signed_in') continue
      const may = holders[route.permission]
      assert.ok(may, `${route.permission} is not in this test`)
      for (const login of cast) {
        const url = route.url.replace(':id', 'nobody').replace(':code', '91350100M000100Y43')
        const got = await code(login, route.method as 'GET' | 'POST', url, route.method === 'POST' ? {} : undefined)
        if (may.includes(login)) assert.notEqual(got, 'platform.not_permitted', `${login} ${route.url}`)
        else
          assert.equal(
            got,
            route.method === 'POST' && got === 'platform.malformed'
              ? 'platform.not_permitted'
              : 'platform.not_permitted',
            `${login} ${route.url}`,
          )
      }
    }
  })

  test('a firm lets nobody act but through its representative', async () => {
    const body = { login: 'wangfang', name: '王芳' }
    assert.equal(
      await code('zhaoqiang', 'POST', `/api/registry/firms/${tech}/handlers`, body),
      'registry.not_representative',
    )
    assert.equal(await code('sunli', 'POST', `/api/registry/firms/${tech}/handlers`, body), 'platform.not_permitted')
    assert.equal(
      await code('batu', 'POST', `/api/registry/firms/${tech}/handlers`, { ...body, name: '王方' }),
      'registry.name_differs',
    )
    const given = await as('batu').call('POST', `/api/registry/firms/${tech}/handlers`, body)
    assert.equal(given.status, 200)
    assert.equal(
      await code('zhaoqiang', 'POST', `/api/registry/handlers/${given.body.id}/end`),
      'registry.grant_unknown',
    )
    assert.equal(await status('batu', 'POST', `/api/registry/handlers/${given.body.id}/end`), 200)
    assert.equal(await code('batu', 'POST', `/api/registry/handlers/${given.body.id}/end`), 'registry.grant_unknown')
  })

  test('a firm is claimed by the person the register names and by no other', async () => {
    assert.equal(
      await code('wangfang', 'POST', '/api/registry/firms/claim', { code: tech }),
      'registry.not_representative',
    )
    assert.equal(
      await code('clerk', 'POST', '/api/registry/firms/claim', { code: tech }),
      'registry.not_representative',
    )
    const first = await as('batu').call('POST', '/api/registry/firms/claim', { code: tech })
    const second = await as('batu').call('POST', '/api/registry/firms/claim', { code: tech })
    assert.deepEqual([first.status, first.body.id], [200, second.body.id])
    assert.equal(
      await code('batu', 'POST', '/api/registry/firms/claim', { code: '91350100M000100Y43' }),
      'registry.firm_unknown',
    )
  })

  test('a role is given where it is held, within the giver’s region, and never to oneself', async () => {
    const give = (login: string, body: unknown) => code(login, 'POST', '/api/registry/grants', body)
    assert.equal(await give('admin', { login: 'admin', role: 'supervisor', region: '150000' }), 'registry.own_grant')
    assert.equal(await give('admin', { login: 'clerk', role: 'king', region: '150000' }), 'registry.role_unknown')
    assert.equal(await give('admin', { login: 'clerk', role: 'clerk', region: '150102' }), 'registry.role_place_wrong')
    const toCitizen = { login: 'wangfang', role: 'clerk', department: '150102-tax' }
    assert.equal(await give('admin', toCitizen), 'registry.staff_account_needed')
    assert.equal(
      await give('admin', { login: 'clerk', role: 'clerk', department: '150102-nothing' }),
      'registry.department_unknown',
    )
    assert.equal(
      await give('admin', { login: 'nobody', role: 'clerk', department: '150102-tax' }),
      'registry.account_unknown',
    )
    assert.equal(
      await give('admin', {
        login: 'clerk',
        role: 'clerk',
        department: '150102-tax',
        from: '2026-12-01',
        until: '2026-11-30',
      }),
      'registry.day_order_wrong',
    )
    assert.equal(await give('admin', { login: 'helper', role: 'administrator', region: '150100' }), 201)
    const local = await town.signIn('helper')
    people.set('helper-in-hohhot', local)
    const listed = await as('admin').call('GET', '/api/registry/grants?login=helper')
    assert.deepEqual(listed.body.grants.map((grant: { role: string }) => grant.role).sort(), ['administrator', 'agent'])
    const staff = await as('admin').call('GET', '/api/registry/grants?department=150102-market-regulation')
    assert.ok(
      staff.body.grants.some(
        (grant: { name: string; role: string }) => grant.name === '张伟' && grant.role === 'examiner',
      ),
    )
    assert.equal(
      await give('helper-in-hohhot', { login: 'operator', role: 'clerk', department: '150202-tax' }),
      'registry.outside_your_region',
    )
    assert.equal(
      await give('helper-in-hohhot', { login: 'operator', role: 'handler', firm: shop }),
      'registry.outside_your_region',
    )
    assert.equal(await give('helper-in-hohhot', { login: 'operator', role: 'clerk', department: '150102-tax' }), 201)
  })

  test('an administrator ends what lies in the own region only; what is ended opens nothing', async () => {
    const given = await as('admin').call('POST', '/api/registry/grants', {
      login: 'inspector',
      role: 'supervisor',
      region: '150200',
    })
    assert.equal(given.status, 201)
    assert.equal(
      await code('helper-in-hohhot', 'POST', `/api/registry/grants/${given.body.id}/end`),
      'registry.outside_your_region',
    )
    assert.equal(await status('admin', 'POST', `/api/registry/grants/${given.body.id}/end`), 200)
    const inspector = await town.signIn('inspector')
    people.set('inspector-again', inspector)
    assert.equal(
      await code('inspector-again', 'GET', '/api/registry/firms/export?region=150200'),
      'platform.not_permitted',
    )
  })

  test('firms are exported from within one’s region only', async () => {
    const exported = await as('supervisor').call<string>('GET', '/api/registry/firms/export?region=150102')
    assert.equal(exported.status, 200)
    assert.match(exported.body, /内蒙古示例草原云科技有限公司/)
    assert.equal(
      await code('helper-in-hohhot', 'GET', '/api/registry/firms/export?region=150200'),
      'registry.outside_your_region',
    )
    assert.equal(await status('helper-in-hohhot', 'GET', '/api/registry/firms/export?region=150102'), 200)
  })

  test('an import is seen by who sent it only', async () => {
    const sent = await as('admin').call(
      'POST',
      '/api/registry/firms/import?name=a.csv',
      'code,name\n91350100M000100Y43,x',
      { 'content-type': 'text/csv' },
    )
    assert.equal(sent.status, 202)
    for (const path of ['', '/findings', '/report']) {
      assert.equal(await status('admin', 'GET', `/api/registry/imports/${sent.body.id}${path}`), 200, path)
      assert.equal(
        await code('helper-in-hohhot', 'GET', `/api/registry/imports/${sent.body.id}${path}`),
        'registry.import_unknown',
        path,
      )
    }
  })

  test('staff find firms by words of the name', async () => {
    const found = await as('clerk').call('GET', `/api/registry/firms?q=${encodeURIComponent('示例草原云')}`)
    assert.equal(found.body.firms[0].code, tech)
  })

  test('staff see people masked; who looks at one whole gives a purpose, and that person sees it', async () => {
    const masked = await as('clerk').call('GET', '/api/registry/people/demo-wangfang')
    assert.deepEqual(masked.body, {
      id: 'demo-wangfang',
      name: '王*',
      idKind: 'resident',
      idNumber: '159900********0202',
      phone: '138****0001',
    })
    assert.equal(await code('clerk', 'POST', '/api/registry/people/demo-wangfang/reveal', {}), 'platform.malformed')
    const whole = await as('clerk').call('POST', '/api/registry/people/demo-wangfang/reveal', {
      purpose: '核对办件材料',
    })
    assert.equal(whole.body.idNumber, '159900199003120202')
    const reads = await as('wangfang').call('GET', '/api/registry/me/reads')
    assert.deepEqual(
      reads.body.reads.map((read: { by: string; purpose: string; department: string }) => [
        read.by,
        read.purpose,
        read.department,
      ]),
      [['李娜', '核对办件材料', '呼和浩特市新城区政务服务中心综合窗口']],
    )
    assert.deepEqual((await as('zhaoqiang').call('GET', '/api/registry/me/reads')).body.reads, [])
    const audit = await as('auditor').call('GET', '/api/registry/reads?login=clerk')
    assert.deepEqual([audit.body.reads.length, audit.body.reads[0].person], [1, '王*'])
    const all = await as('auditor').call('GET', '/api/registry/reads')
    assert.deepEqual([all.body.reads[0].by, all.body.reads[0].login], ['李娜', 'clerk'])
    for (const [region, seen] of [
      ['150200', 0],
      ['150100', 1],
    ] as const) {
      await as('admin').call('POST', '/api/registry/grants', { login: 'organiser', role: 'auditor', region })
      const local = await town.signIn('organiser')
      assert.equal((await local.call('GET', '/api/registry/reads')).body.reads.length, seen, region)
    }
  })

  test('everyone sees themselves whole and the firms they act for, and no others', async () => {
    const me = await as('wangfang').call('GET', '/api/registry/me')
    assert.equal(me.body.person.idNumber, '159900199003120202')
    const firms = async (login: string) =>
      (await as(login).call('GET', '/api/registry/firms/mine')).body.firms.map(
        (each: { firm: { code: string }; role: string }) => [each.firm.code, each.role],
      )
    assert.deepEqual(await firms('sunli'), [[tech, 'handler']])
    assert.deepEqual(await firms('zhaoqiang'), [[shop, 'representative']])
    assert.deepEqual(await firms('clerk'), [])
  })
})
