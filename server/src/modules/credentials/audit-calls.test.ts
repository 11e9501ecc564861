/** 用证审计: whoever audits a region sees the calls of its departments, page by page and as a file; nobody else does. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { AuditedCall } from '@steppe/contracts/credentials'
import type { Actor } from '#platform/actor'
import { isRefusal } from '#platform/refusals'
import { type Client, type TestInstallation, testInstallation } from '#testing/installation'
import { auditCalls } from './audit-calls.ts'
import { newNumber, recordCall } from './record-call.ts'

const market = '150102-market-regulation'
const tax = '150103-tax'
const url = '/api/credentials/calls/audit'
let town: TestInstallation
let auditor: Client

/** Sixty answered by one department, three refused to another, none by anybody outside. */
async function someCalls(): Promise<void> {
  const calls = [
    ...Array.from({ length: 60 }, (_, i) => ({ department: market, outcome: 'answered', minute: i })),
    ...Array.from({ length: 3 }, (_, i) => ({
      department: tax,
      outcome: 'credentials.too_many_calls',
      minute: 70 + i,
    })),
  ]
  for (const { department, outcome, minute } of calls)
    await recordCall(town.house, {
      id: newNumber(department.slice(0, 6), 'C'),
      league: '150100',
      at: Date.parse('2026-11-23T08:00+08:00') + minute * 60_000,
      account: 'staff-x',
      actorName: '张伟',
      department,
      item: '000131025001',
      case: '150102-20261123-7K3F9QX',
      type: 'business-licence',
      licence: null,
      holder: '92150102MAD000019E',
      cause: minute === 0 ? '=核对,经营者' : '核对经营者身份',
      legalBasis: '食品经营许可和备案管理办法',
      outcome,
      fields: outcome === 'answered' ? ['scope'] : [],
    })
}

const seen = async (query: string): Promise<{ calls: AuditedCall[]; next?: string; region: { code: string } }> => {
  const { status, body } = await auditor.call('GET', `${url}${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

describe('the calls of a region', () => {
  before(async () => {
    town = await testInstallation('2026-11-23T10:00+08:00')
    auditor = await town.signIn('auditor')
    await someCalls()
  })

  test('are paged, the latest first, without gap or repetition', async () => {
    const first = await seen('')
    assert.deepEqual([first.region.code, first.calls.length], ['150000', 50])
    const second = await seen(`?cursor=${first.next}`)
    assert.deepEqual([second.calls.length, second.next], [13, undefined])
    const all = [...first.calls, ...second.calls]
    assert.equal(new Set(all.map((each) => each.call)).size, 63)
    assert.deepEqual(
      all.map((each) => each.at),
      all
        .map((each) => each.at)
        .toSorted()
        .toReversed(),
    )
  })

  test('are narrowed to a department, an outcome, a region below', async () => {
    const of = async (query: string) => (await seen(query)).calls
    assert.equal((await of(`?department=${tax}`)).length, 3)
    const refused = await of('?outcome=refused')
    assert.deepEqual(
      [refused.length, refused[0]?.outcomeName.zh, refused[0]?.departmentCode],
      [3, '一小时内用证次数过多', tax],
    )
    assert.equal((await of(`?department=${tax}&outcome=answered`)).length, 0)
    assert.equal((await of('?region=150103')).length, 3)
    assert.equal((await of(`?region=150103&department=${market}`)).length, 0)
    assert.equal((await of('?region=150400')).length, 0)
  })

  test('say at which fields somebody looked, and not about whom nor what stood there', async () => {
    const [call] = (await seen(`?department=${market}`)).calls
    assert.deepEqual([call?.by, call?.fields[0]?.zh], ['张伟', '经营范围'])
    assert.ok(!JSON.stringify(call).includes('92150102MAD000019E'))
  })

  test('are given out as CSV, whole, with no cell that a spreadsheet would run', async () => {
    const { status, body } = await auditor.call<string>('GET', `${url}/export?department=${market}`)
    assert.equal(status, 200)
    const lines = String(body).trim().split('\r\n')
    assert.equal(lines.length, 61)
    assert.match(lines[0]!, /^\ufeff?时间,用证人,部门/)
    assert.match(lines[60]!, /"'=核对,经营者"/)
  })

  test('are for those who audit the region, and for nobody else', async () => {
    for (const login of ['examiner', 'approver', 'admin', 'wangfang']) {
      const client = await town.signIn(login)
      for (const path of [url, `${url}/export`])
        assert.equal((await client.call('GET', path)).body.code, 'platform.not_permitted', `${login} ${path}`)
    }
    assert.equal((await town.anyone.call('GET', url)).status, 401)
    assert.equal((await (await town.signIn('supervisor')).call('GET', url)).status, 200)
    const local: Actor = { kind: 'staff', id: 'x', name: '某人', grants: [{ role: 'auditor', region: '150103' }] }
    const own = await auditCalls(town.house, local, {}, 'zh')
    assert.ok(!isRefusal(own) && own.calls.length === 3 && own.region.code === '150103')
    for (const region of ['150102', '150100', '150000']) {
      const other = await auditCalls(town.house, local, { region }, 'zh')
      assert.ok(isRefusal(other) && other.code === 'credentials.outside_your_region', region)
    }
    assert.equal((await auditor.call('GET', `${url}?region=999999`)).body.code, 'registry.region_unknown')
    assert.equal((await auditor.call('GET', `${url}?cursor=x`)).body.code, 'platform.cursor_unknown')
  })
})
