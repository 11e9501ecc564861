/** Every route × every kind of caller × own, other and foreign cases: who may not gets a coded refusal, and nobody gets a fault. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { holds } from '@steppe/kernels/authority'
import { getActor } from '#ask/registry'
import type { AnyRoute } from '#platform/module'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'

const cast = ['wangfang', 'zhaoqiang', 'clerk', 'examiner', 'approver', 'tax', 'helper', 'supervisor', 'admin'] as const

let town: TestInstallation
let routes: AnyRoute[]
const clients = new Map<string, Client>()

/** A path with something plausible in each of its places. */
function pathOf(route: AnyRoute): string {
  return route.url.replace(':id', '150102-20260101-0000000').replace(':code', '150102')
}

describe('authority', () => {
  before(async () => {
    town = await testInstallation()
    routes = town.cards.flatMap((card) => card.routes(town.house))
    for (const login of cast) clients.set(login, await town.signIn(login))
  })

  test('every route says who may call it, in the form module:thing:verb where it is a role’s', () => {
    for (const route of routes)
      assert.match(route.permission, /^(open|signed_in|[a-z]+:[a-z-]+:[a-z-]+)$/, `${route.method} ${route.url}`)
  })

  test('every permission of a route is carried by some role', () => {
    const all = Object.values(town.house.policy.roles).map((role) => ({ role: role.id }))
    for (const route of routes) {
      if (route.permission.includes(':'))
        assert.ok(holds(town.house.policy, all, route.permission), `nobody holds ${route.permission} of ${route.url}`)
    }
  })

  test('without a session only open routes answer', async () => {
    for (const route of routes) {
      if (route.permission === 'open') continue
      const reply = await town.anyone.call(route.method, pathOf(route), route.method === 'GET' ? undefined : {})
      assert.ok(
        [400, 401].includes(reply.status),
        `${route.method} ${route.url} answered ${reply.status} to a stranger`,
      )
    }
  })

  test('whoever lacks the permission is refused, and nobody ever gets a fault', async () => {
    for (const login of cast) {
      const [account] = await town.house.db.ask<{ id: string }>(
        'select a.id from registry.accounts a where a.login = $1',
        [login],
      )
      const actor = (await getActor(town.house, account!.id))!
      for (const route of routes) {
        if (route.url.includes('/import') || !route.permission.includes(':')) continue
        const reply = await clients
          .get(login)!
          .call(route.method, pathOf(route), route.method === 'GET' ? undefined : {})
        assert.ok(reply.status < 500, `${login} ${route.method} ${route.url}: ${reply.status}`)
        const may = holds(town.house.policy, actor.grants, route.permission)
        if (!may)
          assert.ok([400, 403].includes(reply.status), `${login} got ${reply.status} from ${route.method} ${route.url}`)
        if (may) assert.notEqual((reply.body as unknown as { code?: string }).code, 'platform.not_permitted')
      }
    }
  })
})
