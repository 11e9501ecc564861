/** Who may do what with draws: every step, every kind of caller. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { card } from './module.ts'

const cast = ['wangfang', 'clerk', 'approver', 'inspector', 'organiser', 'witness', 'supervisor', 'admin'] as const
const holders: Readonly<Record<string, readonly string[]>> = {
  'inspections:plan:write': ['organiser'],
  'inspections:draw:read': ['inspector', 'organiser', 'witness', 'supervisor'],
  'inspections:draw:prepare': ['organiser'],
  'inspections:draw:commit': ['organiser'],
  'inspections:draw:publish': ['organiser'],
  'inspections:seed:enter': ['organiser', 'witness'],
  'inspections:recusal:declare': ['inspector', 'organiser'],
}

let town: TestInstallation
const people = new Map<string, Client>()

describe('who may do what with draws', () => {
  before(async () => {
    town = await testInstallation()
    for (const login of cast) people.set(login, await town.signIn(login))
  })

  test('anyone sees what may be checked, plans, draws and transcripts', () => {
    const open = card.routes(town.house).filter((route) => route.permission === 'open')
    assert.deepEqual(open.map((route) => `${route.method} ${route.url}`).sort(), [
      'GET /api/inspections/draws',
      'GET /api/inspections/draws/:id',
      'GET /api/inspections/draws/:id/transcript',
      'GET /api/inspections/plans',
      'GET /api/inspections/settings',
    ])
  })

  test('each step is open to those who hold its permission, and to nobody else', async () => {
    for (const route of card.routes(town.house)) {
      if (route.permission === 'open') continue
      const may = holders[route.permission]
      assert.ok(may, `${route.permission} is not in this table`)
      const url = route.url.replace(':id', 'D150102-20261123-0000000')
      const body = route.method === 'POST' ? bodies[route.url.split('/').at(-1)!] : undefined
      for (const login of cast) {
        const reply = await people.get(login)!.call(route.method, url, body)
        const code = (reply.body as { code?: string }).code
        assert.equal(
          code === 'platform.not_permitted',
          !may.includes(login),
          `${login} ${url}: ${reply.status} ${code}`,
        )
        assert.ok(reply.status < 500, `${login} ${url}: ${reply.status}`)
      }
      assert.equal((await town.anyone.call(route.method, url, body)).status, 401, url)
    }
  })

  test('who organises for one department organises nothing for another', async () => {
    const plan = { department: '150202-market-regulation', year: 2026, title: 'x', items: ['food-sales'] }
    const reply = await people.get('organiser')!.call('POST', '/api/inspections/plans', plan)
    assert.equal(reply.body.code, 'inspections.not_your_department')
  })

  test('the one who prepares, who seals and who enters alone can’t make a draw of lottery numbers', () => {
    const roles = Object.values(town.house.policy.roles)
    const both = roles.filter((role) => role.permissions.includes('inspections:seed:enter'))
    assert.ok(both.length >= 2, 'two roles may enter, so that two offices can')
  })
})

const bodies: Readonly<Record<string, unknown>> = {
  plans: { department: '150102-market-regulation', year: 2026, title: 'x', items: ['food-sales'] },
  draws: {
    plan: 'P150102-20260101-0000000',
    title: 'x',
    tasks: [
      {
        item: 'food-sales',
        department: '150102-market-regulation',
        region: '150102',
        stratifyBy: 'none',
        share: [1, 2],
        inspectors: 2,
      },
    ],
  },
  recusals: { inspector: 'x', object: 'y', reason: 'z' },
  commit: { root: '0'.repeat(64), seed: { kind: 'lottery', game: 'x', issue: '1', drawnAt: '2027-01-01T00:00:00Z' } },
  seed: { kind: 'beacon' },
  'drop-outs': { object: 'x', reason: 'y' },
}
