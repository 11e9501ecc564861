/** Licences are issued once, changed with reason and law, renewed with the identifier of the old one; their acts stand. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { day } from '@steppe/kernels/calendar'
import { checkLicenceIdentifier } from '@steppe/kernels/codes'
import { opens } from '@steppe/kernels/ledger'
import { isRefusal } from '#platform/refusals'
import { type TestInstallation, testInstallation } from '#testing/installation'
import { changeStatus, expireDue, type Issue, issueCredential, licencePlatform, renewCredential } from './act.ts'
import { findByIdentifier, findCredential, findHeldCredentials, type LicenceRow } from './ask.ts'

let town: TestInstallation
const staff = { kind: 'staff', id: 's-1', name: '刘敏', department: '150102-market-regulation' } as const
const ground = { reason: '查实的事由', legalBasis: '行政处罚法第九条第三项', actor: staff }

function issueOf(number: string, more: Partial<Issue> = {}): Issue {
  return {
    type: 'food-business-licence',
    holder: { kind: 'firm', id: '92150102MAD000019E', name: '赵强便利店', code: '92150102MAD000019E' },
    department: '150102-market-regulation',
    number,
    issuedOn: day('2026-11-23'),
    case: `150102-20261120-${number}`,
    details: { premises: '新城区成吉思汗大街1号' },
    actor: staff,
    ...more,
  }
}

async function issued(number: string, more: Partial<Issue> = {}): Promise<LicenceRow> {
  const licence = await issueCredential(town.house, issueOf(number, more))
  assert.ok(!isRefusal(licence), JSON.stringify(licence))
  return licence
}

before(async () => {
  town = await testInstallation()
})

test('a licence has an identifier with its check character, a last day that follows from the law, and a place in a status list', async () => {
  const licence = await issued('AAAAAA1')
  const parts = checkLicenceIdentifier(licence.identifier)
  assert.ok(parts.ok && parts.issuerIsCreditCode && parts.version === '001' && parts.type.endsWith('006'))
  assert.equal(licence.expiresOn, '2031-11-22')
  assert.ok(licence.statusIndex >= 0 && licence.statusIndex < 131072 && licence.statusList === 0)
  assert.equal((await findByIdentifier(town.house, licence.identifier))?.id, licence.id)
  const wrong = licence.identifier.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  assert.equal(await findByIdentifier(town.house, wrong), undefined, 'another check character finds nothing')
})

test('issued twice, also at once, it is one licence with one act', async () => {
  const both = await Promise.all([issued('AAAAAA2'), issued('AAAAAA2')])
  const again = await issued('AAAAAA2')
  assert.deepEqual(new Set([...both, again].map((each) => each.id)).size, 1)
  const acts = await town.house.db.ask('select a.seq from credentials.acts a where a.licence = $1', [again.id])
  assert.equal(acts.length, 1)
  const facts = await town.house.db.ask('select 1 from platform.outbox o where o.subject = $1', [again.id])
  assert.equal(facts.length, 1)
})

test('each act is committed to and told in the outbox under its number, so that the log seals it', async () => {
  const licence = await issued('AAAAAA3')
  await changeStatus(town.house, { licence: licence.id, change: 'suspend', ...ground, until: '2026-12-31' })
  const acts = await town.house.db.ask<{ act: { to: string }; salt: Buffer; commitment: Buffer }>(
    'select a.act, a.salt, a.commitment from credentials.acts a where a.licence = $1 order by a.seq',
    [licence.id],
  )
  assert.deepEqual(
    acts.map((each) => each.act.to),
    ['valid', 'suspended'],
  )
  for (const { act, salt, commitment } of acts) assert.ok(opens(commitment, salt, act))
  const facts = await town.house.db.ask<{ data: { commitments: string[]; first: number } }>(
    'select o.data from platform.outbox o where o.subject = $1 order by o.position',
    [licence.id],
  )
  assert.deepEqual(
    facts.map(({ data }) => [data.first, ...data.commitments]),
    acts.map(({ commitment }, at) => [at + 1, commitment.toString('hex')]),
  )
})

test('nobody changes or deletes an act', async () => {
  await issued('AAAAAA4')
  for (const sql of [
    "update credentials.acts set kind = 'revoke'",
    'delete from credentials.acts',
    'truncate credentials.acts',
  ])
    await assert.rejects(town.house.db.ask(sql), /appended and never changed/)
})

test('what the law has no way for is refused, and so is what stands on an older act', async () => {
  const licence = await issued('AAAAAA5')
  const revoked = await changeStatus(town.house, { licence: licence.id, change: 'revoke', ...ground })
  assert.ok(!isRefusal(revoked) && revoked.status === 'revoked')
  const again = await changeStatus(town.house, { licence: licence.id, change: 'suspend', ...ground })
  assert.ok(isRefusal(again) && again.code === 'credentials.no_such_change')
  const late = await changeStatus(town.house, { licence: licence.id, change: 'cancel', ...ground, after: 1 })
  assert.ok(isRefusal(late) && late.code === 'credentials.changed_meanwhile')
})

test('of two changes at once one is made and the other told', async () => {
  const licence = await issued('AAAAAA6')
  const both = await Promise.all(
    (['suspend', 'revoke'] as const).map((change) =>
      changeStatus(town.house, { licence: licence.id, change, ...ground, after: 1 }),
    ),
  )
  assert.equal(both.filter(isRefusal).length, 1)
})

test('a renewed licence is the next version, keeps the identifier of the old one, and the old one is replaced', async () => {
  const old = await issued('AAAAAA7')
  const renewal = { licence: old.id, ...ground, legalBasis: '行政许可法第五十条', issuedOn: day('2031-10-20') }
  const renewed = await renewCredential(town.house, renewal)
  assert.ok(!isRefusal(renewed))
  assert.equal(renewed.replaces, old.identifier)
  assert.equal(renewed.number, old.number)
  assert.equal(renewed.expiresOn, '2036-10-19')
  const parts = checkLicenceIdentifier(renewed.identifier)
  assert.ok(parts.ok && parts.version === '002')
  const before = await findCredential(town.house, old.id)
  assert.equal(before?.status, 'replaced')
  assert.equal(before?.replacedBy, renewed.identifier)
  const again = await renewCredential(town.house, renewal)
  assert.ok(isRefusal(again) && again.code === 'credentials.no_such_change')
})

test('a licence of the wrong type, holder or department is refused', async () => {
  const wrong = async (more: Partial<Issue>) => {
    const done = await issueCredential(town.house, issueOf('AAAAAA8', more))
    return isRefusal(done) ? done.code : done.id
  }
  assert.equal(await wrong({ type: 'no-such-licence' }), 'credentials.type_unknown')
  assert.equal(await wrong({ type: 'passport' }), 'credentials.holder_kind')
  assert.equal(await wrong({ department: '150102-nothing' }), 'credentials.department_unknown')
})

test('past its last day a licence is shown as expired, then written down as such, and renewal is still open', async () => {
  const licence = await issued('AAAAAA9', { issuedOn: day('2021-11-20') })
  assert.equal(licence.status, 'expired')
  assert.ok((await expireDue(town.house, { zh: '有效期届满', law: '行政许可法第七十条第一项' })) >= 1)
  const [row] = await town.house.db.ask<{ kind: string; actor: string }>(
    'select a.kind, a.actor from credentials.acts a where a.licence = $1 and a.seq = 2',
    [licence.id],
  )
  assert.deepEqual(row, { kind: 'expire', actor: licencePlatform.id })
  assert.equal(await expireDue(town.house, { zh: '有效期届满', law: '行政许可法第七十条第一项' }), 0)
})

test('what a firm holds is found with its state', async () => {
  await issued('AAAAAB1', { type: 'tobacco-retail-licence', department: '150102-tobacco' })
  const held = await findHeldCredentials(town.house, { account: 'nobody', firm: '92150102MAD000019E' })
  const tobacco = held.find((each) => each.type === 'tobacco-retail-licence')
  assert.equal(tobacco?.name.zh, '烟草专卖零售许可证')
  assert.equal(tobacco?.status, 'valid')
})
