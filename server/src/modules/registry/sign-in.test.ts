/** Signing in: the demonstration's cast, wrong passwords, the lock, and what an actor brings. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changePassword, verifyPassword } from './act.ts'
import { findPolicy, getActor, holdersOf } from './ask.ts'
import { demoAccounts } from './demo-accounts.ts'
import { findMe } from './find-me.ts'
import { openTestHouse } from './test-house.ts'

const house = await openTestHouse()

describe('signing in', () => {
  const outcome = async (login: string, password: string) => {
    const result = await verifyPassword(house, login, password)
    return 'refused' in result ? result.code : result.id
  }

  test('the cast signs in with the public password, in any letters’ case', async () => {
    assert.equal(await outcome('wangfang', 'steppe-demo'), 'demo-wangfang')
    assert.equal(await outcome(' WangFang', 'steppe-demo'), 'demo-wangfang')
  })

  test('a wrong password and a stranger get the same answer', async () => {
    assert.equal(await outcome('zhaoqiang', 'steppe-demO'), 'platform.sign_in_failed')
    assert.equal(await outcome('nobody', 'steppe-demo'), 'platform.sign_in_failed')
  })

  test('five wrong tries lock the account for ten minutes, for the right password too', async () => {
    for (let tries = 0; tries < 4; tries++) assert.equal(await outcome('batu', 'wrong'), 'platform.sign_in_failed')
    assert.equal(await outcome('batu', 'wrong'), 'platform.locked')
    assert.equal(await outcome('batu', 'steppe-demo'), 'platform.locked')
    house.pass(10 * 60_000 + 1)
    assert.equal(await outcome('batu', 'steppe-demo'), 'demo-batu')
  })

  test('tries at the same moment are all counted', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => outcome('sunli', 'wrong')))
    assert.equal(codes.filter((code) => code === 'platform.locked').length, 1)
  })

  test('an actor brings the grants in force today', async () => {
    const actor = await getActor(house, 'demo-examiner')
    assert.deepEqual(actor, {
      kind: 'staff',
      id: 'demo-examiner',
      name: '张伟',
      grants: [{ role: 'examiner', department: '150102-market-regulation', region: '150102' }],
    })
    assert.equal(await getActor(house, 'nobody'), undefined)
  })

  test('every department has a clerk, an examiner and an approver; each signs in by the department’s code', async () => {
    const rows = await house.db.ask<{ missing: number }>(
      `select count(*)::int as missing from registry.departments d, unnest(array['clerk', 'examiner', 'approver']) as w(role)
       where not exists (select 1 from registry.grants g where g.department = d.code and g.role = w.role)`,
    )
    assert.equal(rows[0]?.missing, 0)
    assert.equal(await outcome('152921-tax.examiner', 'steppe-demo'), 'g-152921-tax-examiner')
    assert.ok((await holdersOf(house, '150102-market-regulation', 'examiner')).some((each) => each.name === '张伟'))
  })

  test('every role that the cast and the staff hold is a role of the policy', async () => {
    const { roles } = await findPolicy(house)
    const held = await house.db.ask<{ role: string }>('select distinct g.role from registry.grants g')
    assert.deepEqual(
      held.filter(({ role }) => !roles[role]),
      [],
    )
  })

  test('oneself sees name, number and roles whole', async () => {
    const me = await findMe(house, 'demo-zhaoqiang')
    assert.ok(!('refused' in me))
    assert.equal(me.person?.idNumber.length, 18)
    assert.equal(me.person?.phone, '13800000002')
    assert.deepEqual(
      me.roles.map((role) => [role.role, role.roleName.zh]),
      [['representative', '法定代表人']],
    )
  })

  test('a password is changed with the old one right and the new one strong', async () => {
    const actor = await getActor(house, 'demo-qiqige')
    assert.ok(actor)
    const code = async (old: string, next: string) => {
      const result = await changePassword(house, actor, { old, new: next })
      return 'refused' in result ? result.code : 'done'
    }
    assert.equal(await code('steppe', 'a-long-new-word-7'), 'registry.password_wrong')
    assert.equal(await code('steppe-demo', 'aaaaaaaaaaaa'), 'registry.password_weak')
    assert.equal(await code('steppe-demo', 'qiqige-12345'), 'registry.password_weak')
    assert.equal(await code('steppe-demo', 'a-long-new-word-7'), 'done')
    assert.equal(await outcome('qiqige', 'steppe-demo'), 'platform.sign_in_failed')
    assert.equal(await outcome('qiqige', 'a-long-new-word-7'), 'demo-qiqige')
  })

  test('the sign-in page is told of the cast, in a demonstration only', async () => {
    const shown = await demoAccounts(house)
    assert.ok(!('refused' in shown) && shown.accounts.length >= 12 && shown.password === 'steppe-demo')
    const refused = await demoAccounts({ ...house, site: { ...house.site, demo: false } })
    assert.ok('refused' in refused && refused.code === 'registry.not_demo')
  })

  test('an installation that is no demonstration takes in nobody with a public password', async () => {
    const real = await openTestHouse(['neimenggu'])
    const { loadPack } = await import('./load-pack.ts')
    for (const pack of house.site.packs) await loadPack(real, pack, () => {})
    const rows = await real.db.ask<{ count: number }>('select count(*)::int as count from registry.accounts')
    assert.equal(rows[0]?.count, 0)
  })
})
